"""For whose children a person may record a review."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

from cases.models import Allocation, Child
from cases.visibility import held_by, recordable
from people.roles import Role
from people.standing import Standing


def reviewable(
    stand: Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Child]:
    """Children whose reviews this person records.

    Their IRO or whoever covers them, the IROs' manager, a manager of the child's line.
    """
    may = recordable(stand, on=on, at=at)
    if stand.holds(Role.IRO_MANAGER):
        return may
    chairs = held_by(stand.hands, [Allocation.Role.IRO.value], on)
    return may.filter(Q(chairs) | Q(team__in=stand.managed_teams))
