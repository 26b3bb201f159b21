"""Visits as facts: the latest version of each, to where the child lived or was about to.

A visit that falls outside every home (an import may hold one) answers no duty and is left out.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cases.facts import ref
from placements.models import Placement
from placements.whereabouts import COMING_DAYS
from timescales import Fact
from visits.models import Reading, Visit

FORM_READ = "purposeful_form_read"

Stay = tuple[uuid.UUID, datetime.date, datetime.date | None]


def visits(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """Every visit that stands, oldest version left out. Two queries."""
    stays: dict[uuid.UUID, list[Stay]] = defaultdict(list)
    for child, home, starts_on, ends_on in (
        Placement.objects.real()
        .filter(child__in=children, care_period__end_date_needed=False)
        .values_list("child_id", "home_id", "starts_on", "ends_on")
    ):
        stays[child].append((home, starts_on, ends_on))
    rows = Visit.objects.filter(child__in=children, corrected_by=None).values_list(
        "child_id",
        ref("visit"),
        "on",
        "role",
        "purposeful",
        "seen",
        "alone",
        "home_id",
        "announced",
    )
    for child, row, on, role, purposeful, seen, alone, home, announced in rows:
        where = _home_that_day(stays[child], on, home)
        if where is None:
            continue
        attrs = VisitFact(role, purposeful, seen, alone, where, announced)
        yield child, attrs.stated(on, row)


def readings(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """Each form an IRO has read and signed, of whichever version. One query."""
    rows = Reading.objects.filter(
        visit__child__in=children, outcome=Reading.Outcome.SIGNED
    ).values_list("visit__child_id", "pk", "on")
    for child, pk, on in rows:
        yield child, Fact("done", on=on, attrs={"what": FORM_READ}, ref=f"reading:{pk}")


@dataclass(frozen=True)
class VisitFact:
    """What the rules are told of a visit."""

    role: str
    purposeful: bool
    seen: bool
    alone: bool
    home: uuid.UUID
    announced: bool

    def stated(self, on: datetime.date, ref: str) -> Fact:
        attrs = {
            "by": self.role,
            "purposeful": self.purposeful,
            "seen": self.seen,
            "alone": self.alone,
            "home": str(self.home),
            "announced": self.announced,
        }
        return Fact("visit", on=on, attrs=attrs, ref=ref)


def _home_that_day(
    stays: list[Stay], on: datetime.date, named: uuid.UUID | None
) -> uuid.UUID | None:
    """The home visited: the one named if the child lived or was coming there, else theirs."""
    living = [home for home, start, end in stays if start <= on and (end is None or on <= end)]
    if named in living:
        return named
    coming = {
        home
        for home, start, _ in stays
        if datetime.timedelta(0) < start - on <= datetime.timedelta(days=COMING_DAYS)
    }
    if named in coming:
        return named
    return living[-1] if living else None
