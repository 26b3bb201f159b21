"""On which days people at Marlshire work. It shapes what happened; duties count for themselves."""

from __future__ import annotations

import datetime
from functools import cache

import holidays

DAY = datetime.timedelta(days=1)
YEAR = 365.25


@cache
def _off(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def works(day: datetime.date) -> bool:
    return day.weekday() < 5 and day not in _off(day.year)


def worked_by(day: datetime.date, *, not_before: datetime.date) -> datetime.date:
    """The last working day up to `day`, or `not_before` if there is none since."""
    while day > not_before and not works(day):
        day -= DAY
    return max(day, not_before)


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    for _ in range(count):
        day += DAY
        while not works(day):
            day += DAY
    return day


def years_before(day: datetime.date, years: float) -> datetime.date:
    return day - datetime.timedelta(days=round(years * YEAR))


def age(born: datetime.date, on: datetime.date) -> int:
    """Full years of age."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def birthday(born: datetime.date, years: int) -> datetime.date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return born.replace(year=born.year + years, day=28)
