"""What stands between every request and its page, as far as signing in is concerned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from people import clock
from people.signin import sessions

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_SENSES = """
accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope
magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock
usb xr-spatial-tracking
"""
PERMISSIONS = ", ".join(f"{sense}=()" for sense in _SENSES.split())


class SafeAnswers:
    """Nothing we make is kept by a browser or a proxy, framed, or given a device's senses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class SessionLimits:
    """Sign out whoever has been idle, or signed in, for too long; and whoever may no longer be in.

    A page answers with "you were signed out", which leads back to where they were. A request for a
    part of a page is told to load that page. The API is left anonymous and says so itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if SESSION_KEY in request.session:  # a leaver's, or of an earlier password
                logout(request)
            return self.get_response(request)
        now = clock.now()
        if sessions.over(request.session, now):
            return self._signed_out(request)
        sessions.touch(request.session, now)
        return self.get_response(request)

    def _signed_out(self, request: HttpRequest) -> HttpResponseBase:
        place = sessions.place_of(request)
        logout(request)
        if request.path.startswith("/api/"):
            return self.get_response(request)
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("signed_out")})
        sessions.remember(request.session, place)
        return redirect("signed_out")


# Where somebody may go before their second factor is set up.
WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "accessibility",
    "health_live",
    "health_ready",
    "help",
    "mfa_activate_totp",
    "privacy",
    "signed_out",
}


class SecondFactor:
    """Nobody works with a password alone, where the authority's settings ask for more."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if (
            not settings.REQUIRE_SECOND_FACTOR
            or not request.user.is_authenticated
            or (match and match.view_name in WITHOUT_SECOND_FACTOR)
            or _has_second_factor(request)
        ):
            return None
        return redirect("mfa_activate_totp")


def _has_second_factor(request: HttpRequest) -> bool:
    """Asked of the database until it says yes; then the session remembers. A reset ends it."""
    if not request.session.get("homeward_second_factor"):
        totp = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP)
        if not totp.exists():
            return False
        request.session["homeward_second_factor"] = True
    return True
