"""The one queryset of what is due: every list, count, export and the API read it.

Several rules often ask for the same thing. People see one *ask* for each (subject, owner role,
asks): the earliest open duty speaks for it, the others are its further sources.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from duties.models import Duty
from people.clock import midnight_after

# "Due soon" reaches this many calendar days ahead.
SOON_DAYS = 7


def asks(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Of open `duties`, the earliest of each ask, dated ones first. Start in `visibility.py`."""
    first = Window(
        RowNumber(),
        partition_by=["subject", "owner_role", "asks"],
        order_by=[F("late_from").asc(nulls_last=True), "nature", "rule", "anchor", "ordinal"],
    )
    return (
        duties.filter(state=Duty.State.OPEN)
        .annotate(place_in_ask=first)
        .filter(place_in_ask=1)
        .order_by(F("late_from").asc(nulls_last=True), "subject_id", "asks")
    )


def overdue(found: QuerySet[Duty], *, at: datetime.datetime) -> QuerySet[Duty]:
    """Those whose time has passed at the instant `at`."""
    return found.filter(late_from__lte=at)


def due_soon(found: QuerySet[Duty], *, at: datetime.datetime, on: datetime.date) -> QuerySet[Duty]:
    """Not overdue, and due from today to `SOON_DAYS` calendar days ahead."""
    return found.filter(
        late_from__gt=at,
        late_from__lte=midnight_after(on + datetime.timedelta(days=SOON_DAYS)),
    )


def later(found: QuerySet[Duty], *, on: datetime.date) -> QuerySet[Duty]:
    """Due after that, or open without a date."""
    horizon = midnight_after(on + datetime.timedelta(days=SOON_DAYS))
    return found.filter(Q(late_from=None) | Q(late_from__gt=horizon))


def sources(found: Iterable[Duty]) -> dict[uuid.UUID, list[Duty]]:
    """For each ask shown, every open duty behind it, the earliest first. One query."""
    shown = list(found)
    behind: dict[tuple[uuid.UUID, str, str], list[Duty]] = defaultdict(list)
    rows = Duty.objects.filter(
        state=Duty.State.OPEN, subject__in={duty.subject_id for duty in shown}
    ).order_by(F("late_from").asc(nulls_last=True), "nature", "rule")
    for duty in rows:
        behind[duty.subject_id, duty.owner_role, duty.asks].append(duty)
    return {duty.pk: behind[duty.subject_id, duty.owner_role, duty.asks] for duty in shown}
