"""The children a person works with, or covers, today."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from cases.models import Child
from cases.visibility import ALLOCATED_AS, children, held_by
from people.standing import Standing


def caseload(stand: Standing, *, on: datetime.date) -> QuerySet[Child]:
    """Children allocated to this person, or to somebody they cover, in a role they hold."""
    roles = [ALLOCATED_AS[role].value for role in stand.roles if role in ALLOCATED_AS]
    seen = children(stand, on=on)
    if not roles:
        return seen.none()
    return seen.filter(held_by(stand.hands, roles, on)).order_by("family_name", "given_name")
