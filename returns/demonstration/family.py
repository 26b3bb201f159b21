"""A family of the demonstration: one or more children, and what their time in care was like."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from cases.models import Child
from returns.demonstration.calendar import age
from returns.demonstration.dice import Dice
from returns.demonstration.lives import Care, Life
from returns.demonstration.naming import Heritage, nhs_number, pupil_number

WORDS_FROM_AGE = 5
SCHOOL_AGE = 5


@dataclass
class Member:
    """One child: who they are, their life, and what the cast fixes of them."""

    given: str
    family: str
    sex: str
    life: Life
    known_as: str = ""
    unaccompanied: bool = False
    plan: dict[str, Any] = field(default_factory=dict)
    child: Child = field(init=False)

    def age_on(self, day: datetime.date) -> int:
        return age(self.life.born, day)

    def care_on(self, day: datetime.date) -> Care | None:
        return next((care for care in self.life.cares if care.covers(day)), None)


@dataclass
class Family:
    """Children of one household. `plan` is what the cast fixes of all of them."""

    number: int
    dice: Dice
    heritage: Heritage
    members: list[Member]
    plan: dict[str, Any] = field(default_factory=dict)

    @property
    def in_care(self) -> int:
        """How many of them are looked after now."""
        return sum(bool(one.life.cares and not one.life.care.ends) for one in self.members)


def numbers(serial: int, member: Member, on: datetime.date) -> dict[str, str]:
    """The numbers by which others know the child; an unborn one has none."""
    if member.life.born > on:
        return {}
    of_school_age = member.age_on(on) >= SCHOOL_AGE and not member.unaccompanied
    return {
        "ssda903_id": f"MARL{serial:06d}" if member.life.cares else "",
        "nhs_number": nhs_number(serial),
        "upn": pupil_number(serial, member.life.born)
        if of_school_age
        else ("UN2" if member.unaccompanied else "UN1"),
    }
