"""The ways a childhood in care can go. Each writes one life up to `until`, that day included.

`until` is the day of the demonstration, or the day a child who has left did so. A story is a
plain sequence of what happened; what anybody then owed is for the timescales to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from placements.models import Milestone
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, age, birthday, worked_by
from returns.demonstration.dice import Dice
from returns.demonstration.lives import LASTING, Life

Story = Callable[[Dice, Life, datetime.date, datetime.date], None]

FOSTER = {HomeKind.IN_HOUSE_FOSTER: 3.0, HomeKind.AGENCY_FOSTER: 2.0}
TEENAGE = {
    HomeKind.CHILDRENS_HOME: 5.0,
    HomeKind.AGENCY_FOSTER: 2.0,
    HomeKind.RESIDENTIAL_SCHOOL: 1.0,
}
WHY_MOVED = {"CARPL": 4.0, "CREQB": 2.0, "CREQO": 1.5, "CHILD": 1.0, "STAND": 0.4, "ALLEG": 0.2}
UNPLANNED = {"CREQB", "CHILD", "ALLEG", "STAND"}


def fostered(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """Foster homes, mostly our own; a court case; for many, one home that is to last."""
    legal = dice.weighted({"V2": 5, "C1": 4, "L2": 1})
    need = dice.weighted({"N1": 7, "N5": 2, "N4": 1, "N3": 1})
    planned = dice.chance(0.5)
    life.enter(start, legal, dice.weighted(FOSTER), need=need, planned=planned)
    court(dice, life, start, until)
    moves(dice, life, until, kinds=FOSTER, first=120 if planned else 45, later=900)
    settle(dice, life, until)


def residential(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """A teenager: a foster home that did not hold, then children's homes."""
    life.enter(start, dice.weighted({"V2": 4, "C1": 3}), dice.weighted(FOSTER), need="N5")
    court(dice, life, start, until)
    moves(dice, life, until, kinds=TEENAGE, first=70, later=330)


def with_family(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """With a grandparent or family friend, approved for the time being, then fully."""
    life.enter(
        start,
        dice.weighted({"C1": 3, "V2": 2}),
        HomeKind.CONNECTED_PERSON,
        planned=dice.chance(0.4),
        temporary=True,
    )
    court(dice, life, start, until)
    approved = worked_by(start + dice.days(75, 108), not_before=start + DAY)
    if approved <= until:
        life.agree(Milestone.Kind.CARER_APPROVED, approved)
    settle(dice, life, until)


def at_home(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """Fostered at first, then with a parent under a care order."""
    life.enter(start, "C1", HomeKind.IN_HOUSE_FOSTER)
    order = start + dice.days(170, 260)
    back = worked_by(order + dice.days(20, 120), not_before=order + DAY)
    if order <= until:
        life.order("C2", order)
    if back <= until:
        life.move(back, HomeKind.WITH_PARENTS)


def adoption(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """A small child: care proceedings, a placement order, adopters."""
    life.enter(start, dice.pick(("C1", "L2")), HomeKind.IN_HOUSE_FOSTER)
    life.order("C1", start + 6 * DAY)
    order = start + dice.days(190, 300)
    matched = worked_by(order + dice.days(60, 200), not_before=order + DAY)
    if order <= until:
        life.order("E1", order)
    if matched <= until:
        life.move(matched, HomeKind.FOR_ADOPTION)


def alone(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """A young person who came by themselves: found, accommodated, moving towards 18."""
    young = birthday(life.born, 16)
    first = HomeKind.AGENCY_FOSTER if start < young else HomeKind.SUPPORTED_ACCOMMODATION
    life.enter(start, "V2", first, need="N8", planned=False)
    move = max(start, young) + dice.days(30, 200)
    if move <= until:
        life.move(move, HomeKind.SUPPORTED_ACCOMMODATION)


def supported(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """Sixteen or seventeen, with a key and a support worker."""
    life.enter(start, dice.pick(("V2", "C2")), dice.weighted(FOSTER), need="N5")
    move = max(start + 21 * DAY, birthday(life.born, 16) + dice.days(20, 300))
    if move <= until:
        life.move(move, HomeKind.SUPPORTED_ACCOMMODATION, planned=dice.chance(0.8))
        moves(dice, life, until, kinds={HomeKind.SUPPORTED_ACCOMMODATION: 1}, first=250, later=400)


def short_breaks(dice: Dice, life: Life, start: datetime.date, _: datetime.date) -> None:
    """A disabled child who lives at home and stays elsewhere for some nights."""
    kind = dice.pick((HomeKind.IN_HOUSE_FOSTER, HomeKind.CHILDRENS_HOME))
    life.enter(start, dice.pick(("V3", "V4")), kind, need="N2")


def again(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """Home once, and back in care."""
    first_end = start + dice.days(60, 240)
    second = first_end + dice.days(40, 300)
    fostered(dice, life, start, min(first_end, until))
    if second >= until - 20 * DAY:
        return
    life.leave(max(first_end, life.stay.starts + 7 * DAY), dice.pick(("E4A", "E4B")))
    fostered(dice, life, max(second, life.care.ends or second), until)


STORIES: dict[str, Story] = {
    "fostered": fostered,
    "residential": residential,
    "with_family": with_family,
    "at_home": at_home,
    "adoption": adoption,
    "alone": alone,
    "supported": supported,
    "short_breaks": short_breaks,
    "again": again,
}


def court(dice: Dice, life: Life, start: datetime.date, until: datetime.date) -> None:
    """What usually follows in court: an interim order, and within the year a full one."""
    legal = life.care.statuses[0][0]
    interim = start
    if legal == "L2":
        interim = start + dice.days(4, 8)
    elif legal == "V2":
        if dice.chance(0.35):
            return
        interim = start + dice.days(25, 150)
    full = interim + dice.days(165, 330)
    for code, on in (("C1", interim), ("C2", full)):
        if on <= until:
            life.order(code, on)


def moves(
    dice: Dice,
    life: Life,
    until: datetime.date,
    *,
    kinds: dict[HomeKind, float],
    first: float,
    later: float,
) -> None:
    """From home to home: the first stay is often short, the later ones last. Days on average."""
    length = 9 + dice.spell(first)
    while (on := life.stay.starts + length * DAY) <= until:
        reason = dice.weighted(WHY_MOVED)
        planned = reason not in UNPLANNED and dice.chance(0.85)
        kind = dice.weighted(kinds)
        on = worked_by(on, not_before=life.stay.starts + DAY) if planned else on
        life.move(on, kind, reason=reason, planned=planned, concerns=dice.chance(0.06))
        length = 30 + dice.spell(later)


def settle(dice: Dice, life: Life, until: datetime.date) -> None:
    """After most of a year in one family it may be agreed that this one is to last."""
    stay = life.stay
    agreed = worked_by(stay.starts + dice.days(200, 420), not_before=stay.starts + DAY)
    if stay.kind not in LASTING or agreed > until or not dice.chance(0.6):
        return
    if stay.temporary and stay.day_of(Milestone.Kind.CARER_APPROVED) is None:
        return
    foster = stay.kind != HomeKind.CONNECTED_PERSON and dice.chance(0.8)
    life.agree(
        Milestone.Kind.PERMANENCE,
        agreed,
        long_term_foster=foster,
        child_agrees=foster and age(life.born, agreed) >= 7 and dice.chance(0.7),
    )
