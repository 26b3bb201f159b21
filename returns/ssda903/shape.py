"""A history, or what stands in the record, brought to one form in which the two can be compared."""

from __future__ import annotations

import datetime

from returns.ssda903.history import History, Period, Status
from returns.ssda903.living import Placed

Day = datetime.date | None
Shape = frozenset[tuple[object, ...]]


def care(starts: Day, ends: Day, need: str, end_code: str) -> tuple[object, ...]:
    return ("care", starts, ends, need, end_code)


def status(starts: Day, ends: Day, code: str) -> tuple[object, ...]:
    return ("status", starts, ends, code)


def placement(starts: Day, ends: Day, *rest: object) -> tuple[object, ...]:
    """`rest`: the home's key, the kind, the reason of the end, the codes with their days."""
    return ("placement", starts, ends, *rest)


def of_history(history: History | None) -> Shape:
    """The shape a history would have in the record. Whether an end date is needed is no part of it.

    Reviews are none either: they are only ever added.
    """
    parts: set[tuple[object, ...]] = set()
    for period in history.periods if history else ():
        parts.add(_care(period))
        parts.update(_status(one) for one in period.statuses)
        parts.update(_placement(one) for one in period.placements)
    return frozenset(parts)


def _care(period: Period) -> tuple[object, ...]:
    return care(period.starts_on, period.ends_on, period.need_code, period.end_code)


def _status(one: Status) -> tuple[object, ...]:
    return status(one.starts_on, one.ends_on, one.code)


def _placement(one: Placed) -> tuple[object, ...]:
    codes = tuple((code.starts_on, code.place, code.provider) for code in one.codes)
    return placement(one.starts_on, one.ends_on, one.home.key, one.kind, one.end_reason, codes)
