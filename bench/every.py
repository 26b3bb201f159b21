"""Every measure there is, in the order of the table, and the clock they share."""

from __future__ import annotations

from bench import data, pages, queries, recompute
from people import clock

__all__ = ["pages", "queries", "recompute", "stand_still"]

# The quick ones first.
ORDER = ("caseload", "child", "read_audit", "growth", "nightly", "recompute", "memory", "queries")


def stand_still() -> None:
    """Pages are asked on the morning of the day the records are of."""
    clock.now = lambda: data.MORNING
