"""Days as the return writes them, and the year of a return."""

from __future__ import annotations

import datetime
import re

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?|(\d{4})-(\d{2})-(\d{2})")
PART = re.compile(r"(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)")


def read(text: str) -> datetime.date | None:
    """31/03/2020 (or 2020-03-31) as a day; None when it is no such day."""
    match = DAY.fullmatch(text)
    if not match:
        return None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        return datetime.date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None


def is_part_date(text: str) -> bool:
    """Whether it is a day of which day, month or year may be written as z."""
    return read(text) is not None or PART.fullmatch(text) is not None


def collection_year(day: datetime.date) -> int:
    """The return a day belongs to, named by the year it ends in: April 2017 → 2018."""
    return day.year + 1 if day.month >= 4 else day.year


def last_day(year: int) -> datetime.date:
    """The last day of a return: 31 March."""
    return datetime.date(year, 3, 31)


def birthday(born: datetime.date, age: int) -> datetime.date:
    """The day a child reaches an age; born on 29 February, the 28th in common years (reading)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return born.replace(year=born.year + age, day=28)


def words(day: datetime.date) -> str:
    """5 November 2026."""
    return f"{day.day} {day:%B %Y}"
