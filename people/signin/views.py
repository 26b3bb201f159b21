"""The pages about one's own sign-in that django-allauth does not bring."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from people.signin import sessions


@login_not_required
def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """A page of django-allauth that we do not offer."""
    raise Http404


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What one may change about one's own sign-in."""
    return render(request, "account/own.html")


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Said after a sign-in ended by itself."""
    if request.user.is_authenticated:
        return redirect("/")
    kept = request.session.get(sessions.PLACE) or {}
    return render(request, "account/signed_out.html", {"kept_form": bool(kept.get("form"))})


@require_http_methods(["GET", "HEAD", "POST"])
def carry_on(request: HttpRequest) -> HttpResponse:
    """What somebody was sending when they were signed out, ready to be sent after all.

    Posting here lets go of it.
    """
    place = sessions.place(request.session, cast("User", request.user))
    if place is None or not place.form:
        return redirect("/")
    if request.method == "POST":
        sessions.forget(request.session)
        return redirect("/")
    return render(request, "account/carry_on.html", {"place": place})


LONG_ENOUGH_TO_MISS = 40  # characters


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page was too old, with what was typed, so that it can be copied."""
    typed: list[str] = []
    if request.user.is_authenticated and not request.path.startswith("/account/"):
        typed = [
            value
            for values in request.POST.lists()
            for value in values[1]
            if isinstance(value, str) and len(value) >= LONG_ENOUGH_TO_MISS
            and values[0] != "csrfmiddlewaretoken"
        ]  # fmt: skip
    return render(request, "403_csrf.html", {"typed": typed}, status=403)
