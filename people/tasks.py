"""What the night does about people."""

from __future__ import annotations

from celery import shared_task

from people import clock
from people.actions import staff


@shared_task  # type: ignore[untyped-decorator]
def close_sign_ins() -> None:
    """Close the sign-ins of those who have left."""
    staff.close_sign_ins(on=clock.today())
