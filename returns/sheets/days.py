"""Days as files write them."""

from __future__ import annotations

import datetime
import re

MIDNIGHT = r"(?:[ T]00:00(?::00)?)?"
DAY = re.compile(
    rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){MIDNIGHT}|(\d{{4}})-(\d{{2}})-(\d{{2}}){MIDNIGHT}"
)


def read(text: str) -> datetime.date | None:
    """31/03/2020 or 2020-03-31 as a day; None when it is no such day."""
    match = DAY.fullmatch(text)
    if not match:
        return None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        return datetime.date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        return None


def words(day: datetime.date) -> str:
    """5 November 2026."""
    return f"{day.day} {day:%B %Y}"
