"""Care whose end nobody has said: what a later return no longer holds, for a manager to mend."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import CarePeriod
from cases.visibility import children
from people.models import Team
from people.roles import Reach
from people.standing import Standing
from placements.models import Placement


def ends_needed(
    stand: Standing, team: Team, *, on: datetime.date, at: datetime.datetime
) -> QuerySet[CarePeriod]:
    """Such periods of care of the children of `team`, and of teams beneath, that they may see."""
    below = stand.teams_under.get(team.pk, frozenset({team.pk}))
    seen = children(stand, on=on, at=at).filter(team__in=below)
    return (
        CarePeriod.objects.filter(end_date_needed=True, child__in=seen.values("pk"))
        .select_related("child__team")
        .order_by("starts_on", "child__family_name", "child__given_name")
    )


@dataclass(frozen=True)
class Unended:
    """One such period, and the home the child was last known to live in."""

    care: CarePeriod
    last: Placement | None


def unended(periods: list[CarePeriod]) -> list[Unended]:
    """`periods` as lines of a list. One query."""
    stays = (
        Placement.objects.real()
        .filter(care_period__in=periods)
        .select_related("home")
        .order_by("starts_on")
    )
    last = {stay.care_period_id: stay for stay in stays}
    return [Unended(care, last.get(care.pk)) for care in periods]


def ends_by_team(
    stand: Standing, *, on: datetime.date, at: datetime.datetime
) -> list[tuple[Team, int]]:
    """How many there are in each team this person was given to manage; none where there are none.

    Two queries, and none for somebody who manages no team.
    """
    mine = {
        holding.team_id
        for holding in stand.holdings
        if holding.rule.manages and holding.rule.reach == Reach.LINE
    }
    if not mine:
        return []
    seen = children(stand, on=on, at=at).filter(team__in=stand.managed_teams)
    found = Counter(
        CarePeriod.objects.filter(end_date_needed=True, child__in=seen.values("pk")).values_list(
            "child__team", flat=True
        )
    )
    counted = [
        (team, sum(found[below] for below in stand.teams_under[team.pk]))
        for team in Team.objects.filter(pk__in=mine).order_by("name")
    ]
    return [(team, number) for team, number in counted if number]
