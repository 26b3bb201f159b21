"""Which record stands for a child now: their own, or the one it was merged into."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from cases.models import Child


def survivors(children: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For each of `children`, the record that stands for them. One query for each step of merging.

    A number or key from outside may still name a record that was merged away; whatever comes
    under it belongs to the one that is kept.
    """
    now = {pk: pk for pk in children}
    step = set(now)
    while step:
        rows = Child.objects.filter(pk__in=step, merged_into__isnull=False)
        merged = dict(rows.values_list("pk", "merged_into_id"))
        now = {pk: merged.get(end, end) for pk, end in now.items()}
        step = set(merged.values())
    return now
