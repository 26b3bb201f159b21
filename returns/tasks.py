"""Wake-up calls for imports that wait in their rows."""

from __future__ import annotations

import datetime
import uuid

from celery import shared_task

from people import clock
from returns.actions.uploading import run_upload, unfinished

# An import left unfinished for longer was forgotten: its wake-up was lost or its worker died.
FORGOTTEN = datetime.timedelta(minutes=15)


@shared_task  # type: ignore[untyped-decorator]
def run_import(pk: str) -> None:
    """Run one uploaded import."""
    run_upload(uuid.UUID(pk), on=clock.today(), clock=clock.now)


@shared_task  # type: ignore[untyped-decorator]
def resume_imports() -> None:
    """Run what was forgotten. Harmless where an import still runs: it is not run twice."""
    for pk in unfinished(before=clock.now() - FORGOTTEN):
        run_import.delay(str(pk))
