"""The pages of access tokens: one's own, and everybody's for an administrator."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from api import actions, visibility
from api.forms import TokenForm
from api.models import Token
from api.permissions import may_keep_tokens
from people import clock
from people.refusal import require
from people.web import attempt, posted, standing_of


def own(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and creating one. Its secret stands in the answer, and nowhere else."""
    stand = standing_of(request)
    form = TokenForm(posted(request), initial={"key": uuid.uuid4(), "lasts": "90"})
    made: tuple[Token, str] | None = None
    if form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: actions.create(**data, by=stand.user, on=stand.on))
    if made:
        token, secret = made
        return TemplateResponse(request, "api/token_made.html", {"token": token, "secret": secret})
    return TemplateResponse(
        request,
        "api/tokens.html",
        {
            "form": form,
            "tokens": visibility.own_tokens(stand).alive(stand.on),
            "keeps": bool(may_keep_tokens(stand, on=stand.on)),
        },
    )


def everybodys(request: HttpRequest) -> HttpResponse:
    """Every living token: whose, what for, when it was last used."""
    stand = standing_of(request)
    require(may_keep_tokens(stand, on=stand.on))
    found = visibility.tokens(stand).alive(stand.on).select_related("user")
    return TemplateResponse(
        request, "api/everybodys_tokens.html", {"tokens": found.order_by("user__name", "name")}
    )


def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask once more, then end it."""
    stand = standing_of(request)
    token = get_object_or_404(visibility.tokens(stand).select_related("user"), pk=pk)
    mine = token.user_id == stand.user.pk
    back = "api:tokens" if mine else "api:everybodys_tokens"
    if request.method == "POST":
        actions.revoke(token=token, by=stand.user, on=stand.on, at=clock.now())
        messages.success(request, f"The token “{token}” opens nothing any more.")
        return redirect(back)
    return TemplateResponse(
        request, "api/revoke_token.html", {"token": token, "mine": mine, "back": back}
    )
