"""The only writer of stored files."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from documents.kinds import examine
from documents.models import StoredFile
from people.models import User

LONGEST_NAME = 160


@transaction.atomic
def store(*, file: UploadedFile[Any], by: User, at: datetime.datetime) -> StoredFile:
    """Keep an uploaded file under a random name that says nothing, outside the web root.

    Who may attach it to what is for the caller to ask. Were the transaction undone, the bytes
    would stay behind under a name no row knows.

    Raises:
        ValidationError: the file is not taken (see `kinds.examine`).
    """
    taken = examine(file)
    name = uuid.uuid4().hex
    path = f"{name[:2]}/{name}"
    place = Path(settings.MEDIA_ROOT) / path
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(taken.content)
    place.chmod(0o600)
    return StoredFile.objects.create(
        name=plain_name(file.name or ""),
        path=path,
        content_type=taken.content_type,
        size=len(taken.content),
        sha256=hashlib.sha256(taken.content).hexdigest(),
        stored_by=by,
        stored_at=at,
    )


def plain_name(name: str) -> str:
    """The last part of a file's name, without folders or signs that cannot be printed."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(sign for sign in last if sign.isprintable()).strip() or "file"
    stem, dot, ending = shown.rpartition(".")
    if dot and len(shown) > LONGEST_NAME:
        return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    return shown[:LONGEST_NAME]
