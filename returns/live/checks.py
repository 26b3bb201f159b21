"""Each row judged by itself: its cells read, and whether it can be taken at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cases.numbers import digits, nhs_number_wrong, upn_wrong
from returns.live import words
from returns.live.rows import Row
from returns.live.tables import CHILDREN, Column, Kind, Must, Table
from returns.sheets import days
from returns.sheets.account import Remark
from returns.sheets.reading import RawRow

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
NUMBERS = {"nhs_number": nhs_number_wrong, "upn": upn_wrong}
BLANK: dict[Kind, Any] = {Kind.DAY: None, Kind.YES_NO: None, Kind.NUMBER: None}


class _Wrong(Exception):
    """A cell that cannot be read; the message says what it is not."""


@dataclass
class Checked:
    """The verdict on one row: the row, or why it is spoilt; and whose it is, if readable."""

    child: str
    row: Row | None = None
    spoilt: Remark | None = None
    remarks: list[Remark] = field(default_factory=list)


def check(table: Table, raw: RawRow) -> Checked:
    """Judge one row of `table` by itself."""
    found = Checked(_child(table, raw) if raw.fits else "")
    if not raw.fits:
        found.spoilt = Remark("cells", "The row has other cells than the first line has columns.")
        return found
    values: dict[str, Any] = {}
    for column in table.columns:
        text = raw.cells.get(column.name, "")
        try:
            values[column.name] = _read(column, text)
        except _Wrong as wrong:
            remark = _remark(column, text, str(wrong))
            if not column.soft:
                found.spoilt = remark
                return found
            values[column.name] = BLANK.get(column.kind, "")
            found.remarks.append(remark)
    if table.of_child:
        values["child"] = found.child
        if not found.child:
            found.spoilt = Remark("no_child", "The child's id is missing.", "child")
            return found
    key = tuple(_part(values[name]) for name in table.key)
    found.row = Row(table, key, tuple(values.items()))
    return found


def _child(table: Table, raw: RawRow) -> str:
    """Whose row it is; in the table of children the number of the return may stand in."""
    if not table.of_child:
        return ""
    names = ("child", "ssda903_id") if table is CHILDREN else ("child",)
    texts = (" ".join(raw.cells.get(name, "").split()) for name in names)
    return next((text for text in texts if text), "")[:60]


def _part(value: Any) -> str:
    return "" if value is None else str(value)


def _remark(column: Column, text: str, says: str) -> Remark:
    if column.narrative:
        text = text and "…"
    shown = f"“{text[:40]}”" if text else "It"
    code = "missing" if not text else "bad_value" if column.soft else "cannot_be_read"
    left = "; left blank" if column.soft else ""
    return Remark(code, f"{shown} {says}{left}.", column.name, text)


def _read(column: Column, text: str) -> Any:
    """The value of a cell. Raises _Wrong."""
    if column.kind is not Kind.NOTE:
        text = " ".join(text.split())
    if not text:
        if column.must is Must.FILLED:
            raise _Wrong(f"must be filled in: {column.says}")
        return BLANK.get(column.kind, "")
    return _READERS[column.kind](column, text)


def _text(column: Column, text: str) -> str:
    if column.name in NUMBERS:
        return _number_of_child(column, text)
    if column.name == "postcode":
        text = _postcode(text)
    if len(text) > column.most:
        raise _Wrong(f"has more than {column.most} characters")
    return text


def _number_of_child(column: Column, text: str) -> str:
    number = digits(text)
    if NUMBERS[column.name](number):
        raise _Wrong(f"is not right: {column.says}")
    return number


def _postcode(text: str) -> str:
    """With its space, whether or not it was written with one."""
    close = text.replace(" ", "").upper()
    return f"{close[:-3]} {close[-3:]}" if 5 <= len(close) <= 7 else text


def _day(_: Column, text: str) -> Any:
    day = days.read(text)
    if day is None:
        raise _Wrong("is no day such as 2026-11-05 or 05/11/2026")
    return day


def _yes_no(_: Column, text: str) -> bool:
    if text.lower() not in words.YES | words.NO:
        raise _Wrong("is neither yes nor no")
    return text.lower() in words.YES


def _email(column: Column, text: str) -> str:
    if not EMAIL.fullmatch(text) or len(text) > column.most:
        raise _Wrong("is no e-mail address")
    return text.lower()


def _number(column: Column, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= column.most):
        raise _Wrong(f"is no number from 0 to {column.most}")
    return int(text)


def _word(column: Column, text: str) -> str:
    word = words.find(column.words, text)
    if word is None:
        known = ", ".join(list(column.words)[:6])
        raise _Wrong(f"is not one of the words of this column ({known} …)")
    return word


_READERS = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.NOTE: _text,
    Kind.DAY: _day,
    Kind.YES_NO: _yes_no,
    Kind.EMAIL: _email,
    Kind.NUMBER: _number,
    Kind.WORD: _word,
}
