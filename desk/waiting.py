"""What waits for somebody to decide, counted for the top of My work: each number opens its list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse

from cases.holding import unallocated, without_iro
from cases.visibility import children
from desk.ends import ends_by_team
from desk.handovers.visibility import handed_to
from desk.rows import Row, rows
from duties import asks, visibility
from people.models import Team
from people.roles import Role
from people.standing import Standing
from people.trays import trays_of


@dataclass(frozen=True)
class Waiting:
    """A sentence with its number, and the page that lists whom it counts."""

    text: str
    url: str


def waiting(stand: Standing, *, on: datetime.date, at: datetime.datetime) -> list[Waiting]:
    """Handovers to read; children without a worker or an IRO; care without an end."""
    found = _handed_over(stand) + _without_worker(stand, on, at)
    if stand.holds(Role.IRO_MANAGER):
        number = without_iro(children(stand, on=on, at=at), on).count()
        if number:
            found.append(Waiting(f"{_count(number)} without an IRO", reverse("cases:without_iro")))
    return found + [
        Waiting(
            f"{_count(number)} of {team}: end of care not recorded",
            reverse("desk:end_dates", args=[team.pk]),
        )
        for team, number in ends_by_team(stand, on=on, at=at)
    ]


def _handed_over(stand: Standing) -> list[Waiting]:
    number = handed_to(stand).filter(read_at=None).count()
    if not number:
        return []
    said = "1 handover" if number == 1 else f"{number} handovers"
    return [Waiting(f"{said} to read", reverse("handovers:mine"))]


def _without_worker(stand: Standing, on: datetime.date, at: datetime.datetime) -> list[Waiting]:
    found = []
    for team in Team.objects.filter(pk__in=trays_of(stand), closed_on=None).order_by("name"):
        seen = children(stand, on=on, at=at).filter(team=team)
        number = unallocated(seen, on).count()
        if number:
            url = reverse("cases:unallocated", args=[team.pk])
            found.append(Waiting(f"{_count(number)} of {team} without a worker", url))
    return found


def _count(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"


def overdue_at_iros(stand: Standing, *, on: datetime.date, at: datetime.datetime) -> list[Row]:
    """What is late of all that IROs owe, for the manager of those IROs; nothing for others."""
    if not stand.holds(Role.IRO_MANAGER):
        return []
    owed = visibility.duties(stand, on=on, at=at).filter(owner_role=Role.IRO)
    return rows(asks.overdue(asks.asks(owed), at=at), stand, on=on, at=at)
