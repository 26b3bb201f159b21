"""Which duties a person may see: those of the children they may see, and no others."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from cases import visibility
from duties.models import Duty
from people.models import User
from people.standing import Standing


def duties(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Duty]:
    """Every duty, whatever its state, of the children `who` may see; none that were withdrawn.

    That something is due is not narrative: every sight of a child includes it.
    """
    seen = visibility.children(who, on=on, at=at).values("pk")
    return Duty.objects.filter(subject__child__in=seen).exclude(state=Duty.State.WITHDRAWN)
