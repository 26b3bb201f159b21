"""What every page that records where a child lives does first."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cases.web import Opened, open_child
from people.refusal import require
from placements.permissions import may_place


def open_to_place(request: HttpRequest, pk: uuid.UUID) -> tuple[Opened, dict[str, Any]]:
    """The child, and who writes when, for those who record where the child lives."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_place(who.stand, opened.child, on=who.on, at=who.at))
    return opened, {"by": who.user, "on": who.on, "at": who.at}


def homes_page(pk: uuid.UUID) -> str:
    """The address of the page of where that child lives, to go back to."""
    return reverse("placements:child", args=[pk])
