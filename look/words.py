"""Dates and spans of days in plain words. Pure: today is always passed in."""

import datetime


def longdate(day: datetime.date, today: datetime.date | None = None) -> str:
    """``5 November 2026``; with ``today`` also "today", "tomorrow" and "yesterday"."""
    if isinstance(day, datetime.datetime):
        day = day.date()
    if today is not None:
        near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
        if near:
            return near
    return f"{day.day} {day:%B} {day.year}"


def period_days(days: int, unit: str = "") -> str:
    """A signed number of days in words: ``-3`` → "3 days ago", ``2`` → "in 2 days".

    ``unit`` is put before "day": ``period_days(2, "working")`` → "in 2 working days".
    """
    if days == 0:
        return "today"
    count = abs(days)
    noun = f"{unit} day".strip() if count == 1 else f"{unit} days".strip()
    return f"in {count} {noun}" if days > 0 else f"{count} {noun} ago"


def span(start: datetime.date, end: datetime.date) -> str:
    """How long from ``start`` to ``end`` (not included), in calendar time: ``1 year 2 months``.

    Days up to two months, months up to two years, then years and months. Nothing, not even a
    minus sign, for an end before its start.
    """
    days = max((end - start).days, 0)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months < 2:
        return _many(days, "day")
    if months < 24:
        return _many(months, "month")
    years, rest = divmod(months, 12)
    return " ".join([_many(years, "year"), *([_many(rest, "month")] if rest else [])])


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
