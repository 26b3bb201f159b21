"""Reviews held: those that fall into a period of care, one a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases import codes
from returns.sheets.account import Remark
from returns.ssda903 import dates
from returns.ssda903.held import Held
from returns.ssda903.identity import Identity

Span = tuple[datetime.date, datetime.date | None]


@dataclass(frozen=True)
class Reviewed:
    """A review held, and the code for how the child took part (empty: not known)."""

    held_on: datetime.date
    participation: str


def reviews_of(
    rows: list[Held], spans: list[Span], identity: Identity, today: datetime.date
) -> tuple[list[tuple[Reviewed, ...]], list[tuple[Held, Remark]]]:
    """The reviews of each period of care, and the rows that belong to none.

    Args:
        rows: the child's rows of reviews, from the earliest return to the latest.
        spans: first and last day of each period of care; a review may be held on either.
    """
    found: list[dict[datetime.date, Reviewed]] = [{} for _ in spans]
    dropped: list[tuple[Held, Remark]] = []
    for held in reversed(rows):  # where two returns differ, the later counts
        day = held.row.day("REVIEW")
        index = _span(day, spans)
        why = _why_not(day, index, identity, spans, today)
        if day is None or index is None or why:
            dropped.append((held, why or _not_in_care()))
        elif day in found[index]:
            reason = "Another row has a review of the same day with another code, which counts."
            dropped.append(
                (held, Remark("second_that_day", reason, "REVIEW_CODE", held.row["REVIEW_CODE"]))
            )
        else:
            _remark_age(held, day, identity)
            found[index][day] = Reviewed(day, _participation(held))
    return [tuple(one[day] for day in sorted(one)) for one in found], dropped


def _span(day: datetime.date | None, spans: list[Span]) -> int | None:
    """The latest period that holds the day."""
    if day is None:
        return None
    holding = [n for n, (starts, ends) in enumerate(spans) if starts <= day <= (ends or day)]
    return holding[-1] if holding else None


def _why_not(
    day: datetime.date | None,
    index: int | None,
    identity: Identity,
    spans: list[Span],
    today: datetime.date,
) -> Remark | None:
    if day is None:
        return Remark("bad_date", "The date of the review is no date.", "REVIEW")
    value = f"{day:%d/%m/%Y}"
    if day > today:
        return Remark("in_future", "The review is dated after today.", "REVIEW", value)
    if day < identity.born_on:
        return Remark("before_birth", "The review is before the child was born.", "REVIEW", value)
    if index is None and day < spans[0][0]:
        reason = "The review is before the first episode in the returns given; kept aside."
        return Remark("before_known_care", reason, "REVIEW", value)
    return None if index is not None else _not_in_care(value)


def _not_in_care(value: str = "") -> Remark:
    reason = "The child was not looked after on the day of the review."
    return Remark("not_in_care", reason, "REVIEW", value)


def _participation(held: Held) -> str:
    code = held.row["REVIEW_CODE"]
    return code if code in codes.code_set("REVIEW_CODE") else ""


def _remark_age(held: Held, day: datetime.date, identity: Identity) -> None:
    """PN0 is for children under four, and for all of them (440, 441)."""
    under_four = day < dates.birthday(identity.born_on, 4)
    code = held.row["REVIEW_CODE"]
    if code and (code == "PN0") != under_four:
        age = "under four" if under_four else "four or older"
        reason = f"The child was {age} on the day, which the code contradicts."
        held.remarks.append(Remark("code_and_age", reason, "REVIEW_CODE", code))
