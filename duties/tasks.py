"""Wake-up calls. What is to be done stands in rows; a task lost or run twice changes nothing."""

from __future__ import annotations

from celery import shared_task

from duties import batches
from people import clock


@shared_task
def drain_stale() -> None:
    """Recompute the subjects put down as behind."""
    batches.drain(today=clock.today())


@shared_task
def recompute_nightly() -> None:
    """Recompute those whose day has come, and those last computed under other rules."""
    batches.nightly(today=clock.today())
    batches.outdated(today=clock.today())
