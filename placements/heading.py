"""Where the child lives, for the head of their pages."""

from __future__ import annotations

import datetime

from cases.header import Line, said
from cases.models import Child
from people.periods import holds
from placements.models import Placement


def lives(child: Child, on: datetime.date) -> list[Line]:
    """The home of that day and since when; nothing for a child who lives nowhere recorded."""
    stay = Placement.objects.real().filter(holds(on), child=child).select_related("home").first()
    if stay is None:
        return []
    return [Line("Lives with" if "foster" in stay.kind else "Lives at", _where(stay))]


def _where(stay: Placement) -> str:
    return f"{stay.home}, since {said(stay.starts_on)}"
