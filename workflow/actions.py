"""The only way to move a row from one state to another."""

from __future__ import annotations

import datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django_fsm import TransitionNotAllowed

from workflow.flow import Flow
from workflow.models import Transition

MOVED_ON = "Somebody was quicker: it is {state} now. Look at it again"


class Person(Protocol):
    """Whoever moves it; this room knows no more of people."""

    pk: Any


def take(
    row: models.Model, flow: Flow, move: str, *, by: Person, at: datetime.datetime
) -> Transition:
    """Make the move and write it down. Lock the row first; whoever calls has asked if they may.

    Raises:
        ValidationError: the row is in a state from which there is no such move.
    """
    before = getattr(row, flow.column)
    try:
        getattr(row, move)()
    except TransitionNotAllowed as error:
        says = flow.states(before).label.lower()
        raise ValidationError(MOVED_ON.format(state=says)) from error
    with transaction.atomic():
        row.save(update_fields=[flow.column])
        return Transition.objects.create(
            flow=flow.name,
            row=row.pk,
            move=move,
            source=before,
            target=getattr(row, flow.column),
            by_id=by.pk,
            at=at,
        )
