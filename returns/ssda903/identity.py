"""Who the child is: from the table of children of every return, and of unaccompanied children."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cases import codes
from returns.sheets.account import Remark
from returns.ssda903 import dates
from returns.ssda903.chain import Refusal
from returns.ssda903.held import Held

# Returns wrote 1 and 2 until the one to March 2024, M, F and U since.
SEXES = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U", "": "U"}
UPN = re.compile(r"[A-HJ-NP-RT-Z](\d{12}|\d{11}[A-Z])|UN[1-5]")
UNKNOWN_ETHNICITY = frozenset({"NOBT"})


@dataclass(frozen=True)
class Identity:
    """What the returns say of the child themselves. Empty text: not said."""

    born_on: datetime.date
    sex: str
    ethnicity: str
    upn: str
    unaccompanied: bool


def identify(headers: list[Held], uasc: list[Held], episodes: list[Held]) -> Identity:
    """The child of these rows (headers from the earliest return to the latest).

    The latest return that knows something counts; one that knows less changes nothing.

    Raises:
        Refusal: no row of the table of children, or two dates of birth.
    """
    if not headers:
        reason = "No return given holds the child in its table of children."
        raise Refusal(Remark("no_header", reason), episodes[0])
    births = {held.row.day("DOB"): held for held in headers}
    if len(births) > 1:
        held = headers[-1]
        reason = "The returns give the child different dates of birth."
        raise Refusal(Remark("two_birth_dates", reason, "DOB", held.row["DOB"]), held)
    born = headers[0].row.day("DOB")
    if born is None:
        raise Refusal(Remark("bad_date", "The date of birth is no date.", "DOB"), headers[0])
    return Identity(
        born,
        _last(headers, "SEX", SEXES.get, {"U"}) or "U",
        _last(headers, "ETHNIC", _ethnicity, UNKNOWN_ETHNICITY),
        _last(headers, "UPN", _upn, {f"UN{n}" for n in range(1, 6)}),
        _unaccompanied(uasc),
    )


def _ethnicity(value: str) -> str | None:
    return value if not value or value in codes.code_set("ETHNIC") else None


def _upn(value: str) -> str | None:
    return value if not value or UPN.fullmatch(value) else None


def _last(
    headers: list[Held], column: str, read: Callable[[str], str | None], vague: Iterable[str]
) -> str:
    """The latest value that says something; failing that the latest vague one."""
    said: list[str] = []
    for held in headers:
        value = read(held.row[column])
        if value is None:
            reason = f"“{held.row[column][:40]}” in {column} cannot be right; left blank."
            held.remarks.append(Remark("bad_value", reason, column, held.row[column]))
        elif value:
            said.append(value)
    clear = [value for value in said if value not in set(vague)]
    return (clear or said or [""])[-1]


def _unaccompanied(uasc: list[Held]) -> bool:
    """Unaccompanied while the latest row has no end of it within its own return (reading)."""
    if not uasc:
        return False
    latest = uasc[-1]
    ceased = latest.row.day("DUC")
    if ceased is None:
        return True
    return latest.last_year > 0 and ceased > dates.last_day(latest.last_year)
