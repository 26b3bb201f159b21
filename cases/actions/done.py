"""Recording that something was done where no form of its own exists; taking it back."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.actions.documents import keep
from cases.changes import tell
from cases.models import Child, Done
from cases.once import lock, sent_before
from cases.permissions import may_correct, may_record
from people.models import User
from people.refusal import require


@transaction.atomic
def record_done(
    *,
    child: Child,
    what: str,
    done_on: datetime.date,
    by_name: str,
    note: str = "",
    file: UploadedFile[Any] | None = None,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> Done:
    """Record that `what` (a word of the rule packs) was done on a day by somebody, once per key.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `done_on` (in the future, or before the child was born) or
            `file` (not taken).
    """
    lock(child)
    require(may_record(by, child, on=on, at=at))
    if earlier := sent_before(Done.objects.filter(key=key), child, by):
        return earlier
    if done_on > on:
        raise ValidationError({"done_on": "The date must be today or in the past"})
    if child.born_on and done_on < child.born_on:
        raise ValidationError({"done_on": "The date must not be before the child was born"})
    done = Done.objects.create(
        child=child, what=what, on=done_on, by_name=by_name, note=note, key=key,
        file=keep(file, by=by, at=at) if file else None, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    tell([child.pk], today=on)
    return done


@transaction.atomic
def withdraw_done(
    *, done: Done, reason: str, by: User, on: datetime.date, at: datetime.datetime
) -> Done:
    """Take back what was recorded as done: it stays readable and answers nothing.

    Raises:
        Refused: `by` neither recorded it nor manages the child's team.
        ValidationError: keyed by `reason`: none given, or it was taken back already.
    """
    lock(done.child)
    require(may_correct(by, done.child, done.recorded_by_id, on=on, at=at))
    done.refresh_from_db()
    if done.withdrawn_at:
        raise ValidationError({"reason": "Somebody has taken this back already"})
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is taken back"})
    done.withdrawn_at, done.withdrawn_by, done.withdrawn_reason = at, by, reason.strip()
    done.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    tell([done.child_id], today=on)
    return done
