"""Bringing what stands in the record to what the returns now say, row by row, losing no row's id.

A row keeps its id when it begins the same day, or when it grew out of the one that was there: an
earlier return moves a beginning back. Rows that no history holds any more are deleted; the
database keeps their trace.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, Protocol, TypeVar

from django.db import models

from cases.models import CarePeriod, Child, LegalStatus
from placements.models import Home, Milestone, Placement, PlacementCode
from returns.actions.record import Known
from returns.ssda903.history import History, Period, Status
from returns.ssda903.living import Placed

FAR = datetime.date.max


class Dated(Protocol):
    @property
    def starts_on(self) -> Any: ...
    @property
    def ends_on(self) -> Any: ...


OldT = TypeVar("OldT", bound=models.Model)
NewT = TypeVar("NewT", bound=Dated)


@dataclass
class Paired(Generic[OldT, NewT]):
    """Rows that stay with what they become, rows that go, and what is new."""

    stay: list[tuple[OldT, NewT]] = field(default_factory=list)
    go: list[OldT] = field(default_factory=list)
    come: list[NewT] = field(default_factory=list)


def pair(
    old: Iterable[OldT], new: Sequence[NewT], alike: Callable[[OldT, NewT], bool]
) -> Paired[OldT, NewT]:
    """Match rows with what they become: the same beginning first, then the same days."""
    found: Paired[OldT, NewT] = Paired()
    waiting = list(new)
    left: list[OldT] = []
    for row in old:
        match = next((one for one in waiting if one.starts_on == _start(row)), None)
        if match is None:
            left.append(row)
        else:
            waiting.remove(match)
            found.stay.append((row, match))
    for row in left:
        match = next((one for one in waiting if _holds(one, _start(row)) and alike(row, one)), None)
        if match is None:
            found.go.append(row)
        else:
            waiting.remove(match)
            found.stay.append((row, match))
    found.come = waiting
    return found


def _start(row: models.Model) -> datetime.date:
    start: datetime.date = row.starts_on  # type: ignore[attr-defined]
    return start


def _holds(one: Dated, day: datetime.date) -> bool:
    holds: bool = one.starts_on <= day < (one.ends_on or FAR)
    return holds


class Step(IntEnum):
    """The order in which rows are given other days, so that no two ever overlap on the way."""

    SHRINK = 0
    LATER = 1  # the last row first
    EARLIER = 2  # the first row first
    GROW = 3


@dataclass
class Changes:
    """Everything to be written, gathered over all children so that it is written in bulk.

    Every row is written once: the database judges a row as each writing left it.
    """

    create: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    update: dict[type[models.Model], dict[Step, list[models.Model]]] = field(default_factory=dict)
    recoded: list[Placement] = field(default_factory=list)

    def join(self, other: Changes) -> None:
        """Take over what was gathered apart."""
        for rows in other.create.values():
            for row in rows:
                self.new(row)
        for steps in other.update.values():
            for step, rows in steps.items():
                for row in rows:
                    self.changed(row, step)
        self.recoded += other.recoded

    def new(self, row: models.Model) -> None:
        self.create.setdefault(type(row), []).append(row)

    def changed(self, row: models.Model, step: Step = Step.SHRINK) -> None:
        self.update.setdefault(type(row), {}).setdefault(step, []).append(row)

    def move(self, row: Any, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
        """Give an existing row other days, and take it up."""
        was, now = (row.starts_on, row.ends_on or FAR), (starts_on, ends_on or FAR)
        if now[0] >= was[0] and now[1] <= was[1]:
            step = Step.SHRINK
        elif now[0] <= was[0] and now[1] >= was[1]:
            step = Step.GROW
        else:
            step = Step.LATER if now[0] > was[0] else Step.EARLIER
        row.starts_on, row.ends_on = starts_on, ends_on
        self.changed(row, step)

    def updates(self, model: type[models.Model]) -> Iterator[list[models.Model]]:
        """The changed rows of a model, in the lots in which they have to be written."""
        steps = self.update.get(model, {})
        yield steps.get(Step.SHRINK, [])
        for row in sorted(steps.get(Step.LATER, []), key=_start, reverse=True):
            yield [row]
        for row in sorted(steps.get(Step.EARLIER, []), key=_start):
            yield [row]
        yield steps.get(Step.GROW, [])


def _codes_of(placement: Placement) -> list[tuple[datetime.date, str, str]]:
    return [(code.starts_on, code.place, code.provider) for code in placement.codes.all()]


@dataclass
class Weaver:
    """Weaves one child's history into the record; homes are looked up by their key.

    `cares` has, for the position of each period in the history, its row.
    """

    homes: dict[str, Home]
    changes: Changes = field(default_factory=Changes)
    cares: list[CarePeriod] = field(default_factory=list)

    def begin(self, child: Child, history: History) -> None:
        """Everything of a child of whom the record holds no care yet."""
        for period in history.periods:
            care = self._care(child, period)
            self.cares.append(care)
            for status in period.statuses:
                self._status(child, care, status)
            for placed in period.placements:
                self._placement(child, care, placed)

    def continue_(self, old: Known, history: History) -> list[models.Model]:
        """What changed for a child of whom the record holds something.

        Returns the rows that have to go, placements first; the caller deletes them before
        anything is written.
        """
        child = old.child
        cares = pair(old.care, history.periods, lambda _, __: True)
        by_period: dict[int, CarePeriod] = {}
        for care, period in cares.stay:
            self.changes.move(care, period.starts_on, period.ends_on)
            care.need_code, care.end_code = period.need_code, period.end_code
            care.end_date_needed = period.end_date_needed
            by_period[id(period)] = care
        for period in cares.come:
            by_period[id(period)] = self._care(child, period)
        self.cares = [by_period[id(period)] for period in history.periods]
        return [
            *self._placements(old, history, by_period),
            *self._statuses(old, history, by_period),
            *cares.go,
        ]

    def _statuses(
        self, old: Known, history: History, by_period: dict[int, CarePeriod]
    ) -> list[LegalStatus]:
        of = {id(one): period for period in history.periods for one in period.statuses}
        new = [one for period in history.periods for one in period.statuses]
        found = pair(old.statuses, new, lambda row, one: row.code == one.code)
        for row, one in found.stay:
            row.care_period = by_period[id(of[id(one)])]
            row.code = one.code
            self.changes.move(row, one.starts_on, one.ends_on)
        for one in found.come:
            self._status(old.child, by_period[id(of[id(one)])], one)
        return found.go

    def _placements(
        self, old: Known, history: History, by_period: dict[int, CarePeriod]
    ) -> list[Placement]:
        of = {id(one): period for period in history.periods for one in period.placements}
        new = [one for period in history.periods for one in period.placements]
        found = pair(old.placements, new, lambda row, one: row.kind == one.kind)
        for row, one in found.stay:
            row.care_period = by_period[id(of[id(one)])]
            if old.home_key(row) != one.home.key:
                row.home = self.homes[one.home.key]
            row.kind = one.kind
            row.end_reason = one.end_reason
            row.long_term_foster = one.long_term_from == one.starts_on
            self.changes.move(row, one.starts_on, one.ends_on)
            if _codes_of(row) != [(c.starts_on, c.place, c.provider) for c in one.codes]:
                self.changes.recoded.append(row)
                self._codes(row, one)
        for one in found.come:
            self._placement(old.child, by_period[id(of[id(one)])], one)
        return found.go

    def _care(self, child: Child, period: Period) -> CarePeriod:
        care = CarePeriod(
            child=child,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            need_code=period.need_code,
            end_code=period.end_code,
            end_date_needed=period.end_date_needed,
        )
        self.changes.new(care)
        return care

    def _status(self, child: Child, care: CarePeriod, one: Status) -> None:
        self.changes.new(
            LegalStatus(
                child=child,
                care_period=care,
                code=one.code,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
            )
        )

    def _placement(self, child: Child, care: CarePeriod, one: Placed) -> None:
        placement = Placement(
            child=child,
            care_period=care,
            home=self.homes[one.home.key],
            kind=one.kind,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            end_reason=one.end_reason,
            long_term_foster=one.long_term_from == one.starts_on,
        )
        self.changes.new(placement)
        self._codes(placement, one)

    def _codes(self, placement: Placement, one: Placed) -> None:
        for code in one.codes:
            self.changes.new(
                PlacementCode(
                    placement=placement,
                    starts_on=code.starts_on,
                    place=code.place,
                    provider=code.provider,
                )
            )
        if one.long_term_from and one.long_term_from != one.starts_on:
            self.changes.new(
                Milestone(
                    placement=placement,
                    kind=Milestone.Kind.PERMANENCE,
                    on=one.long_term_from,
                    long_term_foster=True,
                    note="Coded as long-term fostering in the statutory return.",
                )
            )
