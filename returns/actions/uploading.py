"""The upload page's imports: taken in by the page, run by a worker."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from people.models import Team, User
from people.refusal import require
from people.standing import standing
from returns import uploads
from returns.actions.imports import Clock, perform, refuse
from returns.models import Import
from returns.permissions import may_import

GONE = "The uploaded files are no longer there. Nothing was changed: upload them again."
UNFINISHED = (Import.State.WAITING, Import.State.RUNNING)


@transaction.atomic
def start_upload(
    *,
    files: Sequence[UploadedFile[Any]],
    team: Team,
    dry_run: bool,
    key: uuid.UUID,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    wake: Callable[[uuid.UUID], None],
) -> Import:
    """Take in files and have them imported. `key` comes with the form: sent twice, it runs once.

    `wake` is called with the import's id when it is safely stored.

    Raises:
        Refused: `by` may not import.
        ValidationError: keyed by `csv_files`.
    """
    require(may_import(standing(by, on)))
    again = Import.objects.filter(pk=key, started_by=by).first()
    if again is not None:
        return again
    uploads.check(files)
    run = Import.objects.create(
        id=key,
        kind=Import.Kind.SSDA903,
        team=team,
        started_by=by,
        created_at=at,
        files=uploads.keep(key, files),
        dry_run=dry_run,
    )
    transaction.on_commit(lambda: wake(run.pk), robust=True)
    return run


def run_upload(pk: uuid.UUID, *, on: datetime.date, clock: Clock) -> None:
    """Run an import whose files were uploaded. Called twice, even at once, it runs once.

    The files are deleted afterwards, whatever came of it; only their fingerprints are kept.
    """
    with _alone(pk) as alone:
        run = Import.objects.filter(pk=pk, state__in=UNFINISHED).first()
        if run is None or not alone:
            return
        found = uploads.sources(run)
        try:
            if len(found) < len(run.files) or not found:
                refuse(run, GONE, at=clock())
            else:
                perform(run, found, on=on, clock=clock)
        finally:
            uploads.forget(pk)


def unfinished(*, before: datetime.datetime) -> list[uuid.UUID]:
    """Uploads taken in before an instant that are not done: nobody woke a worker, or it died."""
    waiting = Import.objects.filter(
        kind=Import.Kind.SSDA903,
        state__in=UNFINISHED,
        created_at__lt=before,
        started_by__isnull=False,
    )
    return list(waiting.values_list("pk", flat=True))


@contextmanager
def _alone(pk: uuid.UUID) -> Iterator[bool]:
    """Whether nobody else runs this import: held until the end, or until the connection dies."""
    high, low = pk.int >> 96, pk.int & 0x7FFFFFFF
    numbers = [high - (1 << 31), low]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", numbers)
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", numbers)
