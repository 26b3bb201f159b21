"""Many subjects, a few hundred at a time, so that memory stays flat and locks short."""

from __future__ import annotations

import datetime
import gc
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction
from django.db.models import Q

from cases.models import Child
from duties.models import StaleSubject, Subject
from duties.rules import rule_book
from duties.sync import Changed, recompute

BATCH = 250


def nightly(*, today: datetime.date) -> Changed:
    """Those whose day has come (`reconsider_on` reached), and nobody else."""
    due = Subject.objects.filter(reconsider_on__lte=today, kind=Subject.Kind.CHILD)
    return _each(list(due.order_by("pk").values_list("pk", flat=True)), today)


def outdated(*, today: datetime.date) -> Changed:
    """Those computed under other rules or another almanac than today's."""
    now = rule_book().fingerprint
    behind = Subject.objects.filter(~Q(rules_seen=now), kind=Subject.Kind.CHILD)
    return _each(behind.order_by("pk").values_list("pk", flat=True).iterator(), today)


def everybody(
    *,
    today: datetime.date,
    told: Callable[[int], None] = lambda _: None,
) -> Changed:
    """Every child there is. `told` hears how many are finished."""
    ids = Child.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
    return _each(ids, today, told)


def drain(*, today: datetime.date) -> Changed:
    """Those put down as behind, oldest first; several drainers share the work, none waits."""
    rules = rule_book()
    total = Changed()
    while True:
        with seldom_collecting(), transaction.atomic():
            ids = list(
                StaleSubject.objects.select_for_update(skip_locked=True)
                .order_by("since")
                .values_list("pk", flat=True)[:BATCH]
            )
            if not ids:
                return total
            total.add(recompute(ids, today=today, rules=rules))
            StaleSubject.objects.filter(pk__in=ids).delete()


def _each(
    ids: Iterable[uuid.UUID],
    today: datetime.date,
    told: Callable[[int], None] = lambda _: None,
) -> Changed:
    rules = rule_book()
    total, finished = Changed(), 0
    for batch in _batches(ids):
        with seldom_collecting():
            total.add(recompute(batch, today=today, rules=rules))
        finished += len(batch)
        told(finished)
    return total


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the garbage collector rest while a batch is worked on.

    A batch makes some 30,000 facts and duties and holds them until it is written; meanwhile the
    collector would look through them all again and again. They hold each other in no circles, so
    it would find nothing, and memory stays that of one batch.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _batches(ids: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
