"""The tree of teams: the line of management."""

from __future__ import annotations

import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q

from people import changes
from people.models import Team, User
from people.permissions import may_keep_people
from people.refusal import require
from people.staffing import line_above


@transaction.atomic
def add(*, name: str, kind: str, parent: Team | None, by: User, on: datetime.date) -> Team:
    """A new team beneath `parent`, or at the top.

    Raises:
        Refused, ValidationError keyed by `name`, `kind` or `parent`.
    """
    require(may_keep_people(by, on=on))
    return write_team(Team(), name=name, kind=kind, parent=parent, on=on)


@transaction.atomic
def edit(
    *, team: Team, name: str, kind: str, parent: Team | None, by: User, on: datetime.date
) -> Team:
    """Rename a team, or put it beneath another one.

    Raises:
        Refused.
        ValidationError: keyed by field; putting it there would make a circle, or an IRO would
            come into the line of a child they review.
    """
    require(may_keep_people(by, on=on))
    # The whole tree is locked: two moves at once could each be right and together be a circle.
    rows = {row.pk: row for row in Team.objects.select_for_update().order_by("pk")}
    row = rows[team.pk]
    if parent is not None and row.pk in line_above(parent.pk):
        raise ValidationError({"parent": f"{parent} is beneath {row}, so it cannot be above it."})
    moved = row.parent_id != (parent.pk if parent else None)
    write_team(row, name=name, kind=kind, parent=parent, on=on)
    if moved:
        changes.team_moved.send(sender="people", team=row, on=on)
    return row


@transaction.atomic
def close(*, team: Team, closed_on: datetime.date, by: User, on: datetime.date) -> Team:
    """Close a team; `closed_on` is the first day it is no longer there.

    Raises:
        Refused.
        ValidationError: keyed by `closed_on`: somebody holds a role in it, a team stands beneath
            it, or children are still with it.
    """
    require(may_keep_people(by, on=on))
    row = Team.objects.select_for_update().get(pk=team.pk)
    if row.closed_on is not None and row.closed_on <= on:
        raise ValidationError({"closed_on": "This team is closed already."})
    if row.children.filter(Q(closed_on=None) | Q(closed_on__gt=closed_on)).exists():
        raise ValidationError({"closed_on": "Close or move the teams beneath it first."})
    staying = row.role_assignments.filter(Q(ends_on=None) | Q(ends_on__gte=closed_on))
    if staying.exists():
        raise ValidationError({"closed_on": "End the roles in this team before that day first."})
    row.closed_on = closed_on
    row.save(update_fields=["closed_on"])
    changes.team_closed.send(sender="people", team=row, on=on)
    return row


def write_team(row: Team, *, name: str, kind: str, parent: Team | None, on: datetime.date) -> Team:
    """Fill a team in and save it. Whoever calls has asked whether they may.

    Raises:
        ValidationError: keyed by `name`, `kind` or `parent`.
    """
    if parent is not None and parent.closed_on is not None and parent.closed_on <= on:
        raise ValidationError({"parent": f"{parent} is closed."})
    row.name, row.kind, row.parent = name.strip(), kind, parent
    try:
        row.full_clean()
    except ValidationError as error:
        found = error.message_dict
        for says in found.pop(NON_FIELD_ERRORS, []):
            found.setdefault("parent" if "above itself" in says else "name", []).append(says)
        raise ValidationError(found) from error
    row.save()
    return row
