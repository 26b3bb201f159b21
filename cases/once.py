"""Sent twice, recorded once: double submit, the back button, two tabs."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cases.models import Child
from cases.models.records import Record
from people.models import User

R = TypeVar("R", bound=Record)

USED = "This form was used before. Copy your text, and start a new one"


def sent_before(of_key: QuerySet[R], child: Child, by: User) -> R | None:
    """The record that this very form made before, if any. Lock the child first.

    `of_key` are the records made with the form's key: one, or none.

    Raises:
        ValidationError: the key belongs to another child's record or to another person.
    """
    earlier = of_key.first()
    if earlier and (earlier.child_id, earlier.recorded_by_id) != (child.pk, by.pk):
        raise ValidationError(USED)
    return earlier


def lock(child: Child) -> Child:
    """Hold the child's row until the transaction ends, so that two writers take turns."""
    return Child.objects.select_for_update(no_key=True).get(pk=child.pk)
