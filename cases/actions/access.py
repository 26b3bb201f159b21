"""Keeping the two lists of a child: only these may see, and everyone but these."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cases.access import may_keep_lists, seniors_who_see
from cases.models import Allocation, Child, Exclusion, Permitted
from people.models import User
from people.refusal import require
from people.standing import standing


@transaction.atomic
def restrict(
    *, child: Child, users: Iterable[User], reason: str, by: User, on: datetime.date
) -> Child:
    """Open the record to `users` only, whatever anyone's role. They replace an earlier list.

    Being listed opens nothing by itself: a listed person still needs a role that does.

    Raises:
        Refused: `by` keeps no lists of this child.
        ValidationError: keyed by `users` or `reason`: nobody who could undo it would be left, or
            somebody who works with the child is not listed.
    """
    row = _locked(child, by, on)
    _said(reason)
    listed = {user.pk: user for user in users}
    for worker in _working_with(row, on):
        if worker.pk not in listed:
            raise ValidationError(
                {"users": f"{worker} works with the child: list them, or move the child first."}
            )
    row.restricted = True
    row.save(update_fields=["restricted"])
    for old in row.permitted.exclude(user__in=listed):
        old.delete()
    known = set(row.permitted.values_list("user", flat=True))
    for pk, user in listed.items():
        if pk not in known:
            Permitted.objects.create(child=row, user=user, reason=reason)
    _somebody_keeps_it(row, on, "users")
    return row


@transaction.atomic
def open_up(*, child: Child, by: User, on: datetime.date) -> Child:
    """Let roles decide again who sees the record. The list goes; its history stays.

    Raises:
        Refused.
    """
    row = _locked(child, by, on)
    row.restricted = False
    row.save(update_fields=["restricted"])
    for listed in row.permitted.all():
        listed.delete()
    return row


@transaction.atomic
def exclude(
    *,
    child: Child,
    user: User,
    reason: str,
    starts_on: datetime.date,
    by: User,
    on: datetime.date,
    ends_on: datetime.date | None = None,
) -> Exclusion:
    """`user` may not see the record from a day, perhaps to a day (both included). Beats everything.

    Raises:
        Refused.
        ValidationError: keyed by field: they work with the child, are excluded already, or nobody
            who could undo it would be left.
    """
    row = _locked(child, by, on)
    _said(reason)
    if any(worker.pk == user.pk for worker in _working_with(row, on)):
        raise ValidationError({"user": f"{user} works with the child. Name somebody else first."})
    excluded = Exclusion(child=row, user=user, reason=reason, starts_on=starts_on, ends_on=ends_on)
    try:
        excluded.full_clean()
    except ValidationError as error:
        says = [one for messages in error.message_dict.values() for one in messages]
        field = "ends_on" if any("before it starts" in one for one in says) else "user"
        raise ValidationError({field: says}) from error
    excluded.save()
    _somebody_keeps_it(row, max(on, starts_on), "user")
    return excluded


@transaction.atomic
def end_exclusion(
    *, exclusion: Exclusion, ends_on: datetime.date, by: User, on: datetime.date
) -> Exclusion:
    """Let an exclusion end; `ends_on` is its last day.

    Raises:
        Refused, ValidationError keyed by `ends_on`.
    """
    _locked(exclusion.child, by, on)
    row = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it starts."})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row


def _locked(child: Child, by: User, on: datetime.date) -> Child:
    row = Child.objects.select_for_update().get(pk=child.pk)
    require(may_keep_lists(standing(by, on), row))
    return row


def _said(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})


def _working_with(child: Child, on: datetime.date) -> list[User]:
    held = Allocation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), child=child)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name"))


def _somebody_keeps_it(child: Child, on: datetime.date, field: str) -> None:
    """A list that shuts out everyone who could change it could never be put right."""
    if not seniors_who_see(child, on).exists():
        raise ValidationError(
            {
                field: "Nobody who can change these lists would see the child any more. Leave in "
                "at least one service manager or assistant director of the line."
            }
        )
