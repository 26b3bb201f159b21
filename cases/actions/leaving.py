"""Somebody leaves: they hold nobody from that day, and nobody is left with them."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from cases import changes
from cases.models import Allocation
from people import changes as staff_changes
from people.actions.staff import require_an_administrator
from people.models import Absence, RoleAssignment, User
from people.permissions import may_give_roles
from people.refusal import require
from people.signin.sessions import end_all

LONGEST_BACK = datetime.timedelta(days=366)
LONGEST_AHEAD = datetime.timedelta(days=366)


@dataclass(frozen=True)
class Leaving:
    """What somebody's leaving on a day does: numbers only, for who may see no child."""

    children: int
    roles: int
    covering: int


def what_leaving_does(user: User, left_on: datetime.date) -> Leaving:
    """How many children lose them as their main worker, and what else ends."""
    return Leaving(
        children=_held(user, left_on)
        .filter(main=True, child__merged_into=None)
        .values("child")
        .distinct()
        .count(),
        roles=_roles(user, left_on).count(),
        covering=_covers(user, left_on).count(),
    )


@transaction.atomic
def leave(
    *, user: User, left_on: datetime.date, by: User, on: datetime.date, at: datetime.datetime
) -> User:
    """`user` leaves: `left_on` is the first day they no longer work here.

    From that day they cannot sign in, hold no role and cover nobody, and their children have no
    main worker: they wait in their team's tray. What was to begin later never does. Sessions end
    on the day (at night, if it lies ahead), and so do the tokens of their programs.

    Raises:
        Refused: `by` is no administrator, or leaves themselves.
        ValidationError: keyed by `left_on`; or nobody would be administrator.
    """
    require(may_give_roles(by, user, on=on))
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.left_on is not None and row.left_on <= on:
        raise ValidationError({"left_on": f"{row} has left already."})
    if not on - LONGEST_BACK <= left_on <= on + LONGEST_AHEAD:
        raise ValidationError({"left_on": "That is more than a year away. Check the year."})
    row.left_on = left_on
    row.is_active = left_on > on
    row.save(update_fields=["left_on", "is_active"])
    if not row.is_active:
        end_all(row)
    last_day = left_on - datetime.timedelta(days=1)
    _stop(_roles(row, left_on), last_day)
    _stop(_covers(row, left_on), last_day)
    released = _release(row, left_on)
    require_an_administrator(after=last_day)
    staff_changes.leaving.send(sender="cases", user=row, left_on=left_on, by=by, on=on, at=at)
    changes.tell(released, today=on)
    return row


def _held(user: User, day: datetime.date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), user=user)


def _roles(user: User, day: datetime.date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), user=user)


def _covers(user: User, day: datetime.date) -> QuerySet[Absence]:
    return Absence.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), covered_by=user)


def _stop(rows: QuerySet[RoleAssignment] | QuerySet[Absence], last_day: datetime.date) -> None:
    """End what has begun by `last_day` then; what has not, never begins. History keeps both."""
    for row in rows.select_for_update().order_by("pk"):
        if row.starts_on > last_day:
            row.delete()
        else:
            row.ends_on = last_day
            row.save(update_fields=["ends_on"])


def _release(user: User, left_on: datetime.date) -> set[uuid.UUID]:
    """Their allocations end on the day; the ids of the children it touches."""
    touched = set()
    for row in _held(user, left_on).select_for_update().order_by("child"):
        touched.add(row.child_id)
        if row.starts_on > left_on:
            row.delete()
        else:
            row.ends_on = left_on
            row.save(update_fields=["ends_on"])
    return touched
