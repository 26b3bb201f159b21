"""Which homes a person finds, and whom of those living there they see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

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
    return found.order_by("closed_on", "name")


def residents(
    home: Home, stand: Standing, *, on: datetime.date, at: datetime.datetime
) -> Residents:
    """Who lives there on the day. Three queries."""
    living = Placement.objects.real().filter(holds(on), home=home)
    seen = children(stand, on=on, at=at).values("pk")
    shown = list(living.filter(child__in=seen).select_related("child").order_by("starts_on"))
    return Residents(shown, living.count() - len(shown))
