"""Who can be asked to do something: the people who hold a role, and those above a team."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from people.models import RoleAssignment, Team, User
from people.periods import inclusive
from people.roles import RULES, Reach, Role

LINE_ROLES = [
    role.value for role, rule in RULES.items() if rule.manages and rule.reach == Reach.LINE
]


def working(on: datetime.date) -> QuerySet[User]:
    """Everybody who works here on the day."""
    return User.objects.filter(Q(left_on=None) | Q(left_on__gt=on), is_active=True)


def holders(
    role: Role, *, on: datetime.date, teams: Iterable[uuid.UUID] | None = None
) -> QuerySet[User]:
    """Those at work who hold `role` on the day, in one of `teams` if any are named."""
    held = RoleAssignment.objects.on(on).filter(role=role)
    if teams is not None:
        held = held.filter(team__in=teams)
    return working(on).filter(pk__in=held.values("user"))


def line_above(team_id: uuid.UUID) -> list[uuid.UUID]:
    """The team and every one above it, nearest first. One query."""
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    line: list[uuid.UUID] = []
    step: uuid.UUID | None = team_id
    while step is not None:
        line.append(step)
        step = parents[step]
    return line


def managers_of(
    team_id: uuid.UUID, *, on: datetime.date, roles: Iterable[str] = tuple(LINE_ROLES)
) -> QuerySet[User]:
    """Those in the team's line of management on the day, in one of `roles`."""
    held = RoleAssignment.objects.filter(
        inclusive(on), team__in=line_above(team_id), role__in=list(roles)
    )
    return working(on).filter(pk__in=held.values("user"))
