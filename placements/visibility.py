"""Which homes a person finds, and whom of those living there they see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from cases.naming import fold
from cases.visibility import children
from people.periods import holds
from people.standing import Standing
from placements.models import Home, Placement
from placements.permissions import may_see_homes

SHOWN = 25


@dataclass(frozen=True)
class Residents:
    """Who lives in a home: those the viewer may see, and how many others, unnamed."""

    seen: list[Placement]
    others: int


def homes(stand: Standing) -> QuerySet[Home]:
    """Every home, for those whose work touches homes; none for the rest."""
    found = Home.objects.select_related("provider")
    return found if may_see_homes(stand) else found.none()


def named(found: QuerySet[Home], words: str) -> QuerySet[Home]:
    """Those of `found` whose name or postcode holds every word, however it is spelt."""
    for word in fold(words).split():
        found = found.filter(search_name__contains=word)
    return found.order_by(F("closed_on").desc(nulls_first=True), "name")


def still_open(on: datetime.date) -> Q:
    """Homes not closed on that day."""
    return Q(closed_on=None) | Q(closed_on__gt=on)


def residents(
    home: Home, stand: Standing, *, on: datetime.date, at: datetime.datetime
) -> Residents:
    """Who lives there on the day. Three queries."""
    living = Placement.objects.real().filter(holds(on), home=home)
    return _told(living, stand, on=on, at=at)


def lived_here(
    home: Home, stand: Standing, *, on: datetime.date, at: datetime.datetime
) -> Residents:
    """Who lived there before the day, the latest first; a child who came twice is there twice."""
    before = Placement.objects.real().filter(home=home, ends_on__lte=on)
    return _told(before.order_by("-ends_on"), stand, on=on, at=at)


def _told(
    stays: QuerySet[Placement], stand: Standing, *, on: datetime.date, at: datetime.datetime
) -> Residents:
    seen = children(stand, on=on, at=at).values("pk")
    shown = list(stays.filter(child__in=seen).select_related("child"))
    others = stays.order_by().values("child").distinct().count()
    return Residents(shown, others - len({stay.child_id for stay in shown}))
