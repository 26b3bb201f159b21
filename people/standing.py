"""As what a person stands in the house on a day: roles, teams beneath them, whom they cover."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from people.models import Absence, RoleAssignment, Team, User
from people.periods import inclusive
from people.roles import RULES, Reach, Role, RoleRule, Sight


@dataclass(frozen=True)
class Holding:
    """One role held in one team."""

    role: Role
    team_id: uuid.UUID

    @property
    def rule(self) -> RoleRule:
        return RULES[self.role]


@dataclass(frozen=True)
class Standing:
    """What follows from a person's role assignments on one day. Ask `standing()` for it."""

    user: User
    on: datetime.date
    holdings: tuple[Holding, ...]
    covering: frozenset[uuid.UUID]  # the people this person stands in for today
    teams_under: dict[uuid.UUID, frozenset[uuid.UUID]] = field(repr=False)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(holding.role for holding in self.holdings)

    @property
    def hands(self) -> frozenset[uuid.UUID]:
        """Whose allocations this person may act on: their own and those they cover."""
        return self.covering | {self.user.pk}

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def teams(self, *, reach: Reach, sight: Iterable[Sight] = tuple(Sight)) -> set[uuid.UUID]:
        """The teams, with all beneath them, that roles of that reach and sight open."""
        wanted = set(sight)
        return {
            team
            for holding in self.holdings
            if holding.rule.reach == reach and holding.rule.sight in wanted
            for team in self.teams_under.get(holding.team_id, frozenset())
        }

    @cached_property
    def managed_teams(self) -> set[uuid.UUID]:
        """Teams, with all beneath them, in whose line of management this person is."""
        return {
            team
            for holding in self.holdings
            if holding.rule.manages and holding.rule.reach == Reach.LINE
            for team in self.teams_under.get(holding.team_id, frozenset())
        }

    @cached_property
    def records(self) -> bool:
        return any(holding.rule.records for holding in self.holdings)

    @cached_property
    def records_visits(self) -> bool:
        return any(holding.rule.records_visits for holding in self.holdings)


def standing(user: User, on: datetime.date) -> Standing:
    """Everything that decides what `user` may see and do on `on`. Three queries.

    A leaver, or anyone whose sign-in is closed, stands nowhere.
    """
    if not user.is_active or (user.left_on is not None and user.left_on <= on):
        return Standing(user, on, (), frozenset(), {})
    holdings = tuple(
        Holding(Role(role), team_id)
        for role, team_id in RoleAssignment.objects.on(on)
        .filter(user=user)
        .values_list("role", "team_id")
    )
    covering = frozenset(
        Absence.objects.filter(inclusive(on), covered_by=user, user__is_active=True).values_list(
            "user_id", flat=True
        )
    )
    return Standing(user, on, holdings, covering, _teams_under() if holdings else {})


def _teams_under() -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Each team with every team beneath it, itself included."""
    below: dict[uuid.UUID | None, list[uuid.UUID]] = defaultdict(list)
    for pk, parent in Team.objects.values_list("pk", "parent_id"):
        below[parent].append(pk)

    found: dict[uuid.UUID, frozenset[uuid.UUID]] = {}

    def gather(team: uuid.UUID) -> frozenset[uuid.UUID]:
        if team not in found:
            found[team] = frozenset({team}).union(*(gather(child) for child in below[team]))
        return found[team]

    for teams in list(below.values()):
        for team in teams:
            gather(team)
    return found
