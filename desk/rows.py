"""Asks as lines of a list: which child, what, by when, who, why, and the button that meets it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import Child
from duties import asks
from duties.answers import Answer, answers
from duties.models import Duty
from duties.owners import Owner, owners
from people.standing import Standing


@dataclass(frozen=True)
class Row:
    """One ask, as one person is shown it.

    `also` are the other rules behind it; `late_by` is calendar days, 0 if on time; `answer` is the
    button that meets it, None if this person may not.
    """

    duty: Duty
    child: Child
    owner: Owner
    also: Sequence[Duty]
    answer: Answer | None
    overdue: bool
    late_by: int

    @property
    def law(self) -> bool:
        return any(one.nature == Duty.Nature.LAW for one in (self.duty, *self.also))

    @property
    def local(self) -> bool:
        return any(one.nature == Duty.Nature.LOCAL for one in (self.duty, *self.also))


def rows(
    found: Iterable[Duty], who: Standing, *, on: datetime.date, at: datetime.datetime
) -> list[Row]:
    """Lines for the asks given, in their order. A dozen queries at most, however many."""
    shown = list(found)
    known = Child.objects.in_bulk({duty.subject_id for duty in shown})
    held = owners(shown, on=on)
    behind = asks.sources(shown)
    buttons = answers(shown, who, on=on, at=at)
    return [
        Row(
            duty=duty,
            child=known[duty.subject_id],
            owner=held[duty.pk],
            also=[other for other in behind[duty.pk] if other.pk != duty.pk],
            answer=buttons.get(duty.pk),
            overdue=bool(duty.late_from and duty.late_from <= at),
            late_by=_late_by(duty, on, at),
        )
        for duty in shown
    ]


def _late_by(duty: Duty, on: datetime.date, at: datetime.datetime) -> int:
    if duty.late_from is None or duty.due_on is None or duty.late_from > at:
        return 0
    return max((on - duty.due_on).days, 0)


@dataclass(frozen=True)
class Worklist:
    """What is due, in the three groups every list shows."""

    overdue: list[Row]
    soon: list[Row]
    later: list[Row]

    @property
    def children(self) -> set[uuid.UUID]:
        return {row.child.pk for row in (*self.overdue, *self.soon, *self.later)}


def worklist(
    duties: QuerySet[Duty], who: Standing, *, on: datetime.date, at: datetime.datetime
) -> Worklist:
    """The asks among `duties`, grouped by urgency, with the buttons `who` may press."""
    every = rows(asks.asks(duties), who, on=on, at=at)
    horizon = on + datetime.timedelta(days=asks.SOON_DAYS)
    overdue = [row for row in every if row.overdue]
    soon = [
        row
        for row in every
        if not row.overdue and row.duty.due_on is not None and row.duty.due_on <= horizon
    ]
    chosen = {row.duty.pk for row in (*overdue, *soon)}
    return Worklist(overdue, soon, [row for row in every if row.duty.pk not in chosen])
