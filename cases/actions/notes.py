"""Case notes: written once, put right by a new version."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.models import CaseNote, Child
from cases.once import lock, sent_before
from cases.permissions import may_correct, may_record
from people.models import User
from people.refusal import require


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a note says. `on` is the day it speaks of; `text` is fact, `analysis` is view."""

    on: datetime.date
    kind: str
    text: str
    between: str = ""
    analysis: str = ""
    next_step: str = ""


@transaction.atomic
def add_note(
    *,
    child: Child,
    said: Said,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> CaseNote:
    """Write a note, once per key.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `on` or `text`.
    """
    lock(child)
    require(may_record(by, child, on=on, at=at))
    if earlier := sent_before(CaseNote.objects.filter(key=key), child, by):
        return earlier
    _check(said, on)
    return CaseNote.objects.create(
        child=child, **asdict(said), key=key, recorded_by=by, recorded_at=at
    )


@transaction.atomic
def correct_note(
    *,
    note: CaseNote,
    said: Said,
    reason: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> CaseNote:
    """Write a new version; the old one stays readable.

    Raises:
        Refused: `by` neither wrote it nor manages the child's team.
        ValidationError: keyed by `on`, `text` or `reason` (none given, or corrected meanwhile).
    """
    lock(note.child)
    require(may_correct(by, note.child, note.recorded_by_id, on=on, at=at))
    if earlier := sent_before(CaseNote.objects.filter(key=key), note.child, by):
        return earlier
    if CaseNote.objects.filter(corrects=note).exists():
        raise ValidationError(
            {"reason": "Somebody has corrected this note meanwhile: correct the newest version"}
        )
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong"})
    _check(said, on)
    return CaseNote.objects.create(
        child=note.child, **asdict(said), key=key, recorded_by=by, recorded_at=at, corrects=note,
        correction_reason=reason.strip(),
    )  # fmt: skip


def _check(said: Said, on: datetime.date) -> None:
    if said.on > on:
        raise ValidationError({"on": "The date must be today or in the past"})
    if not said.text.strip():
        raise ValidationError({"text": "Enter what happened"})
