"""What the chronology says of where a child lived."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.codes import label
from cases.story import Line
from placements.models import Placement


def placements(children: Collection[uuid.UUID]) -> Iterator[Line]:
    """Each move in, and each leaving that was not a move to the next home. One query."""
    rows = list(Placement.objects.real().filter(child__in=children).select_related("home"))
    moves = {(stay.child_id, stay.starts_on) for stay in rows}
    for stay in rows:
        yield Line(stay.child_id, f"placement:{stay.pk}", stay.starts_on, moved(stay))
        if stay.ends_on and (stay.child_id, stay.ends_on) not in moves:
            yield Line(stay.child_id, f"placement_end:{stay.pk}", stay.ends_on, left(stay))


def moved(stay: Placement) -> str:
    return f"Moved to {stay.home.name}."


def left(stay: Placement) -> str:
    why = f": {label('REASON_PLACE_CHANGE', stay.end_reason)}" if stay.end_reason else ""
    return f"Left {stay.home.name}{why}."
