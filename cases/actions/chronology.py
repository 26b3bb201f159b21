"""What people write into a child's chronology; the generated part is kept by cases/story.py."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import Child, ChronologyEntry
from cases.once import lock
from cases.permissions import may_record
from people.models import User
from people.refusal import require


@transaction.atomic
def add_entry(
    *,
    child: Child,
    day: datetime.date,
    meaning: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> ChronologyEntry:
    """Add a line by hand. The same line of the same day is not added twice.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `day` (in the future) or `meaning` (empty).
    """
    lock(child)
    require(may_record(by, child, on=on, at=at))
    if day > on:
        raise ValidationError({"day": "The date must be today or in the past"})
    entry, _ = ChronologyEntry.objects.get_or_create(
        child=child, on=day, source="", meaning=_said(meaning),
        defaults={"edited_by": by, "edited_at": at},
    )  # fmt: skip
    return entry


@transaction.atomic
def edit_meaning(
    *, entry: ChronologyEntry, meaning: str, by: User, on: datetime.date, at: datetime.datetime
) -> ChronologyEntry:
    """Say what a line means for the child. A generated line keeps its generated part beside it.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `meaning`: a line added by hand cannot be emptied.
    """
    lock(entry.child)
    require(may_record(by, entry.child, on=on, at=at))
    entry.meaning = meaning.strip() if entry.generated else _said(meaning)
    entry.edited_by, entry.edited_at = by, at
    entry.save(update_fields=["meaning", "edited_by", "edited_at"])
    return entry


@transaction.atomic
def show_entry(
    *, entry: ChronologyEntry, shown: bool, by: User, on: datetime.date, at: datetime.datetime
) -> ChronologyEntry:
    """Leave a line out of the story, or take it in again. The record behind it is untouched.

    Raises:
        Refused: `by` may not add to this record.
    """
    lock(entry.child)
    require(may_record(by, entry.child, on=on, at=at))
    entry.hidden = not shown
    entry.edited_by, entry.edited_at = by, at
    entry.save(update_fields=["hidden", "edited_by", "edited_at"])
    return entry


def _said(meaning: str) -> str:
    if not meaning.strip():
        raise ValidationError({"meaning": "Enter what happened and what it meant"})
    return meaning.strip()
