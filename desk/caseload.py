"""The children a person works with, or covers, today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import Child
from cases.visibility import ALLOCATED_AS, children, held_by
from desk.rows import Row, Worklist
from people.standing import Standing
from visits.visibility import standing_visits


@dataclass(frozen=True)
class Held:
    """A child of one's own: when a visit last found them, and what one does next for them."""

    child: Child
    last_seen: datetime.date | None
    next: Row | None


def caseload(stand: Standing, *, on: datetime.date) -> QuerySet[Child]:
    """Children allocated to this person, or to somebody they cover, in a role they hold."""
    roles = [ALLOCATED_AS[role].value for role in stand.roles if role in ALLOCATED_AS]
    seen = children(stand, on=on)
    if not roles:
        return seen.none()
    return seen.filter(held_by(stand.hands, roles, on)).order_by("family_name", "given_name")


def held(stand: Standing, work: Worklist, *, on: datetime.date) -> list[Held]:
    """The caseload with its last visits, of those this person may know of, and what comes next."""
    seen = standing_visits(stand, on=on).filter(child=OuterRef("pk"), seen=True).order_by("-on")
    found = caseload(stand, on=on).annotate(last_seen=Subquery(seen.values("on")[:1]))
    first = _first_of_each((*work.overdue, *work.soon, *work.later))
    return [Held(child, child.last_seen, first.get(child.pk)) for child in found]


def _first_of_each(rows: Iterable[Row]) -> dict[object, Row]:
    first: dict[object, Row] = {}
    for row in rows:
        first.setdefault(row.child.pk, row)
    return first
