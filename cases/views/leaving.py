"""Somebody leaves: what that does is said before it is done."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from cases.actions.leaving import leave, what_leaving_does
from cases.forms.leaving import LeavingForm
from look.words import longdate
from people import clock
from people.models import User
from people.permissions import may_give_roles
from people.refusal import require
from people.web import attempt, posted, standing_of


def leaving(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark somebody as leaving from a day. The administrator sees how many children, not whom."""
    stand = standing_of(request)
    user = get_object_or_404(User, pk=pk)
    require(may_give_roles(stand, user, on=stand.on))
    form = LeavingForm(posted(request), initial={"left_on": stand.on})
    follows = None
    if form.is_valid():
        left_on = form.cleaned_data["left_on"]
        follows = what_leaving_does(user, left_on)
        if form.cleaned_data["confirmed"]:
            gone = attempt(
                form,
                lambda: leave(
                    user=user, left_on=left_on, by=stand.user, on=stand.on, at=clock.now()
                ),
            )
            if gone:
                day = longdate(left_on, stand.on)
                messages.success(request, f"{user} no longer works here from {day}.")
                return redirect("people:person", pk=user.pk)
    return TemplateResponse(
        request,
        "cases/leaving.html",
        {"form": form, "person": user, "follows": follows, "today": stand.on},
    )
