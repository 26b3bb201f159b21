"""Where a child lived on a day, or was about to live. Shared by visits, reviews and pages."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from cases.models import Child
from people.periods import holds
from placements.models import Home, Placement
from placements.models.home import HomeKind

# A visit to the coming home counts from this many calendar days before the placement starts
# (spec: timescales.md, settled reading 17).
COMING_DAYS = 28

# Homes run by somebody else's organisation, where visits are purposeful ones (timescales.md, B).
PROVIDER_RUN = frozenset(
    {
        HomeKind.AGENCY_FOSTER,
        HomeKind.CHILDRENS_HOME,
        HomeKind.RESIDENTIAL_SCHOOL,
        HomeKind.FAMILY_CENTRE,
        HomeKind.SECURE,
        HomeKind.SUPPORTED_ACCOMMODATION,
        HomeKind.OTHER,
    }
)


@dataclass(frozen=True)
class Whereabouts:
    """A home and why it counts: the child lived there that day, or was to move in soon."""

    home: Home
    kind: HomeKind
    coming: bool
    starts_on: datetime.date


def stays(child: Child) -> list[Placement]:
    """The child's placements, oldest first, without those recorded in error. One query."""
    return list(
        Placement.objects.real().filter(child=child).select_related("home").order_by("starts_on")
    )


def homes_on(known: list[Placement], on: datetime.date) -> list[Whereabouts]:
    """Homes a visit on that day may have been to, the likeliest first.

    First where the child lived (on a day of moving the new home, then the old), then homes the
    child moves to within 28 calendar days.
    """
    lived = [
        stay
        for stay in known
        if stay.starts_on <= on and (stay.ends_on is None or on <= stay.ends_on)
    ]
    coming = [
        stay
        for stay in known
        if datetime.timedelta(0) < stay.starts_on - on <= datetime.timedelta(days=COMING_DAYS)
    ]
    return [
        *(_where(stay, coming=False) for stay in reversed(lived)),
        *(_where(stay, coming=True) for stay in coming),
    ]


def home_on(
    known: list[Placement], on: datetime.date, named: uuid.UUID | None = None
) -> Whereabouts | None:
    """The home visited on that day: the one named if it is possible, else the likeliest, or None.

    None also when a home is named in which the child neither lived nor was about to.
    """
    possible = homes_on(known, on)
    if named is not None:
        return next((one for one in possible if one.home.pk == named), None)
    return possible[0] if possible else None


def lives_with(child: Child, on: datetime.date) -> Placement | None:
    """The placement the child is in on that day, if any. One query."""
    return Placement.objects.real().filter(holds(on), child=child).select_related("home").first()


def _where(stay: Placement, *, coming: bool) -> Whereabouts:
    return Whereabouts(stay.home, HomeKind(stay.kind), coming, stay.starts_on)
