"""What the rows of this room mean in time: care, legal status, things done.

A period of care whose end is needed (see CarePeriod) says nothing: it carries no duties.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat

from cases.models import CarePeriod, Done, LegalStatus
from timescales import Fact


def ref(kind: str, key: str = "pk") -> Concat:
    """The reference of a row, "visit:<id>", put together where the row is.

    With some sixty facts a child it takes longer to write ids out here than to read them.
    """
    return Concat(Value(f"{kind}:"), Cast(key, TextField()), output_field=TextField())


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
    ).values_list("child_id", ref("legal"), "starts_on", "code")
    for child, row, starts_on, code in statuses:
        yield child, Fact("legal_status", on=starts_on, attrs={"code": code}, ref=row)


def done(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """What was recorded as done and not withdrawn. One query."""
    rows = Done.objects.filter(child__in=children, withdrawn_at=None).values_list(
        "child_id", ref("done"), "on", "what"
    )
    for child, row, on, what in rows:
        yield child, Fact("done", on=on, attrs={"what": what}, ref=row)
