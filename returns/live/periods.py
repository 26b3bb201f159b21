"""Rows that hold for a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from returns.live.rows import Entry

Day = datetime.date


def overlapping(entries: Iterable[Entry], first: str, last: str) -> list[tuple[Entry, Entry]]:
    """Pairs of rows whose periods [first, last) share a day; one without a day shares none."""
    spans = sorted(
        ((entry.row[first], entry.row[last] or Day.max, entry) for entry in entries),
        key=lambda span: span[:2],
    )
    lasting = [span for span in spans if span[0] < span[1]]
    return [
        (one[2], other[2])
        for index, one in enumerate(lasting)
        for other in lasting[index + 1 :]
        if other[0] < one[1]
    ]
