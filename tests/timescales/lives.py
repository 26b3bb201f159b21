"""Lives told in short lines, and the engine's answer about them.

    told = '''
        2026-01-05 became_looked_after
        2026-01-05 placement_started home=H1 home_kind=childrens_home planned=no
        2026-01-09 visit by=social_worker purposeful
    '''
    asked(told, "2026-02-01", "kent").of("KENT-REG-SW-INITIAL")

A word alone is true, `=no` is false, a digit a number; `2026-01-05T10:00+00:00` is an instant.
"""

import json
from dataclasses import dataclass
from datetime import date

from timescales import Evaluation, PackChoice, WorkingCalendar, evaluate, shipped
from timescales.scenario import Scenario, read_scenario

CALENDAR = WorkingCalendar()
WORDS: dict[str, object] = {"yes": True, "no": False}


def raw_fact(line: str) -> dict[str, object]:
    """One line as the object a scenario file holds."""
    when, kind, *rest = line.split()
    fact: dict[str, object] = {"kind": kind, "at" if "T" in when else "on": when}
    for word in rest:
        name, _, value = word.partition("=")
        fact[name] = (
            True if not value else int(value) if value.isdigit() else WORDS.get(value, value)
        )
    return fact


def raw_life(told: str, born: str = "2012-02-29") -> dict[str, object]:
    """A whole scenario object."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    return {"child": {"born": born}, "facts": [raw_fact(line) for line in lines]}


def scenario(told: str, on: str, *packs: str) -> Scenario:
    """The same, read and checked."""
    return read_scenario(json.loads(json.dumps(raw_life(told))), on, packs or ("statute",))


@dataclass
class Asked:
    """The duties, easily compared."""

    evaluation: Evaluation

    def of(self, rule: str) -> list[tuple[str, str | None, str | None, str]]:
        """(opened, due, met, state) of each duty of a rule, oldest first."""
        found = [duty for duty in self.evaluation.duties if duty.rule == rule]
        found.sort(key=lambda duty: (duty.opened_on, duty.ordinal))
        return [(str(d.opened_on), _text(d.due_on), _text(d.met_on), d.state) for d in found]

    def dues(self, rule: str) -> list[str | None]:
        """The due dates of a rule, in the order its duties opened."""
        return [due for _, due, _, _ in self.of(rule)]

    def one(self, rule: str) -> tuple[str, str | None, str | None, str]:
        """The only duty of a rule."""
        (found,) = self.of(rule)
        return found

    def rules(self) -> set[str]:
        """Every rule that gave a duty."""
        return {duty.rule for duty in self.evaluation.duties}


def _text(day: date | None) -> str | None:
    return str(day) if day else None


def asked(told: str, on: str, *packs: str) -> Asked:
    """What the engine answers about a life on a day."""
    found = scenario(told, on, *packs)
    choices = [PackChoice(shipped()[name]) for name in found.packs]
    return Asked(evaluate(found.child, found.facts, choices, found.on, CALENDAR))


def visits(by: str, *days: str, purposeful: bool = False) -> str:
    """Lines for visits by one role."""
    more = " purposeful" if purposeful else ""
    return "\n".join(f"{day} visit by={by}{more}" for day in days)
