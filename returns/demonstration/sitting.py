"""On which days Marlshire's reviews were booked and held.

Most are in good time. The intervals here are habits of the people of Marlshire, not rules: what
was due when is worked out from the rows like anybody else's.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, worked_by, working_days_after
from returns.demonstration.dice import Dice
from returns.demonstration.lives import Care
from reviews.models import Review

# Days from the start, from the first, and from each later review: (shortest, longest) usual.
ORDINARY = ((18, 26), (76, 89), (150, 178))
SHORT_BREAKS = ((66, 86), (150, 176), (150, 176))
ADOPTION = ((17, 26), (74, 88), (150, 176))
HALF_A_YEAR = 184
LATE, LATE_WHEN_SLIPPING = 0.025, 0.08


@dataclass(frozen=True)
class Sitting:
    """One review as it was planned; `held` is None while it is to come."""

    kind: Review.Kind
    booked: datetime.date
    planned: datetime.date
    held: datetime.date | None
    first: bool


def sittings(
    dice: Dice, care: Care, *, on: datetime.date, slips: bool, overdue: int = 0
) -> list[Sitting]:
    """All the reviews of one period of care, the next one booked included.

    `overdue`: by how many days the next one is late now, if it is to be.
    """
    if care.end_date_needed:
        return []
    found = _ordinary(dice, care, on, slips=slips)
    placed = next((stay.starts for stay in care.stays if stay.kind == HomeKind.FOR_ADOPTION), None)
    if placed:
        before = [one for one in found if one.held and one.held < placed]
        found = before + _chain(
            dice, placed, care.ends, on, ADOPTION, kind=Review.Kind.ADOPTION, slips=slips
        )
    return _let_slip(found, on - overdue * DAY) if overdue else found


def _ordinary(dice: Dice, care: Care, on: datetime.date, *, slips: bool) -> list[Sitting]:
    usual = SHORT_BREAKS if care.short_breaks else ORDINARY
    kind = Review.Kind.LOOKED_AFTER
    return _chain(dice, care.starts, care.ends, on, usual, kind=kind, slips=slips)


def _chain(
    dice: Dice,
    start: datetime.date,
    end: datetime.date | None,
    on: datetime.date,
    usual: tuple[tuple[int, int], ...],
    *,
    kind: Review.Kind,
    slips: bool,
) -> list[Sitting]:
    """One review after the other from `start`; the last is to come, unless care has ended."""
    found: list[Sitting] = []
    base = start
    while True:
        low, high = usual[min(len(found), 2)]
        late = dice.number(3, 22) if dice.chance(LATE_WHEN_SLIPPING if slips else LATE) else 0
        planned = worked_by(base + dice.days(low, high) + late * DAY, not_before=base + 3 * DAY)
        booked = min(working_days_after(base, dice.number(1, 3)), planned)
        first = not found
        if planned >= (end or on):
            if end is None and booked < on:
                found.append(Sitting(kind, booked, planned, None, first))
            return found
        found.append(Sitting(kind, booked, planned, planned, first))
        base = planned


def _let_slip(found: list[Sitting], due: datetime.date) -> list[Sitting]:
    """The same, but the last was held half a year before `due`, and nothing is booked."""
    last = worked_by(due - HALF_A_YEAR * DAY, not_before=due - (HALF_A_YEAR + 5) * DAY)
    kept = [one for one in found if one.held and one.held < last - 60 * DAY]
    return [*kept, Sitting(found[0].kind, last - 40 * DAY, last, last, first=False)]
