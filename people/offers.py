"""The people offered in a list to choose from, grouped by team, the nearest team first."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping

from people.models import RoleAssignment, User
from people.roles import Role
from people.staffing import working

Choices = list[tuple[str, list[tuple[str, str]]]]


def workers_to_choose(
    role: Role,
    *,
    on: datetime.date,
    near: Collection[uuid.UUID] = (),
    counts: Mapping[uuid.UUID, int] | None = None,
) -> Choices:
    """Those who hold `role` that day, by team; teams in `near` come first.

    `counts` are children each already holds, added in brackets where known.
    """
    held = (
        RoleAssignment.objects.on(on)
        .filter(role=role, user__in=working(on))
        .select_related("team", "user")
        .order_by("team__name", "user__name")
    )
    groups: dict[tuple[bool, str], list[tuple[str, str]]] = {}
    for row in held:
        place = (row.team_id not in near, row.team.name)
        groups.setdefault(place, []).append((str(row.user_id), _label(row.user, counts)))
    return [(name, groups[far, name]) for far, name in sorted(groups)]


def _label(user: User, counts: Mapping[uuid.UUID, int] | None) -> str:
    if counts is None or user.pk not in counts:
        return user.name
    number = counts[user.pk]
    return f"{user.name} ({number} {'child' if number == 1 else 'children'})"
