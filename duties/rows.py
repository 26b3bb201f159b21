"""The duty table as rows: what the engine's answer becomes there, read and written in bulk.

The Django model says what a duty is; thousands of them go in and out past it.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from duties.models import Duty, Subject
from people.clock import midnight_after
from timescales import Duty as Owed
from timescales import Rule

State = Duty.State
Identity = tuple[str, str, int]

# What the engine calls due or overdue is open: overdue is asked of `late_from`, never stored.
STORED_STATE = {
    "due": State.OPEN.value,
    "overdue": State.OPEN.value,
    "met": State.MET.value,
    "met_late": State.MET_LATE.value,
    "missed": State.MISSED.value,
    "lapsed": State.LAPSED.value,
    "unknown": State.UNKNOWN.value,
}


class Row(NamedTuple):
    """Everything of a duty but its identity, in the order in which it is read and written."""

    pack: str
    title: str
    asks: str
    owner_role: str
    nature: str
    state: str
    opened_on: datetime.date
    due_on: datetime.date | None
    due_at: datetime.datetime | None
    late_from: datetime.datetime | None
    met_on: datetime.date | None
    met_by: str
    withdrawn_on: datetime.date | None


class Known(NamedTuple):
    """A row that stands in the table, by its id."""

    pk: uuid.UUID
    row: Row


class New(NamedTuple):
    """A row the table does not hold yet."""

    subject: uuid.UUID
    identity: Identity
    row: Row


class SubjectRow(NamedTuple):
    """What a recompute leaves behind on the subject."""

    pk: uuid.UUID
    reconsider_on: datetime.date | None
    computed_on: datetime.date | None
    rules_seen: str
    digest: str


COPY = """
    COPY duties_duty (
        id, subject_id, rule, anchor, ordinal, pack, title, asks, owner_role, nature, state,
        opened_on, due_on, due_at, late_from, met_on, met_by, withdrawn_on
    ) FROM STDIN (FORMAT BINARY)
"""
TYPES = ["text"] * 6 + ["date", "date", "timestamptz", "timestamptz", "date", "text", "date"]
COPY_TYPES = ["uuid", "uuid", "text", "text", "int4", *TYPES]
MOVE = """
    UPDATE duties_duty AS duty
    SET (
        pack, title, asks, owner_role, nature, state,
        opened_on, due_on, due_at, late_from, met_on, met_by, withdrawn_on
    ) = ROW(
        new.pack, new.title, new.asks, new.owner_role, new.nature, new.state,
        new.opened_on, new.due_on, new.due_at, new.late_from, new.met_on, new.met_by,
        new.withdrawn_on
    )
    FROM unnest(
        %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
        %s::date[], %s::date[], %s::timestamptz[], %s::timestamptz[], %s::date[], %s::text[],
        %s::date[]
    ) AS new (
        id, pack, title, asks, owner_role, nature, state,
        opened_on, due_on, due_at, late_from, met_on, met_by, withdrawn_on
    )
    WHERE duty.id = new.id
"""
MARK = """
    UPDATE duties_subject AS subject
    SET (reconsider_on, computed_on, rules_seen, digest)
        = ROW(new.reconsider_on, new.computed_on, new.rules_seen, new.digest)
    FROM unnest(%s::uuid[], %s::date[], %s::date[], %s::text[], %s::text[])
        AS new (id, reconsider_on, computed_on, rules_seen, digest)
    WHERE subject.id = new.id
"""


def row_of(one: Owed) -> Row:
    """The engine's duty as it stands in the table."""
    law = one.law
    late_from = one.due_at or (midnight_after(one.due_on) if one.due_on else None)
    return Row(
        law.pack, law.title, law.asks, law.owner, law.nature, STORED_STATE[one.state],
        one.opened_on, one.due_on, one.due_at, late_from, one.met_on, one.met_by or "", None,
    )  # fmt: skip


def identity_of(one: Owed) -> Identity:
    return (one.law.id, one.anchor or "", one.ordinal)


def digest_of(duties: Sequence[Owed]) -> str:
    """A digest of the rows these duties are in the table: the same rows, the same digest.

    Day numbers stand for days. Each rule's words are part of it, as rows repeat them.
    """
    said = [
        (
            one.law.id,
            one.anchor,
            one.ordinal,
            STORED_STATE[one.state],
            one.opened_on.toordinal(),
            one.due_on and one.due_on.toordinal(),
            one.due_at and one.due_at.timestamp(),
            one.met_on and one.met_on.toordinal(),
            one.met_by,
        )
        for one in duties
    ]
    laws: dict[str, Rule] = {one.law.id: one.law for one in duties}
    words = [
        (law.id, law.pack, law.title, law.asks, law.owner, law.nature)
        for _, law in sorted(laws.items())
    ]
    return hashlib.blake2b(repr((words, said)).encode(), digest_size=16).hexdigest()


def known(subjects: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[Identity, Known]]:
    """What the table holds of these subjects, by identity. One query, or none."""
    found: dict[uuid.UUID, dict[Identity, Known]] = defaultdict(dict)
    if subjects:
        rows = Duty.objects.filter(subject__in=subjects).values_list(
            "subject_id", "rule", "anchor", "ordinal", "pk", *Row._fields
        )
        for subject, rule, anchor, ordinal, pk, *rest in rows:
            found[subject][rule, anchor, ordinal] = Known(pk, Row(*rest))
    return found


def locked(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, SubjectRow]:
    """These subjects, locked in id order, as they stand. One query."""
    rows = Subject.objects.select_for_update().filter(pk__in=subjects).order_by("pk")
    return {row[0]: SubjectRow(*row) for row in rows.values_list(*SubjectRow._fields)}


def add(rows: Sequence[New]) -> None:
    """Write rows that are new. One COPY, or nothing."""
    if not rows:
        return
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(COPY_TYPES)
        for subject, (rule, anchor, ordinal), row in rows:
            copy.write_row((uuid.uuid4(), subject, rule, anchor, ordinal, *row))


def move(rows: Mapping[uuid.UUID, Row]) -> None:
    """Give rows that stand other attributes. One statement, or none."""
    if rows:
        columns = zip(*rows.values(), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [list(rows), *map(list, columns)])


def mark(subjects: Sequence[SubjectRow]) -> None:
    """Leave behind on the subjects what was computed. One statement, or none."""
    if subjects:
        columns = zip(*subjects, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(MARK, [list(column) for column in columns])
