"""What goes wrong, as problem JSON (RFC 9457): one plain sentence, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import structlog
from django.core import exceptions as django
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions as rest
from rest_framework.response import Response

from api.parsing import TooMuch
from people.refusal import Refused

PROBLEM_JSON = "application/problem+json"
log = structlog.get_logger("homeward.api")

ABSENT = "There is no such thing, or it is not yours to see."
CHECK = "Some of what was sent cannot be so: see errors."
SAYS: dict[type[Exception], str] = {
    rest.NotAuthenticated: "Send an access token: Authorization: Bearer homeward_…",
    rest.MethodNotAllowed: "This address does not take that method.",
    rest.NotAcceptable: "This address answers in JSON only.",
    rest.UnsupportedMediaType: "Send JSON, with Content-Type: application/json.",
    rest.ParseError: "What was sent is not JSON.",
    TooMuch: "That is more than any record holds.",
}


def answer(error: Exception, context: dict[str, Any]) -> Response:
    """The framework's exception handler: every fault of every API view becomes one of these."""
    for kind, say in KNOWN.items():
        if isinstance(error, kind):
            return say(error)
    return _unforeseen(error, context)


def problem(
    status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """An answer that says what is wrong in `detail`."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return Response(said, status=status, headers=headers, content_type=PROBLEM_JSON)


def _of_the_framework(error: rest.APIException) -> Response:
    headers: dict[str, str] = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if isinstance(error, rest.Throttled):
        seconds = max(1, round(getattr(error, "wait", None) or 1))
        headers["Retry-After"] = str(seconds)
        detail = f"Too many requests: ask again in {seconds} seconds."
        return problem(429, detail, headers=headers)
    return problem(error.status_code, SAYS.get(type(error), str(error.detail)), headers=headers)


def _unforeseen(error: Exception, context: dict[str, Any]) -> Response:
    """A fault of ours: told to whoever watches, and to the program only that it happened.

    Answered as 500, what it wrote is rolled back by the read audit.
    """
    view = context.get("view")
    got_request_exception.send(sender=type(view), request=context.get("request"))
    log.error("api_failed", view=type(view).__name__, exc_info=error)
    return problem(500, "Homeward made a mistake. Nothing was changed; it has been noted.")


def _by_field(error: django.ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        found: dict[str, list[str]] = error.message_dict
        return {
            ("" if field == django.NON_FIELD_ERRORS else field): v for field, v in found.items()
        }
    return {"": error.messages}


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each fault under the dotted path of what it is about."""
    if isinstance(detail, dict):
        for field, inner in detail.items():
            name = "" if field == "non_field_errors" else str(field)
            yield from _flat(inner, ".".join(part for part in (path, name) if part))
    elif isinstance(detail, list) and any(isinstance(one, dict | list) for one in detail):
        for place, inner in enumerate(detail):
            yield from _flat(inner, f"{path}.{place}")
    else:
        yield path, [str(one) for one in (detail if isinstance(detail, list) else [detail])]


# The first that fits answers.
KNOWN: dict[type[Exception], Callable[[Any], Response]] = {
    Http404: lambda _: problem(404, ABSENT),
    Refused: lambda error: problem(403, error.refusal.says, code=error.refusal.code),
    django.PermissionDenied: lambda error: problem(403, str(error) or "That is not for you."),
    django.ValidationError: lambda error: problem(400, CHECK, errors=_by_field(error)),
    rest.ValidationError: lambda error: problem(400, CHECK, errors=dict(_flat(error.detail))),
    rest.APIException: _of_the_framework,
}
