"""Which rows of two children could not belong to one child, read off the tables' constraints."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from cases.holdings import Holding
from look.words import longdate
from people.periods import DateRange


@dataclass(frozen=True)
class Conflict:
    """A row of the record that goes, in the way of one of the record that stays.

    `constraint` is the name of what the database would refuse.
    """

    label: str
    constraint: str
    says: str
    row: uuid.UUID
    kept_row: uuid.UUID


def conflicts(holding: Holding, kept: uuid.UUID, merged: uuid.UUID) -> list[Conflict]:
    """What the database would refuse if the rows of `merged` were given to `kept`."""
    found = []
    for constraint in holding.model._meta.constraints:
        fields = _fields(constraint)
        if holding.field not in fields:
            continue
        others = [name for name in fields if name != holding.field]
        mine = _rows(holding, constraint, merged)
        theirs = _rows(holding, constraint, kept)
        says = str(constraint.violation_error_message)
        for one, two in _pairs(mine, theirs, others):
            if not _in_each_other_s_way(constraint, one, two):
                continue
            words = f"{says} {_describe(two)}; {_describe(one)}."
            found.append(Conflict(holding.label, constraint.name, words, one.pk, two.pk))
    return found


def _fields(constraint: models.BaseConstraint) -> list[str]:
    if isinstance(constraint, ExclusionConstraint):
        return [one for one, _ in constraint.expressions if isinstance(one, str)]
    if isinstance(constraint, models.UniqueConstraint):
        return list(constraint.fields)
    return []


def _rows(holding: Holding, constraint: Any, child: uuid.UUID) -> list[Any]:
    rows = holding.rows.filter(**{holding.field: child})
    if constraint.condition is not None:
        rows = rows.filter(constraint.condition)
    return list(rows.order_by("pk"))


def _pairs(mine: list[Any], theirs: list[Any], others: list[str]) -> Iterator[tuple[Any, Any]]:
    for one in mine:
        for two in theirs:
            if all(getattr(one, name) == getattr(two, name) for name in others):
                yield one, two


def _in_each_other_s_way(constraint: Any, one: Any, two: Any) -> bool:
    if not isinstance(constraint, ExclusionConstraint):
        return True
    spans = [each for each, _ in constraint.expressions if isinstance(each, DateRange)]
    return all(_overlap(one, two, span.last_day_included) for span in spans)


def _overlap(one: Any, two: Any, last_day_included: bool) -> bool:
    """Whether the periods share a day. An empty one, [x, x), shares none."""
    first, second = (_span(each, last_day_included) for each in (one, two))
    return max(first[0], second[0]) < min(first[1], second[1])


def _span(row: Any, last_day_included: bool) -> tuple[datetime.date, datetime.date]:
    end = row.ends_on or datetime.date.max
    if last_day_included and row.ends_on is not None:
        end += datetime.timedelta(days=1)
    return row.starts_on, end


def _describe(row: Any) -> str:
    words = str(row)
    if not hasattr(row, "starts_on"):
        return words
    until = f" to {longdate(row.ends_on)}" if row.ends_on else ", not ended"
    return f"{words.split(' from ', maxsplit=1)[0]}, {longdate(row.starts_on)}{until}"
