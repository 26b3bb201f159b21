"""Days as the return writes them, and the year of a return."""

from __future__ import annotations

import datetime
import re

from returns.sheets.days import read, words

__all__ = ["birthday", "collection_year", "is_part_date", "last_day", "read", "words"]

PART = re.compile(r"(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)")


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
