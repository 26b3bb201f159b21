"""What a change of packs would do, before it is applied: how many duties, whose, how late."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Child
from duties.compute import owed
from duties.rules import RuleBook, rule_book
from people.models import Team
from timescales import PackChoice as Choice

BATCH = 250
OPEN = ("due", "overdue")


@dataclass(frozen=True)
class Line:
    """One rule in one team: duties open today, and how many of them overdue, now and then."""

    team: str
    rule: str
    title: str
    nature: str
    open_now: int
    overdue_now: int
    open_then: int
    overdue_then: int


Count = Counter[tuple[uuid.UUID, str]]


def preview(choices: Iterable[Choice], *, today: datetime.date) -> list[Line]:
    """Rules whose open duties would differ under `choices`, team by team. Writes nothing.

    Teams and numbers, no children: administrators choose packs and see no children.
    """
    now, then = rule_book(), rule_book(choices)
    known: dict[str, tuple[str, str]] = {}
    before, late_before = _counted(now, today, known)
    after, late_after = _counted(then, today, known)
    teams = dict(Team.objects.values_list("pk", "name"))
    changed = [
        key
        for key in set(before) | set(after)
        if (before[key], late_before[key]) != (after[key], late_after[key])
    ]
    lines = [
        Line(
            teams[team],
            rule,
            known[rule][0],
            known[rule][1],
            before[team, rule],
            late_before[team, rule],
            after[team, rule],
            late_after[team, rule],
        )
        for team, rule in changed
    ]
    return sorted(lines, key=lambda line: (line.rule, line.team))


def _counted(
    rules: RuleBook, today: datetime.date, known: dict[str, tuple[str, str]]
) -> tuple[Count, Count]:
    """Open and overdue duties by team and rule, for every child, a batch at a time."""
    every: Count = Counter()
    late: Count = Counter()
    children = list(Child.objects.filter(merged_into=None).values_list("pk", "team_id"))
    for start in range(0, len(children), BATCH):
        batch = dict(children[start : start + BATCH])
        for child, answer in owed(list(batch), rules, today=today).items():
            for duty in answer.duties:
                if duty.state not in OPEN:
                    continue
                key = (batch[child], duty.rule)
                known[duty.rule] = (duty.title, duty.nature)
                every[key] += 1
                late[key] += duty.state == "overdue"
    return every, late
