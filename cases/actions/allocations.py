"""Saying who works with a child: from a day, in a role, as the main one or as a helper."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cases import changes
from cases.independence import require_independence
from cases.models import Allocation, Child, Handover
from cases.permissions import may_allocate, may_name_iro
from cases.visibility import not_barred
from people.models import User
from people.refusal import Answer, require
from people.roles import Role
from people.staffing import holders
from people.standing import Standing

# How far from today a move may lie, in calendar days: further is more likely a mistyped year.
LONGEST_BACK = datetime.timedelta(days=366)
LONGEST_AHEAD = datetime.timedelta(days=366)


def may_hold(user: User | Standing, child: Child, role: str, *, on: datetime.date) -> Answer:
    """Whether `user` may say who holds `child` in `role`: the line, or for an IRO theirs."""
    if role == Allocation.Role.IRO:
        return may_name_iro(user, child, on=on)
    return may_allocate(user, child, on=on)


@transaction.atomic
def allocate(
    *,
    child: Child,
    worker: User,
    role: Allocation.Role,
    starts_on: datetime.date,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
    main: bool = True,
    message: str = "",
) -> Allocation:
    """Let `worker` hold `child` in `role` from `starts_on`.

    As the main one they take over from whoever is main that day; a main worker already set for a
    later day still takes over then. `message` is for the handover. `on` is today.

    Raises:
        Refused: `by` may not say so.
        ValidationError: keyed by `worker` or `starts_on`, saying what is in the way.
    """
    locked = Child.objects.select_for_update().get(pk=child.pk)
    require(may_hold(by, locked, role, on=on))
    _sensible_day(starts_on, on)
    _suitable(worker, locked, role, starts_on)
    row = (_as_main if main else _as_helper)(locked, worker, role, starts_on)
    if main:
        _hand_over(row, by=by, at=at, message=message)
    require_independence(on=min(on, starts_on), children=[locked.pk], field="worker")
    changes.tell([locked.pk], today=on)
    return row


@transaction.atomic
def reassign(
    *,
    children: Iterable[uuid.UUID],
    worker: User,
    role: Allocation.Role,
    starts_on: datetime.date,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
    message: str = "",
) -> list[Allocation]:
    """Move many children to `worker` as their main one from a day: all of them or none.

    Raises:
        Refused: `by` may not say so for one of them.
        ValidationError: the first thing in the way; a child is named by what staff call them,
            since `by` was allowed to choose them.
    """
    ids = sorted(set(children))
    if not ids:
        raise ValidationError({"children": "Select the children to move."})
    # Always in the same order, so that two managers moving the same children never deadlock.
    chosen = Child.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    moved = []
    for child in list(chosen):
        require(may_hold(by, child, role, on=on))
        try:
            moved.append(
                allocate(
                    child=child, worker=worker, role=role, starts_on=starts_on,
                    by=by, at=at, on=on, message=message,
                )
            )  # fmt: skip
        except ValidationError as error:
            raise _about(child, error) from error
    return moved


@transaction.atomic
def end(
    *, allocation: Allocation, ends_on: datetime.date, by: User, on: datetime.date
) -> Allocation:
    """Let a worker go from a child: `ends_on` is the first day they no longer hold them.

    Raises:
        Refused, ValidationError keyed by `ends_on`.
    """
    child = Child.objects.select_for_update().get(pk=allocation.child_id)
    row = Allocation.objects.select_for_update().get(pk=allocation.pk)
    require(may_hold(by, child, row.role, on=on))
    _sensible_day(ends_on, on, field="ends_on")
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it starts."})
    if row.ends_on is not None and row.ends_on <= on:
        raise ValidationError({"ends_on": "This has ended already."})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    changes.tell([child.pk], today=on)
    return row


@transaction.atomic
def mark_read(*, handover: Handover, by: User, at: datetime.datetime) -> Handover:
    """The worker who took over has read the handover. A second time changes nothing.

    Raises:
        ValidationError: somebody else than who took over.
    """
    row = Handover.objects.select_for_update().select_related("allocation").get(pk=handover.pk)
    if row.allocation.user_id != by.pk:
        raise ValidationError("Only the worker who takes over marks a handover as read.")
    if row.read_at is None:
        row.read_at = max(at, row.made_at)
        row.save(update_fields=["read_at"])
    return row


def _sensible_day(day: datetime.date, on: datetime.date, field: str = "starts_on") -> None:
    if day < on - LONGEST_BACK:
        raise ValidationError({field: "That is more than a year ago. Check the year."})
    if day > on + LONGEST_AHEAD:
        raise ValidationError({field: "That is more than a year ahead. Check the year."})


def _suitable(worker: User, child: Child, role: Allocation.Role, day: datetime.date) -> None:
    if not holders(Role(role), on=day).filter(pk=worker.pk).exists():
        title = Allocation.Role(role).label.lower().replace("independent reviewing officer", "IRO")
        raise ValidationError({"worker": f"{worker} is not a {title} here on that day."})
    if not Child.objects.filter(not_barred(worker, day), pk=child.pk).exists():
        raise ValidationError(
            {"worker": f"{worker} may not see this child's record, so cannot be given them."}
        )


def _as_main(child: Child, worker: User, role: Allocation.Role, day: datetime.date) -> Allocation:
    rows = list(
        Allocation.objects.select_for_update()
        .filter(Q(ends_on=None) | Q(ends_on__gt=day), child=child, role=role)
        .order_by("starts_on")
    )
    mains = [row for row in rows if row.main]
    if any(row.user_id == worker.pk and row.starts_on <= day for row in mains):
        raise ValidationError({"worker": f"{worker} already holds this child on that day."})
    later = [row.starts_on for row in rows if _in_the_way(row, worker, day)]
    for row in rows:
        if row.starts_on <= day and (row.main or row.user_id == worker.pk):
            row.ends_on = day
            row.save(update_fields=["ends_on"])
    return Allocation.objects.create(
        child=child,
        user=worker,
        role=role,
        main=True,
        starts_on=day,
        ends_on=min(later, default=None),
    )


def _in_the_way(row: Allocation, worker: User, day: datetime.date) -> bool:
    """A later start that the new period must stop at: the next main, or their own as a helper."""
    return row.starts_on > day and (row.main or row.user_id == worker.pk)


def _as_helper(child: Child, worker: User, role: Allocation.Role, day: datetime.date) -> Allocation:
    mine = Allocation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day), child=child, role=role, user=worker
    )
    if mine.exists():
        raise ValidationError({"worker": f"{worker} already holds this child from that day on."})
    return Allocation.objects.create(child=child, user=worker, role=role, main=False, starts_on=day)


def _hand_over(row: Allocation, *, by: User, at: datetime.datetime, message: str) -> None:
    """Leave a handover where somebody else was main until that day."""
    before = (
        Allocation.objects.filter(
            child=row.child_id, role=row.role, main=True, ends_on=row.starts_on
        )
        .exclude(user=row.user_id)
        .order_by("-starts_on")
        .first()
    )
    if before is not None:
        Handover.objects.create(
            allocation=row, from_user=before.user, message=message, made_by=by, made_at=at
        )


def _about(child: Child, error: ValidationError) -> ValidationError:
    """The same sentences, each beginning with the child's name."""
    fields: dict[str, Sequence[str]] = getattr(error, "message_dict", {"__all__": error.messages})
    return ValidationError(
        {field: [f"{child}: {says}" for says in messages] for field, messages in fields.items()}
    )
