"""The only writers of periods of care and legal statuses: they hold the homes in between."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.changes import tell
from cases.codes import code_set
from cases.models import CarePeriod, Child, LegalStatus
from cases.once import lock
from people.models import User
from people.periods import holds
from people.refusal import require
from placements.models import Placement
from placements.permissions import may_place


@transaction.atomic
def start_care(
    *,
    child: Child,
    starts_on: datetime.date,
    need_code: str,
    legal_code: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> CarePeriod:
    """The child becomes looked after on a day, for a reason, under a legal status.

    Raises:
        Refused: `by` does not record this child's care.
        ValidationError: keyed by `starts_on` (future, before birth, or in care then or later) or
            by a code the return does not know.
    """
    lock(child)
    require(may_place(by, child, on=on, at=at))
    _not_ahead("starts_on", starts_on, on)
    _known("need_code", "CIN", need_code)
    _known("legal_code", "LS", legal_code)
    if child.born_on and starts_on < child.born_on:
        raise ValidationError({"starts_on": "The child was not born on that day"})
    for period in child.care_periods.all():
        if period.ends_on is None or period.ends_on > starts_on:
            raise ValidationError({"starts_on": "The child was in care on that day or later"})
    care = CarePeriod.objects.create(child=child, starts_on=starts_on, need_code=need_code)
    LegalStatus.objects.create(child=child, care_period=care, code=legal_code, starts_on=starts_on)
    tell([child.pk], today=on)
    return care


@transaction.atomic
def end_care(
    *,
    care: CarePeriod,
    ends_on: datetime.date,
    end_code: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> CarePeriod:
    """The child ceases to be looked after on a day. The home and the legal status end with it.

    Also says when a period ended whose end a later return left open.

    Raises:
        Refused: `by` does not record this child's care.
        ValidationError: keyed by `ends_on` (future, before it began, ended already, or something
            recorded in it begins later) or `end_code`.
    """
    lock(care.child)
    require(may_place(by, care.child, on=on, at=at))
    care.refresh_from_db()
    if care.ends_on is not None:
        raise ValidationError({"ends_on": "This period of care has ended already"})
    _not_ahead("ends_on", ends_on, on)
    _known("end_code", "REC", end_code)
    if ends_on <= care.starts_on:
        raise ValidationError({"ends_on": "Care cannot end on the day it began, or before"})
    _end_what_lies_in(care, ends_on)
    care.ends_on, care.end_code, care.end_date_needed = ends_on, end_code, False
    care.save(update_fields=["ends_on", "end_code", "end_date_needed"])
    tell([care.child_id], today=on)
    return care


@transaction.atomic
def change_legal_status(
    *,
    child: Child,
    code: str,
    starts_on: datetime.date,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> LegalStatus:
    """Another legal status holds from a day; the one before ends that day.

    Raises:
        Refused: `by` does not record this child's care.
        ValidationError: keyed by `starts_on` (future, not in care, or another begins that day or
            later) or `code` (unknown, or the one that holds).
    """
    lock(child)
    require(may_place(by, child, on=on, at=at))
    _not_ahead("starts_on", starts_on, on)
    _known("code", "LS", code)
    care = CarePeriod.objects.filter(holds(starts_on), child=child).first()
    if care is None:
        raise ValidationError({"starts_on": "The child was not looked after on that day"})
    if LegalStatus.objects.filter(care_period=care, starts_on__gte=starts_on).exists():
        raise ValidationError({"starts_on": "A legal status begins on that day or later"})
    before = LegalStatus.objects.filter(holds(starts_on), care_period=care).first()
    if before and before.code == code:
        raise ValidationError({"code": "That legal status holds already"})
    ends_on = before.ends_on if before else None
    if before:
        before.ends_on = starts_on
        before.save(update_fields=["ends_on"])
    status = LegalStatus.objects.create(
        child=child, care_period=care, code=code, starts_on=starts_on, ends_on=ends_on
    )
    tell([child.pk], today=on)
    return status


def _end_what_lies_in(care: CarePeriod, ends_on: datetime.date) -> None:
    stays = Placement.objects.real().filter(care_period=care)
    statuses = LegalStatus.objects.filter(care_period=care)
    for rows, noun in ((stays, "home"), (statuses, "legal status")):
        if rows.filter(starts_on__gte=ends_on).exists():
            raise ValidationError({"ends_on": f"A {noun} begins on that day or later"})
        rows.filter(ends_on=None).update(ends_on=ends_on)
        rows.filter(ends_on__gt=ends_on).update(ends_on=ends_on)


def _not_ahead(field: str, day: datetime.date, on: datetime.date) -> None:
    if day > on:
        raise ValidationError({field: "The date must be today or in the past"})


def _known(field: str, name: str, code: str) -> None:
    if code not in code_set(name):
        raise ValidationError({field: "Choose one of the answers"})
