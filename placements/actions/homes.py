"""The only writers of homes and of what becomes of them."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cases.changes import tell
from cases.naming import fold
from people.models import User
from people.refusal import require
from people.standing import standing
from placements.models import Home, Inspection, Notice, Placement, Provider, Registration
from placements.permissions import may_keep_homes

FIELDS = (
    "name", "kind", "urn", "address", "postcode", "local_authority", "phone", "capacity",
    "closed_on",
)  # fmt: skip


def write_home(home: Home, said: dict[str, Any]) -> Home:
    """Fill a home in and save it. Whoever calls has asked whether they may.

    Raises:
        ValidationError: keyed by field; among others a home of that name and postcode twice.
    """
    provider = said.pop("provider_name", "").strip()
    for name, value in said.items():
        setattr(home, name, value)
    same = Home.objects.filter(name__iexact=home.name, postcode__iexact=home.postcode)
    if same.exclude(pk=home.pk).exists():
        raise ValidationError({"name": "There is already a home of that name and postcode"})
    if provider:
        known = Provider.objects.filter(name__iexact=provider).first()
        home.provider = known or Provider.objects.create(name=provider)
    home.search_name = fold(f"{home.name} {home.postcode} {home.postcode.replace(' ', '')}")
    home.full_clean()
    home.save()
    return home


@transaction.atomic
def add_home(*, by: User, on: datetime.date, **said: Any) -> Home:
    """Add a home; `said` are its fields, and `provider_name`.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: see `write_home`.
    """
    require(may_keep_homes(standing(by, on)))
    return write_home(Home(), said)


@transaction.atomic
def edit_home(*, home: Home, by: User, on: datetime.date, **said: Any) -> Home:
    """Change what is known of a home. How earlier placements counted stays as it was.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: see `write_home`.
    """
    require(may_keep_homes(standing(by, on)))
    locked = Home.objects.select_for_update().get(pk=home.pk)
    return write_home(locked, said)


@transaction.atomic
def edit_provider(
    *, provider: Provider, name: str, email: str, phone: str, by: User, on: datetime.date
) -> Provider:
    """Change what is known of an organisation that runs homes.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: keyed by field; among others a name that another one has.
    """
    require(may_keep_homes(standing(by, on)))
    locked = Provider.objects.select_for_update().get(pk=provider.pk)
    if Provider.objects.filter(name__iexact=name).exclude(pk=locked.pk).exists():
        raise ValidationError({"name": "There is already an organisation of that name"})
    locked.name, locked.email, locked.phone = name, email, phone
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def set_registration(
    *, home: Home, status: str, starts_on: datetime.date, by: User, on: datetime.date
) -> Registration:
    """Say how the home stands with the regulator from a day; what held before ends that day.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: keyed by `starts_on` (future, or before the latest entry) or `status`.
    """
    require(may_keep_homes(standing(by, on)))
    Home.objects.select_for_update().get(pk=home.pk)
    _not_ahead("starts_on", starts_on, on)
    last = home.registrations.order_by("-starts_on").first()
    if last:
        if last.starts_on >= starts_on:
            raise ValidationError({"starts_on": "There is a later entry: add entries in order"})
        if last.ends_on is None and last.status == status:
            raise ValidationError({"status": "That is how it stands already"})
        if last.ends_on is None or last.ends_on > starts_on:
            last.ends_on = starts_on
            last.save(update_fields=["ends_on"])
    row = Registration.objects.create(home=home, status=status, starts_on=starts_on)
    _tell_of(home, since=starts_on, on=on)
    return row


@transaction.atomic
def add_inspection(
    *, home: Home, judgement: str, day: datetime.date, note: str, by: User, on: datetime.date
) -> Inspection:
    """Record a judgement by the day its notice came.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: keyed by `day`: in the future, or one is recorded for it.
    """
    require(may_keep_homes(standing(by, on)))
    _not_ahead("day", day, on)
    if home.inspections.filter(on=day).exists():
        raise ValidationError({"day": "An inspection is recorded for that day already"})
    row = Inspection.objects.create(home=home, judgement=judgement, on=day, note=note)
    _tell_of(home, since=day, on=on)
    return row


@transaction.atomic
def add_notice(
    *, home: Home, kind: str, day: datetime.date, note: str, by: User, on: datetime.date
) -> Notice:
    """Record a notice about the home: every child living there is owed a visit.

    Raises:
        Refused: `by` does not keep homes.
        ValidationError: keyed by `day`: in the future, or one is recorded for it.
    """
    require(may_keep_homes(standing(by, on)))
    _not_ahead("day", day, on)
    if home.notices.filter(kind=kind, on=day).exists():
        raise ValidationError({"day": "That notice is recorded for that day already"})
    row = Notice.objects.create(home=home, kind=kind, on=day, note=note)
    _tell_of(home, since=day, on=on)
    return row


def _not_ahead(field: str, day: datetime.date, on: datetime.date) -> None:
    if day > on:
        raise ValidationError({field: "The date must be today or in the past"})


def _tell_of(home: Home, *, since: datetime.date, on: datetime.date) -> None:
    """Every child who has lived there since a day is owed something else now."""
    living: set[uuid.UUID] = set(
        Placement.objects.real()
        .filter(Q(ends_on=None) | Q(ends_on__gt=since), home=home)
        .values_list("child_id", flat=True)
    )
    if living:
        tell(living, today=on)
