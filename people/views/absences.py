"""Saying who is away and who covers: an administrator, or the manager."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from people.actions import absences
from people.forms.staff import AwayForm, LastDayForm
from people.models import Absence
from people.permissions import may_record_absence
from people.refusal import require
from people.staffing import working
from people.visibility import staff
from people.web import attempt, posted, standing_of


def away(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody is away from a day, and somebody covers."""
    stand = standing_of(request)
    user = get_object_or_404(staff(stand), pk=pk)
    require(may_record_absence(stand, user, on=stand.on))
    form = AwayForm(
        posted(request),
        covers=working(stand.on).exclude(pk=user.pk),
        initial={"starts_on": stand.on},
    )
    if form.is_valid():
        data = form.cleaned_data
        row = attempt(
            form,
            lambda: absences.record(user=user, by=stand.user, on=stand.on, **data),
        )
        if row:
            messages.success(request, f"{row.covered_by} covers for {user}.")
            return redirect("people:person", pk=user.pk)
    return TemplateResponse(request, "people/away.html", {"form": form, "person": user})


def back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """They are back, or will be: the last day away."""
    stand = standing_of(request)
    row = get_object_or_404(
        Absence.objects.filter(user__in=staff(stand)).select_related("user", "covered_by"), pk=pk
    )
    require(may_record_absence(stand, row.user, on=stand.on))
    form = LastDayForm(posted(request), initial={"ends_on": row.ends_on or stand.on})
    if form.is_valid():
        ended = attempt(
            form,
            lambda: absences.end(
                absence=row, ends_on=form.cleaned_data["ends_on"], by=stand.user, on=stand.on
            ),
        )
        if ended:
            messages.success(request, "The last day away was saved.")
            return redirect("people:person", pk=row.user_id)
    return TemplateResponse(
        request, "people/back.html", {"form": form, "absence": row, "person": row.user}
    )
