"""On which days Marlshire's social workers saw a child, or tried to.

How often follows what people there aim for: the first days, weekly while something is unsettled,
six weeks otherwise, longer where a home is to last. It is practice, good and bad; whether it was
in time is for the timescales to say.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from placements.models import Milestone
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, worked_by, working_days_after
from returns.demonstration.dice import Dice
from returns.demonstration.filing import Lived
from returns.demonstration.homes import REGULATED

WEEK = 7
MONTH = 28
SIX_WEEKS = 42
QUARTER = 88
HALF_YEAR = 176
TWELVE_WEEKS = 84
PURPOSEFUL_EVERY = 82
PURPOSEFUL = {*REGULATED, HomeKind.OTHER}


@dataclass(frozen=True)
class Call:
    """A visit made on a day. `tried` is the day of an earlier attempt that failed."""

    on: datetime.date
    purposeful: bool
    tried: datetime.date | None = None


@dataclass(frozen=True)
class Habit:
    """How a worker practises: how often late, and when they last saw this child, if that is set."""

    late: float
    last_visit: int | None = None


@dataclass
class Round:
    """The visits of one stay, worked out once for all the children who live it together."""

    dice: Dice
    lived: Lived
    on: datetime.date
    since: datetime.date
    reviews: list[datetime.date]
    lost_registration: datetime.date | None = None
    alarms: tuple[datetime.date, ...] = ()

    @property
    def purposeful(self) -> bool:
        return self.lived.stay.kind in PURPOSEFUL

    def unregistered(self, day: datetime.date) -> datetime.date | None:
        """Since when the home was not registered on `day`, for this child; None if it was."""
        home, stay = self.lived.home, self.lived.stay
        if home.kind == HomeKind.OTHER or stay.tag == "applied":
            return stay.starts
        lost = self.lost_registration
        return max(lost, stay.starts) if lost and lost <= day else None

    def aim(self, day: datetime.date) -> int:
        """Within how many days after a visit on `day` the next is meant to be."""
        return min(self._law(day), self._purpose(day))

    def _purpose(self, day: datetime.date) -> int:
        if not self.purposeful:
            return HALF_YEAR
        since = self.unregistered(day)
        if since is None:
            return PURPOSEFUL_EVERY
        return WEEK if (day - since).days < SIX_WEEKS - WEEK else MONTH

    def _law(self, day: datetime.date) -> int:
        stay, care = self.lived.stay, self.lived.care
        if care.short_breaks:
            return HALF_YEAR - 2
        weekly, later = self._special(day)
        if weekly is not None and not any(weekly <= one <= day for one in self.reviews):
            return WEEK
        if later:
            return later
        lasting = stay.day_of(Milestone.Kind.PERMANENCE)
        settled = day - stay.starts >= 330 * DAY
        if settled and stay.kind in {HomeKind.YOI, HomeKind.HOSPITAL}:
            return QUARTER
        if not settled or lasting is None or lasting > day:
            return SIX_WEEKS
        agreed = any(one.long_term_foster and one.child_agrees for one in stay.agreed)
        return HALF_YEAR if agreed else QUARTER

    def _special(self, day: datetime.date) -> tuple[datetime.date | None, int]:
        """Since when weekly until a review, and how often after it; (None, 0) if ordinary."""
        stay, status = self.lived.stay, self.lived.care.status_on(day)
        if stay.kind == HomeKind.FOR_ADOPTION:
            return stay.starts, MONTH
        if stay.kind == HomeKind.WITH_PARENTS:
            if status == "C1":
                return stay.starts, MONTH
            return (None if stay.assessed else stay.starts), SIX_WEEKS
        if stay.temporary:
            approved = stay.day_of(Milestone.Kind.CARER_APPROVED)
            if approved is None or day < approved:
                return stay.starts, MONTH
        return None, 0

    def calls(self, habit: Habit) -> list[Call]:
        """Every visit of the stay, in order, from when records are complete."""
        last = self.lived.last_day(self.on - DAY)
        set_on = self.on - habit.last_visit * DAY if habit.last_visit is not None else None
        days = self._days(habit, min(last, set_on - 2 * DAY) if set_on else last)
        if set_on and self.lived.stay.lived(set_on):
            while days and (set_on - days[-1]).days < 12 and self._spared(days, set_on):
                days.pop()
            days.append(set_on)
        return self._told(days)

    def _days(self, habit: Habit, last: datetime.date) -> list[datetime.date]:
        dice, stay = self.dice, self.lived.stay
        first = 1 if self.unregistered(stay.starts) else 6
        if self.lived.care.short_breaks:
            first = 70
        late = dice.number(2, 6) if dice.chance(habit.late) and first == 6 else 0
        day = stay.starts + dice.days(min(first, 1), first) + late * DAY
        day = worked_by(day, not_before=stay.starts + min(first, 1) * DAY)
        days = []
        while day <= last:
            days.append(day)
            day = self._next(habit, day)
        return days

    def _spared(self, days: list[datetime.date], after: datetime.date) -> bool:
        """Whether the last of `days` was not needed, as the one before it reaches to `after`."""
        return len(days) > 1 and (after - days[-2]).days <= self.aim(days[-2])

    def _next(self, habit: Habit, day: datetime.date) -> datetime.date:
        aim = self.aim(day)
        gap = usual_gap(self.dice, aim)
        if self.dice.chance(habit.late * (0.35 if aim == WEEK else 1)):
            gap = aim + self.dice.number(1, 4 if aim == WEEK else 19)
        planned = worked_by(day + gap * DAY, not_before=day + DAY)
        for alarm in self.alarms:
            if day <= alarm < planned:
                return working_days_after(alarm, 1)
        return planned

    def _told(self, days: list[datetime.date]) -> list[Call]:
        calls: list[Call] = []
        purposeful: datetime.date | None = None
        before: datetime.date | None = None
        for day in days:
            due = self.purposeful and (
                purposeful is None
                or self.unregistered(day) is not None
                or (day - purposeful).days + self.aim(day) > PURPOSEFUL_EVERY
                or any(DAY <= day - alarm <= 4 * DAY for alarm in self.alarms)
            )
            purposeful = day if due else purposeful
            tried = worked_by(day - self.dice.days(2, 6), not_before=day - 7 * DAY)
            fits = before is not None and before < tried < day and self.dice.chance(0.05)
            if day >= self.since:
                calls.append(Call(day, due, tried if fits and tried >= self.since else None))
            before = day
        return calls


def usual_gap(dice: Dice, aim: int) -> int:
    """Days to the next visit of somebody who keeps to `aim`."""
    if aim == WEEK:
        return dice.number(5, 7)
    return round(aim * dice.between(0.66, 0.98))
