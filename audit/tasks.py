"""What Celery wakes in this room."""

from celery import shared_task

from audit.seals import seal_all
from people import clock


@shared_task(name="audit.seal", ignore_result=True)
def seal() -> int:
    """Seal what was written since the last time. Scheduled each minute by audit/apps.py."""
    return seal_all(at=clock.now())
