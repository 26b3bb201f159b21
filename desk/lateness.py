"""How late each team is: what a manager is asked about first."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from duties import asks, visibility
from people.models import Team
from people.standing import Standing

WEEK, MONTH = 7, 28  # calendar days


@dataclass
class Late:
    """A team's overdue asks, with those of teams beneath it, by how many days late they are."""

    team: Team
    days: list[int] = field(default_factory=list)

    @property
    def all(self) -> int:
        return len(self.days)

    @property
    def up_to_a_week(self) -> int:
        return sum(one <= WEEK for one in self.days)

    @property
    def up_to_four_weeks(self) -> int:
        return sum(WEEK < one <= MONTH for one in self.days)

    @property
    def longer(self) -> int:
        return sum(one > MONTH for one in self.days)

    @property
    def oldest(self) -> int:
        return max(self.days, default=0)


def late_by_team(
    stand: Standing, teams: list[Team], *, on: datetime.date, at: datetime.datetime
) -> list[Late]:
    """One line for each of `teams`, those with the oldest first. One query.

    The asks are those of the team's own page: of children this person may see.
    """
    owed = asks.overdue(asks.asks(visibility.duties(stand, on=on, at=at)), at=at)
    days: dict[uuid.UUID, list[int]] = {}
    for team, due_on in owed.values_list("subject__child__team", "due_on"):
        days.setdefault(team, []).append((on - due_on).days if due_on else 0)
    lines = [
        Late(team, [one for under in stand.teams_under[team.pk] for one in days.get(under, [])])
        for team in teams
    ]
    return sorted(lines, key=lambda line: (-line.oldest, -line.all, line.team.name))
