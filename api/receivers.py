"""What this room does when people change. Connected in ApiConfig.ready()."""

from __future__ import annotations

import datetime
from typing import Any

from api.actions import end_of_leaver
from people.models import User


def end_tokens(
    *,
    user: User,
    left_on: datetime.date,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    **_: Any,
) -> None:
    """The programs of somebody who leaves stop with them."""
    end_of_leaver(user=user, left_on=left_on, by=by, on=on, at=at)
