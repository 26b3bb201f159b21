"""What the rows of this room mean in time: care, legal status, things done.

A period of care whose end is needed (see CarePeriod) says nothing: it carries no duties.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.models import CarePeriod, Done, LegalStatus
from timescales import Fact


def care(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """Becoming and ceasing to be looked after, and each legal status. Two queries."""
    rows = CarePeriod.objects.filter(child__in=children, end_date_needed=False).values_list(
        "child_id", "pk", "starts_on", "ends_on"
    )
    for child, pk, starts_on, ends_on in rows:
        yield child, Fact("became_looked_after", on=starts_on, ref=f"care:{pk}")
        if ends_on:
            yield child, Fact("ceased_looked_after", on=ends_on, ref=f"care_end:{pk}")
    statuses = LegalStatus.objects.filter(
        child__in=children, care_period__end_date_needed=False
    ).values_list("child_id", "pk", "starts_on", "code")
    for child, pk, starts_on, code in statuses:
        yield child, Fact("legal_status", on=starts_on, attrs={"code": code}, ref=f"legal:{pk}")


def done(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """What was recorded as done and not withdrawn. One query."""
    rows = Done.objects.filter(child__in=children, withdrawn_at=None).values_list(
        "child_id", "pk", "on", "what"
    )
    for child, pk, on, what in rows:
        yield child, Fact("done", on=on, attrs={"what": what}, ref=f"done:{pk}")
