"""Under which rules this authority works: its packs, their dates, its extra days off."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from duties.models import ExtraDay, PackChoice
from timescales import Pack, Rule, WorkingCalendar, shipped
from timescales import PackChoice as Choice

STATUTE = "statute"


@dataclass(frozen=True)
class RuleBook:
    """The packs chosen and the almanac, as the engine takes them.

    `fingerprint` changes whenever either does: duties computed under another are behind.
    """

    choices: tuple[Choice, ...]
    calendar: WorkingCalendar
    fingerprint: str


def rule_book(choices: Iterable[Choice] | None = None) -> RuleBook:
    """The rules as they stand in the database, or under other `choices`, to preview them.

    The statute always applies and is no choice. Two queries.
    """
    if choices is None:
        choices = chosen()
    always = Choice(shipped()[STATUTE])
    every = (always, *choices)
    days = list(ExtraDay.objects.order_by("day").values_list("day", flat=True))
    said = [
        f"{one.pack.name}/{one.pack.version}/{one.from_}/{one.until}/{sorted(one.off)}"
        for one in every
    ]
    said += [day.isoformat() for day in days]
    seal = hashlib.sha256("|".join(said).encode()).hexdigest()
    return RuleBook(every, WorkingCalendar(days), seal)


def chosen() -> list[Choice]:
    """The packs the authority chose, as the engine takes them. One query."""
    packs = shipped()
    return [
        Choice(packs[row.pack], from_=row.starts_on, until=row.ends_on, off=frozenset(row.off))
        for row in PackChoice.objects.all()
        if row.pack in packs
    ]


def local_packs() -> dict[str, Pack]:
    """The packs an authority may choose: every one but the statute, by name."""
    return {name: pack for name, pack in shipped().items() if name != STATUTE}


def rule(rule_id: str) -> Rule | None:
    """The rule of that id, with its words, source and evidence."""
    for pack in shipped().values():
        if rule_id in pack.rules:
            return pack.rules[rule_id]
    return None
