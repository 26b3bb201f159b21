"""Rows on their way to the database: gathered, then written table by table, parents first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import connection, models
from psycopg import sql

from cases.models import (
    AccessReason,
    Alias,
    Allocation,
    CarePeriod,
    CaseNote,
    Child,
    ChronologyEntry,
    CompleteFrom,
    Done,
    Exclusion,
    LegalStatus,
    Permitted,
    Person,
)
from placements.models import (
    Home,
    Inspection,
    Milestone,
    Notice,
    Placement,
    PlacementCode,
    Provider,
    Registration,
)
from reviews.models import Booking, Review
from visits.models import Evidence, Reading, Visit, VisitAction

ORDER: tuple[type[models.Model], ...] = (
    Provider,
    Home,
    Registration,
    Inspection,
    Notice,
    Child,
    Alias,
    CompleteFrom,
    CarePeriod,
    LegalStatus,
    Placement,
    PlacementCode,
    Milestone,
    Allocation,
    Person,
    Permitted,
    Exclusion,
    AccessReason,
    Visit,
    VisitAction,
    Evidence,
    Reading,
    Reading,
    Review,
    Booking,
    Done,
    CaseNote,
    ChronologyEntry,
)


class Rows:
    """What has been gathered and not yet written. Flushing keeps memory flat at any size."""

    def __init__(self) -> None:
        self._waiting: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self._waiting[type(row)].append(row)

    def extend(self, rows: Iterable[models.Model]) -> None:
        self.add(*rows)

    def __len__(self) -> int:
        return sum(len(rows) for rows in self._waiting.values())

    def flush(self) -> None:
        """Write everything that waits, and its history. What is checked at commit is then.

        The history (pghistory) is written table by table rather than row by row: the same rows,
        in a third of the time.
        """
        with pgtrigger.ignore(*HISTORY):
            for model in ORDER:
                if waiting := self._waiting.pop(model, []):
                    table: models.QuerySet[models.Model] = models.QuerySet(model)
                    table.bulk_create(waiting, batch_size=1000)
                    _remember(model, [row.pk for row in waiting])
        if self._waiting:
            unknown = ", ".join(model.__name__ for model in self._waiting)
            raise RuntimeError(f"No place in the order of writing for: {unknown}.")


# The triggers that write a row of history for each row inserted.
HISTORY = [f"{model._meta.label}:insert_insert" for model in ORDER]


def events(model: type[models.Model]) -> type[models.Model]:
    """The table that keeps the history of `model` (pghistory puts it on the model)."""
    kept: type[models.Model] = model.pgh_event_model  # type: ignore[attr-defined]
    return kept


def _remember(model: type[models.Model], ids: list[Any]) -> None:
    """What the model's own trigger would have written about the inserting of these rows."""
    event: type[models.Model] = events(model)
    kept = [
        str(field.column)
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_")
    ]
    statement = sql.SQL(
        "INSERT INTO {event} (pgh_created_at, pgh_label, pgh_obj_id, {columns})"
        " SELECT now(), 'insert', id, {columns} FROM {table} WHERE id = ANY(%s)"
    ).format(
        event=sql.Identifier(event._meta.db_table),
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(map(sql.Identifier, kept)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(), [ids])
