"""Each row judged by itself: may it be held at all, and what is to be remarked about its cells.

A cell that decides who the child is, when they were born or when an episode was cannot be wrong
without spoiling the row. A code nobody knows is kept and remarked upon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases import codes
from returns.sheets.account import Remark
from returns.sheets.reading import RawRow
from returns.ssda903 import dates
from returns.ssda903.held import Row
from returns.ssda903.tables import EPISODES, HEADER, TABLES, Kind, Table

NUMBER = re.compile(r"[A-Z0-9]{1,20}")
# Tables whose spoilt row spoils the child: identity, birth date, the episode chain.
PERIODS = (("MIS_START", "MIS_END"), ("SW_DECOM", "SW_DEC"), ("DOLO_START", "DOLO_END"))
REFUSING = frozenset({HEADER.name, EPISODES.name})


@dataclass(frozen=True)
class Checked:
    """The verdict on one row: the child's number if readable, and the row, or why it is spoilt."""

    number: str
    row: Row | None
    spoilt: Remark | None = None


def check(table: Table, raw: RawRow) -> Checked:
    """Judge one row of `table` by itself."""
    number = raw.cells.get("CHILD", "")
    if not NUMBER.fullmatch(number):
        why = (
            f"“{number[:30]}” is not a child's number: at most 20 letters and digits."
            if number
            else "The child's number is missing."
        )
        return Checked("", None, Remark("no_child", why, "CHILD", number))
    if not raw.fits:
        why = f"The row has other cells than the {len(table.columns)} columns of the file."
        return Checked(number, None, Remark("cells", why))
    spoilt = _spoilt(table, raw.cells)
    if spoilt:
        return Checked(number, None, spoilt)
    values = tuple((column, raw.cells[column]) for column in table.columns if column != "CHILD")
    return Checked(number, Row(table.name, number, values))


def _spoilt(table: Table, cells: dict[str, str]) -> Remark | None:
    for column, kind in table.columns.items():
        value = cells[column]
        if kind is Kind.DOB or (kind is Kind.DATE and value) or kind is Kind.DATE_OR_BLANK:
            if not value and kind is Kind.DATE_OR_BLANK:
                continue
            if dates.read(value) is None:
                what = "date of birth" if kind is Kind.DOB else "date"
                return _cell("bad_date", column, value, f"is no {what} such as 31/03/2020")
        elif kind is Kind.DATE:
            return _cell("no_date", column, value, "must be filled in")
        elif kind is Kind.PART_DATE and value and not dates.is_part_date(value):
            return _cell("bad_date", column, value, "is no date, nor one with zz for a part")
        elif kind is Kind.SCORE and value and not _is_score(value):
            return _cell("bad_score", column, value, "is no score from 0 to 40")
    return _out_of_order(table, cells)


def _cell(code: str, column: str, value: str, says: str) -> Remark:
    shown = f"“{value[:40]}”" if value else "It"
    return Remark(code, f"{shown} in {column} {says}.", column, value)


def _is_score(value: str) -> bool:
    return (
        value.removesuffix(".0").isascii()
        and value.removesuffix(".0").isdigit()
        and (int(value.removesuffix(".0")) <= 40)
    )


def _out_of_order(table: Table, cells: dict[str, str]) -> Remark | None:
    """A period that ends before it starts; episodes are judged with their chain."""
    for start, end in PERIODS:
        if start in table.columns and cells[end]:
            begins, ends = dates.read(cells[start]), dates.read(cells[end])
            if begins and ends and ends < begins:
                return _cell("ends_before_start", end, cells[end], f"is before {start}")
    return None


def code_remarks(row: Row, year: int) -> list[Remark]:
    """Codes of the row that nobody knows, or not in the return of `year` (0: not known)."""
    found = []
    table = TABLES[row.table]
    cells = dict(row.values)
    for column, kind in table.columns.items():
        value = cells.get(column, "")
        if kind is not Kind.CODE or not value:
            continue
        known = codes.code_set(table.code_set(column)).get(value)
        if known is None:
            found.append(
                _cell("unknown_code", column, value, "is no code of that column; kept as it stands")
            )
        elif year and not known.valid_in(year):
            when = f"is no code of the return to March {year}; kept as it stands"
            found.append(_cell("code_of_other_year", column, value, when))
    return found
