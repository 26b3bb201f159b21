"""The cast: families written down one by one in data/cast.yaml, so that every page has its case.

Days in the file count back from the day of the demonstration.
"""

from __future__ import annotations

import copy
import datetime
from typing import Any

from placements.models import Milestone
from placements.models.home import HomeKind
from returns.demonstration.calendar import years_before
from returns.demonstration.dice import Dice
from returns.demonstration.family import Family, Member
from returns.demonstration.lives import Life
from returns.demonstration.naming import heritage_of


def family(*, seed: int, number: int, on: datetime.date, plan: dict[str, Any]) -> Family:
    """The family of one entry of the file."""
    dice = Dice(seed, "cast", number)
    of = heritage_of(dice, plan.get("family", plan["children"][0]["given"]))
    shared = _life(plan["life"], on)
    members = [_member(child, shared, plan, on) for child in plan["children"]]
    return Family(number, dice, of, members, plan)


def _member(entry: dict[str, Any], shared: Life, plan: dict[str, Any], on: datetime.date) -> Member:
    life = _life(entry["life"], on) if "life" in entry else copy.deepcopy(shared)
    life.born = years_before(on, entry["age"])
    return Member(
        given=entry["given"],
        family=entry.get("family", plan.get("family", "")),
        sex=entry["sex"],
        life=life,
        known_as=entry.get("known_as", ""),
        unaccompanied=plan.get("alone", False),
        plan={**plan, **entry},
    )


def _life(steps: list[dict[str, Any]], on: datetime.date) -> Life:
    life = Life(on)
    for step in steps:
        _step(life, dict(step), on)
    return life


def _step(life: Life, step: dict[str, Any], on: datetime.date) -> None:
    what = step.pop("step")
    day = on - datetime.timedelta(days=step.pop("ago"))
    if what == "enter":
        life.enter(day, step.pop("legal"), HomeKind(step.pop("kind")), **step)
    elif what == "move":
        life.move(day, HomeKind(step.pop("kind")), **step)
    elif what == "order":
        life.order(step["code"], day)
    elif what == "agree":
        life.agree(Milestone.Kind(step.pop("kind")), day, **step)
    elif what == "leave":
        life.leave(day, step["code"])
    elif what == "forgotten":
        life.care.end_date_needed = True
    else:
        raise ValueError(f"The cast does not know the step {what!r}.")
