"""Moving a record that was filed under the wrong child, with a trace on both."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cases import changes
from cases.holdings import REFILABLE, rows_of
from cases.models import CarePeriod, Child, ChronologyEntry, Refiled
from cases.permissions import may_record
from people.models import User
from people.periods import holds
from people.refusal import require


@transaction.atomic
def refile(
    *,
    label: str,
    record: uuid.UUID,
    from_child: Child,
    to_child: Child,
    reason: str,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
) -> list[Refiled]:
    """Move one record, and what corrects it or was corrected by it, to the child it is about.

    `label` is one of `REFILABLE`. Its line in the story goes with it.

    Raises:
        Refused: `by` does not add to both records.
        ValidationError: keyed by `to_child` or `reason`; or there is no such record.
    """
    if label not in REFILABLE:
        raise ValidationError("Records of this kind are not moved.")
    both = Child.objects.select_for_update().filter(pk__in=[from_child.pk, to_child.pk])
    found = {child.pk: child for child in both.order_by("pk")}
    old, new = found[from_child.pk], found[to_child.pk]
    if old == new:
        raise ValidationError({"to_child": "It is filed under this child already."})
    for child in (old, new):
        require(may_record(by, child, on=on, at=at))
    if not reason.strip():
        raise ValidationError({"reason": "Say how you know."})
    traces = [
        _move(row, label, old, new, reason=reason.strip(), by=by, at=at)
        for row in _with_corrections(label, record, old)
    ]
    changes.tell([old.pk, new.pk], today=on)
    return traces


def _with_corrections(label: str, record: uuid.UUID, child: Child) -> list[Any]:
    """The record, with every earlier and later version of it."""
    rows = rows_of(label).select_for_update().filter(child=child)
    start = rows.filter(pk=record).first()
    if start is None:
        raise ValidationError("There is no such record of this child any more.")
    if not hasattr(start, "corrects_id"):
        return [start]
    chain, step = [start], start
    while step.corrects_id and (earlier := rows.filter(pk=step.corrects_id).first()):
        chain.insert(0, step := earlier)
    step = start
    while later := rows.filter(corrects=step.pk).first():
        chain.append(step := later)
    return chain


def _move(
    row: Any, label: str, old: Child, new: Child, *, reason: str, by: User, at: datetime.datetime
) -> Refiled:
    row.child = new
    changed = ["child"]
    if hasattr(row, "care_period_id"):
        row.care_period = _care_period(row, new)
        changed.append("care_period")
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise ValidationError({"to_child": error.messages}) from error
    row.save(update_fields=changed)
    ChronologyEntry.objects.filter(child=old, source__endswith=f":{row.pk}").update(child=new)
    return Refiled.objects.create(
        record=label, record_id=row.pk, from_child=old, to_child=new, reason=reason, by=by, at=at
    )


def _care_period(row: models.Model, child: Child) -> CarePeriod:
    """The time in care the record belongs to there: that of its day, else the one not ended."""
    day = getattr(row, "held_on", None)
    periods = child.care_periods.all()
    period = periods.filter(holds(day)).first() if day else periods.filter(ends_on=None).first()
    if period is None:
        raise ValidationError({"to_child": f"{child} was not in care then."})
    return period
