"""Too many wrong passwords: how they are counted, and what the person is told.

django-axes counts by account and network address together: five wrong ones, and that pair waits
half an hour. allauth's limits (settings) count each address and each account by itself. Nothing
said or done depends on whether the account exists.
"""

from __future__ import annotations

import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac


def address(credentials: dict[str, Any] | None) -> str:
    """The e-mail address somebody tried, in small letters; empty if none was given."""
    given = credentials or {}
    return str(given.get("email") or given.get("username") or "").strip().lower()


def fingerprint(email: str) -> str:
    """What the counters keep instead of an address: it cannot be turned back into one."""
    return salted_hmac("people.signin.lockout", email.strip().lower()).hexdigest()


def counted_as(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name under which django-axes counts an attempt."""
    tried = address(credentials) or str(request.POST.get("login", ""))
    return fingerprint(tried)


def network_address(request: HttpRequest) -> str | None:
    """Where the attempt came from, the same answer for every counter; None if nobody sent it."""
    if "REMOTE_ADDR" not in request.META:
        return None
    return str(get_adapter(request).get_client_ip(request))


def locked_page(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """429, and how long to wait. Trying again meanwhile starts the wait anew."""
    wait = get_cool_off(request) or datetime.timedelta()
    minutes = int(wait.total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)
