"""Families drawn by chance: how old, how many, how long in care, and which story is theirs."""

from __future__ import annotations

import copy
import datetime
from collections import defaultdict

from returns.demonstration.calendar import DAY, birthday, worked_by, years_before
from returns.demonstration.dice import Dice
from returns.demonstration.family import Family, Member
from returns.demonstration.lives import Life
from returns.demonstration.naming import Heritage, heritage
from returns.demonstration.stories import STORIES

# Share of families by the way their children's time in care goes, and ages that suit it.
WEIGHTS = {
    "fostered": 50,
    "residential": 12,
    "with_family": 13,
    "at_home": 5,
    "adoption": 6,
    "alone": 7,
    "supported": 6,
    "short_breaks": 3,
    "again": 5,
}
AGES = {
    "fostered": (0.3, 16.5),
    "residential": (10.5, 17.6),
    "with_family": (0.2, 15.0),
    "at_home": (1.0, 14.0),
    "adoption": (0.9, 4.5),
    "alone": (15.6, 17.8),
    "supported": (16.3, 17.8),
    "short_breaks": (6.0, 16.0),
    "again": (2.5, 16.0),
}
WITH_SIBLINGS = {"fostered", "with_family", "at_home", "again"}
ENDINGS = {
    "with_family": ("E45", "E47"),
    "adoption": ("E12", "E11"),
    "alone": ("E5", "E17"),
    "supported": ("E5", "E6", "E17"),
}
# Days in care so far, for those in care now: (shortest, longest) and their share.
SO_FAR = {(15, 180): 19, (181, 365): 17, (366, 730): 24, (731, 1460): 24, (1461, 3000): 16}
TWO_YEARS = 730
OLDEST = 17.9

# First names by last name.
Names = defaultdict[str, set[str]]


def draw(
    dice: Dice, *, number: int, on: datetime.date, gone: bool, most: int, names: Names
) -> Family:
    """One family, of at most `most` children; `gone`: they left care in the two years.

    Children drawn are added to `names`: two of one name are avoided if it can be.
    """
    story = dice.weighted(WEIGHTS)
    until = on - dice.days(6, TWO_YEARS - 30) if gone else on
    of = _fresh(dice, story, names)
    count = dice.weighted({1: 62, 2: 22, 3: 11, 4: 5}) if story in WITH_SIBLINGS else 1
    births = _births(dice, story, until, min(count, most))
    start = _start(dice, story, births, until, gone=gone)
    life = _life(dice, story, births[0], start, until, gone=gone)
    members = [_member(dice, of, life, story, names)]
    for born in births[1:]:
        own = _sibling(dice, story, life, born, (start, until), gone=gone)
        members.append(_member(dice, of, own, story, names))
    return Family(number, dice, of, members)


def _births(dice: Dice, story: str, until: datetime.date, count: int) -> list[datetime.date]:
    """Birth dates, eldest first."""
    eldest = dice.between(*AGES[story])
    ages = [eldest]
    while len(ages) < count and (younger := ages[-1] - dice.between(1.0, 3.4)) > 0.3:
        ages.append(younger)
    return [years_before(until, one) for one in ages]


def _start(
    dice: Dice, story: str, births: list[datetime.date], until: datetime.date, *, gone: bool
) -> datetime.date:
    """When they came into care: all were born, and nobody lives their whole life there."""
    low, high = dice.weighted(SO_FAR)
    ago = dice.number(low, min(high, 700) if gone else high)
    earliest = births[-1] + 4 * DAY
    if story == "alone":
        earliest = birthday(births[0], 15)
    if story == "supported":
        earliest = birthday(births[0], 13)
    if story == "residential":
        earliest = birthday(births[0], 9)
    latest = until - 12 * DAY
    return min(max(until - ago * DAY, earliest), latest)


def _life(
    dice: Dice,
    story: str,
    born: datetime.date,
    start: datetime.date,
    until: datetime.date,
    *,
    gone: bool,
) -> Life:
    life = Life(born)
    STORIES[story](dice, life, start, until - 8 * DAY if gone else until)
    if gone:
        grown = (until - born) / DAY > OLDEST * 365
        endings = ("E17", "E5") if grown else ENDINGS.get(story, ("E4A", "E4A", "E4B", "E48"))
        life.leave(worked_by(until, not_before=until - 5 * DAY), dice.pick(endings))
    return life


def _sibling(
    dice: Dice,
    story: str,
    eldest: Life,
    born: datetime.date,
    span: tuple[datetime.date, datetime.date],
    *,
    gone: bool,
) -> Life:
    """Most share their homes with the eldest; some are apart, under the same orders."""
    shared = copy.deepcopy(eldest)
    shared.born = born
    if story != "fostered" or dice.chance(0.78):
        return shared
    own = _life(dice, story, born, *span, gone=gone)
    own.care.statuses = copy.deepcopy(shared.care.statuses)
    own.care.ends, own.care.end_code = shared.care.ends, shared.care.end_code
    own.stay.ends = shared.care.ends
    return own


def _fresh(dice: Dice, story: str, names: Names) -> Heritage:
    """A heritage whose last name nobody has yet, if a few tries find one."""
    tries = [heritage(dice, alone=story == "alone") for _ in range(4)]
    return next((of for of in tries if of.family not in names), tries[0])


def _member(dice: Dice, of: Heritage, life: Life, story: str, names: Names) -> Member:
    female = 0.12 if story == "alone" else 0.46
    sex = "F" if dice.chance(female) else "M"
    given = of.given(dice, sex, names[of.family])
    names[of.family].add(given)
    return Member(
        given=given,
        family=of.family,
        sex=sex,
        life=life,
        unaccompanied=story == "alone",
        plan={"story": story},
    )
