"""The only two places that ask what time it is. Views, tasks and commands call them, and pass on.

Below a view nothing reads a clock: every function is told its day or its instant.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime.datetime:
    """This instant, in UTC."""
    return timezone.now()


def today() -> datetime.date:
    """Today in London."""
    return now().astimezone(LONDON).date()


def midnight_after(day: datetime.date) -> datetime.datetime:
    """The instant at which `day` is over in London, in UTC."""
    next_day = datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(), tzinfo=LONDON
    )
    return next_day.astimezone(datetime.UTC)
