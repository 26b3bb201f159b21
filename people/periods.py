"""Constraints and querysets for rows that hold for a time.

Two conventions, and only these. Staff matters (roles, absences) include their last day. Matters of
a child (care, status, placement, allocation) end on the day the next may start, as the statutory
return has it: the last day belongs to what follows.
"""

from __future__ import annotations

import datetime
from typing import Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Func, Q

M = TypeVar("M", bound=models.Model)


class DateRange(Func):
    """`daterange(starts_on, ends_on, bounds)`; an open end is allowed."""

    function = "daterange"

    def __init__(self, bounds: str) -> None:
        lower, upper = bounds[0] == "[", bounds[1] == "]"
        self.last_day_included = upper
        super().__init__(F("starts_on"), F("ends_on"), RangeBoundary(lower, upper))


class NeverTwo(ExclusionConstraint):
    """An exclusion over a period, which leaves an end before its start to `ends_after_start`.

    PostgreSQL makes no range of such a pair, so asking it would be an error, not an answer.
    Migrations hold the plain constraint: in the database the two are one.
    """

    def validate(
        self,
        model: Any,
        instance: Any,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if instance.ends_on is None or instance.starts_on is None:
            backwards = False
        else:
            backwards = instance.ends_on < instance.starts_on
        if not backwards:
            super().validate(model, instance, exclude=exclude, using=using)

    def deconstruct(self) -> Any:
        _, args, kwargs = super().deconstruct()
        return "django.contrib.postgres.constraints.ExclusionConstraint", args, kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExclusionConstraint):
            return False
        return bool(self.deconstruct() == other.deconstruct())

    __hash__ = ExclusionConstraint.__hash__


def ends_after_start(name: str) -> models.CheckConstraint:
    """A period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message="It cannot end before it starts.",
    )


def never_two(
    name: str, *fields: str, message: str, bounds: str = "[)", condition: Q | None = None
) -> ExclusionConstraint:
    """No two rows alike in `fields` hold on the same day.

    `bounds` "[)": the last day belongs to the row that follows; "[]": it is included.
    """
    return NeverTwo(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (DateRange(bounds), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


class InclusiveQuerySet(models.QuerySet[M]):
    """Rows that hold from `starts_on` to `ends_on`, both days included."""

    def on(self, day: datetime.date) -> Self:
        return self.filter(inclusive(day))


class PeriodQuerySet(models.QuerySet[M]):
    """Rows that hold from `starts_on` up to, not including, `ends_on`."""

    def on(self, day: datetime.date) -> Self:
        return self.filter(holds(day))

    def open(self) -> Self:
        return self.filter(ends_on=None)


def inclusive(day: datetime.date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day})
    )


def holds(day: datetime.date, prefix: str = "") -> Q:
    """The row's period [starts_on, ends_on) contains `day`; `prefix` like "allocations__"."""
    lookups: dict[str, Any] = {f"{prefix}starts_on__lte": day}
    return Q(**lookups) & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day}))
