"""What was moved to or from a child's record, as far as this viewer may know of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cases.holdings import REFILABLE
from cases.models import Child, Refiled
from cases.visibility import children
from cases.web import Opened
from people.roles import Sight


@dataclass(frozen=True)
class Moved:
    """A record that came or went, with all its `versions`.

    `other` and `reason` (which may name them) are for those who read both children's records.
    """

    what: str
    came: bool
    versions: int
    at: datetime.datetime
    by: str
    other: Child | None
    reason: str


def moved(opened: Opened) -> list[Moved]:
    """Every such move, the latest first. Two queries."""
    child, who = opened.child, opened.viewer
    rows = list(
        Refiled.objects.filter(Q(from_child=child) | Q(to_child=child))
        .select_related("by", "from_child", "to_child")
        .order_by("-at", "record_id")
    )
    if not rows:
        return []
    others = {_other(row, child).pk for row in rows}
    seen = children(who.stand, on=who.on, at=who.at, sights=(Sight.FULL,)).filter(pk__in=others)
    return _told(rows, child, set(seen))


def _other(row: Refiled, child: Child) -> Child:
    return row.from_child if row.to_child_id == child.pk else row.to_child


def _told(rows: Iterable[Refiled], child: Child, seen: set[Child]) -> list[Moved]:
    """A record and its versions moved together, at one instant: one line for them."""
    together: dict[tuple[object, ...], list[Refiled]] = {}
    for row in rows:
        together.setdefault((row.at, row.record, row.from_child_id, row.by_id), []).append(row)
    return [
        Moved(
            what=REFILABLE.get(first.record, "record"),
            came=first.to_child_id == child.pk,
            versions=1 + len(more),
            at=first.at,
            by=first.by.name,
            other=other if (other := _other(first, child)) in seen else None,
            reason=first.reason if other in seen else "",
        )
        for first, *more in together.values()
    ]
