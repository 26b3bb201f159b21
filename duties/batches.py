"""Many subjects, a few hundred at a time, so that memory stays flat and locks short."""

from __future__ import annotations

import datetime
import gc
import uuid
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice, repeat
from multiprocessing import get_context

from django.db import connections, transaction
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


def everybody(*, today: datetime.date, hands: int = 1) -> Changed:
    """Every child there is, shared out among so many processes.

    A batch locks its own children only, so the processes never wait for each other. Not for use
    inside a transaction if there is more than one: each has its own.
    """
    if hands == 1:
        return _each(_everyone(), today)
    connections.close_all()  # a connection must not be shared with a process made from this one
    with ProcessPoolExecutor(hands, mp_context=get_context("fork")) as pool:
        total = Changed()
        for changed in pool.map(_share, range(hands), repeat(hands), repeat(today)):
            total.add(changed)
        return total


def _share(number: int, hands: int, today: datetime.date) -> Changed:
    """One process's part: every so-manieth child."""
    return _each(islice(_everyone(), number, None, hands), today)


def _everyone() -> Iterator[uuid.UUID]:
    return Child.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)


def at_once(children: Collection[uuid.UUID], *, today: datetime.date) -> Changed:
    """These, inside the caller's transaction: for who has to say at its end what is owed now.

    All subjects are locked first, in the order of their ids, so that no two callers ever wait for
    each other. They are no longer behind afterwards.
    """
    ids = sorted(children)
    locked = Subject.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    total = _each(list(locked.values_list("pk", flat=True)), today)
    StaleSubject.objects.filter(pk__in=ids).delete()
    return total


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


def _each(ids: Iterable[uuid.UUID], today: datetime.date) -> Changed:
    rules = rule_book()
    total = Changed()
    for batch in _batches(ids):
        with seldom_collecting():
            total.add(recompute(batch, today=today, rules=rules))
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
