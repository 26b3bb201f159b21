"""Where a child lives and lived, periods of care and legal statuses."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from cases.pages import form_page
from cases.web import open_child
from people.web import attempt, posted
from placements import visibility
from placements.actions import care
from placements.condition import conditions
from placements.forms.care import EndCareForm, LegalForm, StartCareForm
from placements.living import periods_of
from placements.permissions import may_place, may_see_homes
from placements.views.opening import homes_page, open_to_place


def living(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where the child lives now, and before: periods of care with homes and legal statuses."""
    opened = open_child(request, pk)
    who = opened.viewer
    periods = periods_of(opened.child, who.on)
    here = next((care.now for care in periods if care.now), None)
    homes = visibility.homes(who.stand)
    return TemplateResponse(
        request,
        "placements/child.html",
        {
            "opened": opened,
            "periods": periods,
            "here": here,
            "condition": conditions(homes, [here.home], who.on).get(here.home.pk) if here else None,
            "in_care": any(care.open for care in periods),
            "may_place": may_place(who.stand, opened.child, on=who.on, at=who.at),
            "may_see_homes": may_see_homes(who.stand),
            "today": who.on,
        },
    )


def start_care(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
    form = StartCareForm(posted(request), today=given["on"], initial={"starts_on": given["on"]})
    if form.is_valid():
        made = attempt(
            form, lambda: care.start_care(child=opened.child, **form.cleaned_data, **given)
        )
        if made:
            messages.success(request, "Recorded. Say next where the child lives")
            return redirect("placements:place", pk)
    return form_page(request, opened, form, title="Start a period of care", back=homes_page(pk))


def end_care(request: HttpRequest, pk: uuid.UUID, care_pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
    period = get_object_or_404(opened.child.care_periods.select_related("child"), pk=care_pk)
    form = EndCareForm(posted(request), today=given["on"], initial={"ends_on": given["on"]})
    if form.is_valid():
        made = attempt(form, lambda: care.end_care(care=period, **form.cleaned_data, **given))
        if made:
            messages.success(request, "End of care recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="End a period of care", back=homes_page(pk),
        warns="The home and the legal status end on the same day, and what is due for care ends.",
    )  # fmt: skip


def change_legal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
    form = LegalForm(posted(request), today=given["on"], initial={"starts_on": given["on"]})
    if form.is_valid():
        made = attempt(
            form,
            lambda: care.change_legal_status(child=opened.child, **form.cleaned_data, **given),
        )
        if made:
            messages.success(request, "Legal status recorded")
            return redirect("placements:child", pk)
    return form_page(request, opened, form, title="Change the legal status", back=homes_page(pk))
