"""Facts changed: recompute at once if few, else list them as behind for a worker."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction

from cases.models import Child
from duties.models import StaleSubject, Subject
from duties.sync import recompute

# Up to this many are recomputed in the transaction that changed them.
AT_ONCE = 20


def hear(*, children: set[uuid.UUID], today: datetime.date, **_: Any) -> None:
    """Listen to `cases.changes.facts_changed`, inside the writer's transaction."""
    if len(children) <= AT_ONCE:
        recompute(children, today=today)
        return
    put_down(children)


def put_down(children: set[uuid.UUID]) -> None:
    """List these as behind their records, and wake a worker once this is committed."""
    ids = sorted(Child.objects.filter(pk__in=children).values_list("pk", flat=True))
    Subject.objects.bulk_create(
        [Subject(pk=pk, kind=Subject.Kind.CHILD, child_id=pk) for pk in ids],
        ignore_conflicts=True,
        batch_size=2000,
    )
    StaleSubject.objects.bulk_create(
        [StaleSubject(subject_id=pk) for pk in ids],
        ignore_conflicts=True,
        batch_size=2000,
    )
    transaction.on_commit(_wake, robust=True)


def put_down_everyone() -> None:
    """List every child as behind: the rules changed, or the days off did. Two statements."""
    ids = Child.objects.filter(merged_into=None).values_list("pk", flat=True)
    put_down(set(ids))


def _wake() -> None:
    """Only a wake-up: were it lost, the beat's own run drains the same rows."""
    from duties.tasks import drain_stale

    drain_stale.delay()
