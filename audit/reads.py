"""Reads of children: noted while a page is made, written before it leaves. No row, no page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from audit.models import Read
from people import clock


@dataclass
class Disclosure:
    """What one answer shows of whom, gathered while it is made."""

    children: set[uuid.UUID] = field(default_factory=set)
    purpose: str = ""
    of_the_logs: bool = False


def disclose(request: Any, children: Iterable[uuid.UUID], *, purpose: str = "") -> None:
    """Note that the answer to `request` shows these children.

    `request` may be Django's or the REST framework's. `purpose` is a reason the person gave.
    """
    plain = getattr(request, "_request", request)
    note: Disclosure = plain.disclosure
    note.children.update(children)
    note.purpose = purpose or note.purpose


def disclose_logs(request: Any, children: Iterable[uuid.UUID], *, looked_up: str) -> None:
    """Note a look into the logs themselves: written down even if it showed no child.

    `looked_up` says what was asked for, in ids and dates.
    """
    disclose(request, children, purpose=looked_up[:300])
    getattr(request, "_request", request).disclosure.of_the_logs = True


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
            elif note.children or note.of_the_logs:
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
        request_id=_request_id(),
    )


def _request_id() -> uuid.UUID:
    """The one that stands in the service's log beside this request."""
    known = structlog.contextvars.get_contextvars().get("request_id")
    return uuid.UUID(known) if known else uuid.uuid4()
