"""What may be looked at on a day, when each line was last looked at, and what somebody found."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from people.periods import holds
from placements.models import Home
from visits.models import Evidence, Standard, Visit


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of evidence as somebody reports it. Names are those of `Evidence`."""

    standard: Standard
    looked: str
    found: str = ""
    spoke_to: str = ""
    agrees: str = ""
    concern: bool = False


@dataclass(frozen=True)
class Last:
    """When a line was last looked at for this child in this home, and by whom."""

    on: datetime.date
    by: str
    concern: bool


def standards(on: datetime.date) -> list[Standard]:
    """The lines as worded that day: those about the child first. One query."""
    return list(Standard.objects.filter(holds(on)).order_by("about", "position"))


def worded_last(keys: Iterable[str]) -> list[Standard]:
    """Lines by key in their latest wording, those asked for no longer included. One query."""
    return list(Standard.objects.filter(key__in=keys).order_by("key", "-starts_on").distinct("key"))


def last_looked(visits: QuerySet[Visit], home: Home | None) -> dict[str, Last]:
    """By the key of a line: the latest of `visits` to that home on which it was looked at.

    `visits` are those the asker may see, of one child, the latest version of each. One query.
    """
    rows = (
        Evidence.objects.filter(visit__in=visits.filter(home=home).values("pk"))
        .order_by("visit__on", "visit__recorded_at")
        .values_list("standard__key", "visit__on", "visit__visitor__name", "concern")
    )
    return {key: Last(on, by, concern) for key, on, by, concern in rows}


def faults_in(findings: Iterable[Finding]) -> dict[uuid.UUID, str]:
    """What is missing, by the line it is missing in: a concern says what was found."""
    return {
        finding.standard.pk: "Say what was found: you ticked a concern"
        for finding in findings
        if finding.concern and not finding.found.strip()
    }
