"""Whose tray a team's unowned work lands in: the nearest manager at or above the team."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping

from people.models import RoleAssignment, Team, User
from people.roles import RULES, Role
from people.standing import Standing

LINE = tuple(role for role, rule in RULES.items() if rule.manages and rule.reach == "line")


def trays_of(stand: Standing, *roles: Role) -> set[uuid.UUID]:
    """Teams for which this person is the nearest holder of one of `roles`, looking upwards.

    Without `roles`: of any managing role of the line. A team without a manager of its own lands
    with the service above it, and so on up; nothing lands with nobody while anyone manages.
    Two queries.
    """
    wanted = roles or LINE
    mine = {holding.team_id for holding in stand.holdings if holding.role in wanted}
    if not mine:
        return set()
    held = _held(wanted, stand.on)
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    nearest = {team: _nearest(team, parents, held) for team in parents}
    return {team for team, above in nearest.items() if above is not None and above in mine}


def _held(roles: tuple[Role, ...], on: datetime.date) -> set[uuid.UUID]:
    """Teams in which an active person holds one of `roles`."""
    return set(
        RoleAssignment.objects.on(on)
        .filter(role__in=roles, user__is_active=True)
        .values_list("team_id", flat=True)
    )


def _nearest(
    team: uuid.UUID | None, parents: Mapping[uuid.UUID, uuid.UUID | None], held: set[uuid.UUID]
) -> uuid.UUID | None:
    while team is not None and team not in held:
        team = parents[team]
    return team


def managing(teams: set[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, list[User]]:
    """The people in whose tray each team's work lands. Two queries."""
    rows = (
        RoleAssignment.objects.on(on)
        .filter(role__in=LINE, user__is_active=True)
        .select_related("user")
    )
    found: dict[uuid.UUID, list[User]] = defaultdict(list)
    for row in rows:
        found[row.team_id].append(row.user)
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    nearest = {team: _nearest(team, parents, set(found)) for team in teams}
    return {team: found[above] if above else [] for team, above in nearest.items()}


def managers_of(teams: set[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, list[str]]:
    """Names of the people in whose tray each team's work lands. Two queries."""
    return {team: [user.name for user in found] for team, found in managing(teams, on).items()}
