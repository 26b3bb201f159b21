"""Rows on their way to the database: gathered, then written table by table, parents first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

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
from visits.models import Visit, VisitAction

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
        """Write everything that waits. Constraints checked at commit are checked then."""
        for model in ORDER:
            waiting = self._waiting.pop(model, [])
            table: models.QuerySet[models.Model] = models.QuerySet(model)
            table.bulk_create(waiting, batch_size=1000)
        if self._waiting:
            unknown = ", ".join(model.__name__ for model in self._waiting)
            raise RuntimeError(f"No place in the order of writing for: {unknown}.")
