"""People around the child: family, friends, professionals."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Child, Person
from cases.once import lock
from cases.permissions import may_record
from people.models import User
from people.refusal import require

FIELDS = (
    "name", "kind", "relationship", "parental_responsibility", "phone", "email", "address",
    "contact",
)  # fmt: skip


@transaction.atomic
def add_person(
    *, child: Child, by: User, on: datetime.date, at: datetime.datetime, **said: Any
) -> Person:
    """Add somebody; `said` are the fields of `cases.models.Person`.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by field, among others the same name and relationship twice.
    """
    lock(child)
    require(may_record(by, child, on=on, at=at))
    _refuse_twice(child, said)
    person = Person(child=child, **{name: said[name] for name in FIELDS})
    person.full_clean()
    person.save(force_insert=True)
    return person


@transaction.atomic
def edit_person(
    *, person: Person, by: User, on: datetime.date, at: datetime.datetime, **said: Any
) -> Person:
    """Change what is known of somebody. Earlier versions stay in the history of changes.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by field.
    """
    lock(person.child)
    require(may_record(by, person.child, on=on, at=at))
    _refuse_twice(person.child, said, but=person)
    for name in FIELDS:
        setattr(person, name, said[name])
    person.full_clean()
    person.save()
    return person


@transaction.atomic
def end_person(
    *, person: Person, ends_on: datetime.date, by: User, on: datetime.date, at: datetime.datetime
) -> Person:
    """Say that somebody is no longer around, since a day that is not in the future.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `ends_on`.
    """
    lock(person.child)
    require(may_record(by, person.child, on=on, at=at))
    if ends_on > on:
        raise ValidationError({"ends_on": "The date must be today or in the past"})
    person.ends_on = ends_on
    person.save(update_fields=["ends_on"])
    return person


def _refuse_twice(child: Child, said: dict[str, Any], *, but: Person | None = None) -> None:
    same = Person.objects.filter(
        child=child, name__iexact=said["name"], relationship__iexact=said["relationship"],
        ends_on=None,
    )  # fmt: skip
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise ValidationError({"name": "Somebody of that name and relationship is listed already"})
