"""In what condition a home is on a day: how full, how it stands with the regulator, its judgement.

One query for any number of homes: `with_condition` writes the answers beside each row of a
queryset, `condition_of` reads them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from people.periods import holds
from placements.models import Home, Inspection, Notice, Placement, Registration
from placements.models.home import HomeKind

# A notice stays news for this many calendar days.
NEWS_DAYS = 90

# Kinds that register, each home for itself; of a foster home it is the agency that does.
REGISTERS = frozenset(
    {
        HomeKind.CHILDRENS_HOME,
        HomeKind.SECURE,
        HomeKind.FAMILY_CENTRE,
        HomeKind.SUPPORTED_ACCOMMODATION,
    }
)


@dataclass(frozen=True)
class Caution:
    """Something about a home that whoever places a child, or keeps homes, has to know."""

    text: str
    colour: str


@dataclass(frozen=True)
class Condition:
    """A home on a day. `living` counts every child, those one may not see included, unnamed."""

    home: Home
    living: int
    registration: str
    judgement: str
    judged_on: datetime.date | None
    noticed: bool
    closed: bool

    @property
    def places(self) -> str:
        if self.home.capacity is None:
            return f"{self.living} living there" if self.living else "Nobody living there"
        return f"{self.living} of {self.home.capacity} places taken"

    @property
    def registered(self) -> str:
        """How it stands with the regulator, in words; nothing for a kind that is not asked."""
        if self.registration:
            return str(Registration.Status(self.registration).label)
        return "Not recorded" if self.home.kind in REGISTERS else ""

    @property
    def judged(self) -> str:
        return str(Inspection.Judgement(self.judgement).label) if self.judgement else ""

    @property
    def cautions(self) -> list[Caution]:
        """The worst first."""
        capacity = self.home.capacity
        found = [
            (self.closed, "Closed", "grey"),
            (self.unregistered, "Not registered", "red"),
            (self.judgement == Inspection.Judgement.INADEQUATE, "Judged inadequate", "red"),
            (self.noticed, "Notice in the last 90 days", "red"),
            (capacity is not None and self.living > capacity, "More children than places", "red"),
            (capacity is not None and self.living == capacity, "Full", "yellow"),
            (
                self.judgement == Inspection.Judgement.REQUIRES_IMPROVEMENT,
                "Requires improvement",
                "yellow",
            ),
        ]
        return [Caution(text, colour) for true, text, colour in found if true]

    @property
    def unregistered(self) -> bool:
        return self.registration not in ("", Registration.Status.REGISTERED)


def with_condition(homes: QuerySet[Home], on: datetime.date) -> QuerySet[Home]:
    """The same homes, with what `condition_of` reads. No further query."""
    living = (
        Placement.objects.real()
        .filter(holds(on), home=OuterRef("pk"))
        .order_by()
        .values("home")
        .annotate(many=Count("pk"))
        .values("many")
    )
    registration = Registration.objects.filter(holds(on), home=OuterRef("pk"))
    inspection = Inspection.objects.filter(on__lte=on, home=OuterRef("pk")).order_by("-on")
    notice = Notice.objects.filter(
        on__lte=on, on__gt=on - datetime.timedelta(days=NEWS_DAYS), home=OuterRef("pk")
    )
    return homes.annotate(
        now_living=Coalesce(Subquery(living, output_field=IntegerField()), 0),
        now_registration=Coalesce(Subquery(registration.values("status")[:1]), Value("")),
        now_judgement=Coalesce(Subquery(inspection.values("judgement")[:1]), Value("")),
        now_judged_on=Subquery(inspection.values("on")[:1]),
        now_noticed=Exists(notice),
    )


def needing_attention(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Of `with_condition`: where children live and somebody has to look.

    Not registered, judged inadequate, a notice lately, or more children than it may take.
    """
    unregistered = ~Q(now_registration__in=["", Registration.Status.REGISTERED])
    worrying = (
        unregistered
        | Q(now_judgement=Inspection.Judgement.INADEQUATE)
        | Q(now_noticed=True)
        | Q(now_living__gt=F("capacity"))
    )
    return homes.filter(worrying & Q(now_living__gt=0))


def condition_of(row: Home, on: datetime.date) -> Condition:
    """The condition of a home that came from `with_condition`."""
    told = vars(row)
    return Condition(
        home=row,
        living=told["now_living"],
        registration=told["now_registration"],
        judgement=told["now_judgement"],
        judged_on=told["now_judged_on"],
        noticed=told["now_noticed"],
        closed=row.closed_on is not None and row.closed_on <= on,
    )


def conditions(
    among: QuerySet[Home], homes: Collection[Home], on: datetime.date
) -> dict[uuid.UUID, Condition]:
    """By home: the condition of those of `homes` that are `among` what may be seen. One query."""
    rows = with_condition(among.filter(pk__in=[home.pk for home in homes]), on)
    return {row.pk: condition_of(row, on) for row in rows}
