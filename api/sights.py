"""How much of each child of a list somebody may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from cases.visibility import ORDER, children
from cases.web import Viewer
from people.roles import Sight


def sights(who: Viewer, shown: Collection[uuid.UUID]) -> dict[uuid.UUID, Sight]:
    """The most that `who` may see of each of these; strangers are absent. One query per sight."""
    found: dict[uuid.UUID, Sight] = {}
    for sight in sorted(ORDER, key=lambda one: ORDER[one]):
        seen = children(who.stand, on=who.on, at=who.at, sights=(sight,)).filter(pk__in=shown)
        found |= dict.fromkeys(seen.values_list("pk", flat=True), sight)
    return found
