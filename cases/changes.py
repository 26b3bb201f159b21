"""The one signal: something about these children changed, so what is owed to them may have."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.dispatch import Signal

# Sent inside the transaction of the change, with `children`: a set of ids, and `today`.
facts_changed = Signal()


def tell(children: Iterable[uuid.UUID], *, today: datetime.date) -> None:
    """Say, inside the transaction of the change, that facts about `children` changed.

    `today` is the day the writer acts on; whoever listens counts from it.
    """
    facts_changed.send(sender="cases", children=set(children), today=today)
