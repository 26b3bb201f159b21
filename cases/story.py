"""The generated lines of a child's chronology, kept up with the record behind them.

Each room hands in what its rows say (`register_story`, from AppConfig.ready()); whenever facts of
a child change, the lines are compared with what stands and brought up to it, in the same
transaction. What a person wrote as a line's meaning is never touched. Imports come this way too.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cases.models import ChronologyEntry

BATCH = 500


@dataclass(frozen=True)
class Line:
    """One event. `source` names the row it comes from, like "visit:<id>"; `says` is facts only."""

    child: uuid.UUID
    source: str
    on: datetime.date
    says: str


Reader = Callable[[Collection[uuid.UUID]], Iterable[Line]]

_readers: list[Reader] = []


def register_story(reader: Reader) -> None:
    """Hand in a reader: given children, it yields lines, in a fixed number of queries."""
    if reader not in _readers:
        _readers.append(reader)


def hear(*, children: set[uuid.UUID], **_: Any) -> None:
    """Listen to `cases.changes.facts_changed`, inside the writer's transaction."""
    for batch in _batches(children):
        renew(batch)


def renew(children: Collection[uuid.UUID]) -> None:
    """Bring the generated lines of these children up to their records.

    A line whose record was withdrawn goes; if somebody gave it meaning it stays, hidden, so that
    nothing a person wrote is lost.
    """
    wanted = {(line.child, line.source): line for reader in _readers for line in reader(children)}
    known = {
        (entry.child_id, entry.source): entry
        for entry in ChronologyEntry.objects.filter(child__in=children).exclude(source="")
    }
    ChronologyEntry.objects.bulk_create(
        ChronologyEntry(child_id=line.child, source=line.source, on=line.on, generated=line.says)
        for key, line in wanted.items()
        if key not in known
    )
    moved = []
    for key, line in wanted.items():
        entry = known.get(key)
        if entry and (entry.on, entry.generated) != (line.on, line.says):
            entry.on, entry.generated = line.on, line.says
            moved.append(entry)
    ChronologyEntry.objects.bulk_update(moved, ["on", "generated"], batch_size=500)
    gone = ChronologyEntry.objects.filter(
        pk__in=[entry.pk for key, entry in known.items() if key not in wanted]
    )
    gone.filter(meaning="").delete()
    gone.update(hidden=True)


def _batches(children: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    rest = iter(sorted(children))
    while batch := list(islice(rest, BATCH)):
        yield batch
