"""Putting files on a child's record."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cases.models import Child, ChildDocument
from cases.once import lock, sent_before
from cases.permissions import may_record
from documents import actions as documents
from documents.models import StoredFile
from people.models import User
from people.refusal import require


@transaction.atomic
def add_document(
    *,
    child: Child,
    file: UploadedFile[Any],
    title: str,
    kind: str,
    dated: datetime.date,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> ChildDocument:
    """Put a file on the record, once per key. `dated` is the document's own date.

    Raises:
        Refused: `by` may not add to this record.
        ValidationError: keyed by `file` (not taken) or `dated` (in the future).
    """
    lock(child)
    require(may_record(by, child, on=on, at=at))
    if earlier := sent_before(ChildDocument.objects.filter(key=key), child, by):
        return earlier
    if dated > on:
        raise ValidationError({"dated": "The date must be today or in the past"})
    return ChildDocument.objects.create(
        child=child, file=keep(file, by=by, at=at), title=title, kind=kind, on=dated, key=key,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip


def keep(file: UploadedFile[Any], *, by: User, at: datetime.datetime) -> StoredFile:
    """Store a file; what is wrong with it is said at the field `file`."""
    try:
        return documents.store(file=file, by=by, at=at)
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from None
