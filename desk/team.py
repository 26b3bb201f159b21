"""A team's work for its manager: overdue by worker and by what is asked, and the rows behind."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass

from cases.visibility import children
from desk.ask_words import asked
from desk.rows import Row, Worklist, worklist
from duties import visibility
from people.models import Team
from people.standing import Standing


@dataclass(frozen=True)
class TeamWork:
    """Every ask of the team's children, and how many are late, for each worker and each ask."""

    work: Worklist
    by_worker: list[tuple[str, int, int]]
    by_ask: list[tuple[str, str, int, int]]


def team_work(stand: Standing, team: Team, *, on: datetime.date, at: datetime.datetime) -> TeamWork:
    """What is due to the children of `team` that this person may see."""
    below = stand.teams_under.get(team.pk, frozenset({team.pk}))
    mine = children(stand, on=on, at=at).filter(team__in=below).values("pk")
    duties = visibility.duties(stand, on=on, at=at).filter(subject__child__in=mine)
    work = worklist(duties, stand, on=on, at=at)
    return TeamWork(work, _by_worker(work), _by_ask(work))


def _by_worker(work: Worklist) -> list[tuple[str, int, int]]:
    """(name, overdue, due in seven days), the most overdue first."""
    late, soon = _count(work.overdue), _count(work.soon)
    names = sorted(set(late) | set(soon), key=lambda name: (-late[name], -soon[name], name))
    return [(name, late[name], soon[name]) for name in names]


def _count(rows: list[Row]) -> Counter[str]:
    return Counter(row.owner.name for row in rows)


def _by_ask(work: Worklist) -> list[tuple[str, str, int, int]]:
    """(ask, its words, overdue, oldest in days), the most overdue first."""
    found: dict[str, list[Row]] = {}
    for row in work.overdue:
        found.setdefault(row.duty.asks, []).append(row)
    counted = [
        (asks, asked(asks), len(rows), max(row.late_by for row in rows))
        for asks, rows in found.items()
    ]
    return sorted(counted, key=lambda line: -line[2])


def narrowed(work: Worklist, *, owner: str, asks: str) -> Worklist:
    """The rows behind one number: of one owner, of one ask, or of both."""

    def kept(rows: list[Row]) -> list[Row]:
        return [
            row
            for row in rows
            if (not owner or row.owner.name == owner) and (not asks or row.duty.asks == asks)
        ]

    return Worklist(kept(work.overdue), kept(work.soon), kept(work.later))


def teams_shown(stand: Standing) -> set[uuid.UUID]:
    """Teams whose page this person may open: those in whose line of management they are."""
    return stand.managed_teams
