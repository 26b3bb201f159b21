"""Bring Marlshire into being: the only writer of the demonstration."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from cases import changes
from cases.models import Child
from duties.models import PackChoice
from people.models import Team, User
from returns.demonstration import cast
from returns.demonstration.around import surround
from returns.demonstration.assigning import allocate, open_cases
from returns.demonstration.calendar import years_before
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.drawing import Names, draw
from returns.demonstration.family import Family
from returns.demonstration.filing import Marlshire, file_lives
from returns.demonstration.homes import Homes
from returns.demonstration.practice import practise
from returns.demonstration.rows import Rows
from returns.demonstration.staff import DOMAIN, hire

# Children who left in the two years, for each hundred in care now.
LEFT_PER_HUNDRED = 35
RECORDS_COMPLETE_YEARS = 2
WRITE_EVERY = 8000  # rows


class NotHere(Exception):
    """The demonstration may not be loaded here; the message says why, in one sentence."""


@dataclass(frozen=True)
class Loaded:
    """What was written."""

    children: int
    staff: int


def is_loaded() -> bool:
    """Whether the demonstration's people are here."""
    return User.objects.filter(email__endswith=f"@{DOMAIN}").exists()


def refuse_beside_real_records() -> None:
    """Let it pass only where nothing but invented records can be.

    Raises:
        NotHere: these are production settings, or somebody else's people or children are here.
    """
    if not settings.DEMONSTRATION:
        raise NotHere(
            "The demonstration is for trying things out: these settings are for real records."
        )
    others = User.objects.exclude(email__endswith=f"@{DOMAIN}")
    strangers = not is_loaded() and (Child.objects.exists() or Team.objects.exists())
    if others.exists() or strangers:
        raise NotHere(
            "There are records here that are not the demonstration's: use an empty database."
        )
    if is_loaded():
        raise NotHere("The demonstration is here already: to have it anew, empty the database.")


@transaction.atomic
def load(*, seed: int, children: int, on: datetime.date) -> Loaded:
    """Write all of Marlshire as it stands on `on`, with about so many children in care.

    The cast of data/cast.yaml is always there, so there are never fewer than it holds.

    Raises:
        NotHere: see refuse_beside_real_records; nothing was written.
    """
    refuse_beside_real_records()
    staff = hire(seed=seed, on=on, children=children)
    rows = Rows()
    since = years_before(on, RECORDS_COMPLETE_YEARS)
    county = Marlshire(on, since, staff, Homes(seed, on, rows), rows)
    _choose_packs(seed, county)
    told: set[uuid.UUID] = set()
    for family in _families(seed, on, children):
        told |= _file(seed, county, family)
        if len(rows) > WRITE_EVERY:
            rows.flush()
    rows.flush()
    changes.tell(told, today=on)
    return Loaded(county.serial, len(staff.workers))


def _families(seed: int, on: datetime.date, children: int) -> Iterator[Family]:
    """The cast, then families by chance until so many are in care, and so many have left."""
    in_care, number = 0, 0
    names: Names = defaultdict(set)
    for number, plan in enumerate(read("cast")["families"]):
        family = cast.family(seed=seed, number=number, on=on, plan=plan)
        in_care += family.in_care
        yield family
    gone = children * LEFT_PER_HUNDRED // 100
    while in_care < children or gone > 0:
        number += 1
        dice = Dice(seed, "family", number)
        left = gone > 0 and (in_care >= children or dice.chance(0.28))
        most = gone if left else children - in_care
        family = draw(dice, number=number, on=on, gone=left, most=most, names=names)
        if left:
            gone -= len(family.members)
        in_care += family.in_care
        yield family


def _file(seed: int, county: Marlshire, family: Family) -> set[uuid.UUID]:
    """Write one family's files; the ids of its children."""
    dice = Dice(seed, "file", family.number)
    cases = open_cases(dice, county, family)
    file_lives(cases)
    practise(family, cases)
    for case in cases:
        allocate(case)
        surround(case)
    return {case.child.pk for case in cases}


def _choose_packs(seed: int, county: Marlshire) -> None:
    """The law always; Kent's purposeful visits; of Calderdale's book, the reviews."""
    dice = Dice(seed, "packs")
    chooser = county.staff.of("administrator")[0].user
    for pack, years, off in (("kent", 3, []), ("calderdale", 3, OFF_CALDERDALE)):
        PackChoice.objects.create(
            id=dice.uuid(),
            pack=pack,
            starts_on=years_before(county.on, years),
            off=off,
            chosen_by=chooser,
        )


OFF_CALDERDALE = ["visits", "adoption"]
