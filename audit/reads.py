"""Reads of children: noted while a page is made, written before it leaves. No row, no page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from audit.models import Read
from people import clock


@dataclass
class Disclosure:
    """What one answer shows of whom, gathered while it is made."""

    children: set[uuid.UUID] = field(default_factory=set)
    purpose: str = ""


def disclose(request: Any, children: Iterable[uuid.UUID], *, purpose: str = "") -> None:
    """Note that the answer to `request` shows these children.

    `request` may be Django's or the REST framework's. `purpose` is a reason the person gave.
    """
    plain = getattr(request, "_request", request)
    note: Disclosure = plain.disclosure
    note.children.update(children)
    note.purpose = purpose or note.purpose


class ReadAudit:
    """Middleware: make the answer, and write what it disclosed, in one transaction.

    Templates are rendered inside `get_response`, so what they read is inside too. If the row
    cannot be written the answer is an error and shows nobody. A stream's row is written before
    its first byte. What ends in a server error is rolled back whole.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/health/"):
            return self.get_response(request)
        note = Disclosure()
        request.disclosure = note  # type: ignore[attr-defined]
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif note.children:
                _write(request, note)
        return response


def _write(request: HttpRequest, note: Disclosure) -> None:
    if not request.user.is_authenticated:
        raise RuntimeError("A page disclosed children to someone who is not signed in.")
    match = request.resolver_match
    Read.objects.create(
        at=clock.now(),
        user=request.user,
        what=match.view_name if match else "",
        channel="api" if request.path.startswith("/api/") else "page",
        children=sorted(note.children),
        purpose=note.purpose,
    )
