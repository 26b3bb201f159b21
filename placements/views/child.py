"""Where a child lives and lived: read it, and record a move, an end, a legal status."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.codes import label
from cases.pages import form_page
from cases.web import Opened, open_child
from look.words import longdate
from people.refusal import require
from people.web import attempt, posted
from placements import visibility
from placements.actions import care, placing
from placements.forms import (
    EndCareForm,
    EndPlacementForm,
    InErrorForm,
    LegalForm,
    MilestoneForm,
    PlaceForm,
    StartCareForm,
)
from placements.models import Milestone, Placement
from placements.permissions import may_place, may_see_homes
from placements.whereabouts import lives_with


@login_required
def living(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Periods of care, each with its homes and legal statuses, the newest first."""
    opened = open_child(request, pk)
    who = opened.viewer
    periods = opened.child.care_periods.prefetch_related(
        "placements__home", "placements__milestones", "legal_statuses"
    ).order_by("-starts_on")
    return TemplateResponse(
        request,
        "placements/child.html",
        {
            "opened": opened,
            "periods": [
                {
                    "care": period,
                    "need": label("CIN", period.need_code) if period.need_code else "",
                    "end": label("REC", period.end_code) if period.end_code else "",
                    "stays": sorted(
                        period.placements.all(), key=lambda stay: stay.starts_on, reverse=True
                    ),
                    "statuses": [
                        (status, label("LS", status.code))
                        for status in reversed(period.legal_statuses.all())
                    ],
                }
                for period in periods
            ],
            "in_care": any(
                period.ends_on is None and not period.end_date_needed for period in periods
            ),
            "may_place": may_place(who.stand, opened.child, on=who.on, at=who.at),
            "may_see_homes": may_see_homes(who.stand),
            "today": who.on,
        },
    )


@login_required
def start_care(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    form = StartCareForm(posted(request), today=given["on"], initial={"starts_on": given["on"]})
    if form.is_valid():
        made = attempt(
            form, lambda: care.start_care(child=opened.child, **form.cleaned_data, **given)
        )
        if made:
            messages.success(request, "Recorded. Say next where the child lives")
            return redirect("placements:place", pk)
    return form_page(request, opened, form, title="Start a period of care", back=_back(pk))


@login_required
def end_care(request: HttpRequest, pk: uuid.UUID, care_pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    period = get_object_or_404(opened.child.care_periods.select_related("child"), pk=care_pk)
    form = EndCareForm(posted(request), today=given["on"], initial={"ends_on": given["on"]})
    if form.is_valid():
        made = attempt(form, lambda: care.end_care(care=period, **form.cleaned_data, **given))
        if made:
            messages.success(request, "End of care recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="End a period of care", back=_back(pk),
        warns="The home and the legal status end on the same day, and what is due for care ends.",
    )  # fmt: skip


@login_required
def change_legal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    form = LegalForm(posted(request), today=given["on"], initial={"starts_on": given["on"]})
    if form.is_valid():
        made = attempt(
            form,
            lambda: care.change_legal_status(child=opened.child, **form.cleaned_data, **given),
        )
        if made:
            messages.success(request, "Legal status recorded")
            return redirect("placements:child", pk)
    return form_page(request, opened, form, title="Change the legal status", back=_back(pk))


@login_required
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    now_in = lives_with(opened.child, given["on"])
    form = PlaceForm(
        posted(request),
        today=given["on"],
        homes=visibility.homes(opened.viewer.stand),
        moving=now_in is not None,
        initial={"starts_on": given["on"]},
    )
    if form.is_valid():
        made = attempt(
            form,
            lambda: placing.place(
                child=opened.child,
                move=form.move(),
                home=form.home_chosen,
                new_home=form.new_home,
                **given,
            ),
        )
        if made:
            day = longdate(made.starts_on, given["on"])
            messages.success(request, f"{made.home} from {day}")
            return redirect("placements:child", pk)
    says = f"The child lives in {now_in.home} now; that ends on the same day." if now_in else ""
    title = "Record a move" if now_in else "Record where the child lives"
    return form_page(request, opened, form, title=title, back=_back(pk), says=says)


@login_required
def end_placement(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    stay = _stay(opened, stay_pk)
    form = EndPlacementForm(posted(request), today=given["on"], initial={"ends_on": given["on"]})
    if form.is_valid():
        made = attempt(form, lambda: placing.end_placement(stay=stay, **form.cleaned_data, **given))
        if made:
            messages.success(request, "Recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="The child left this home", back=_back(pk),
        says=f"{stay.home}, since {longdate(stay.starts_on)}. If the child moved to another home, "
        "record the move instead.",
    )  # fmt: skip


@login_required
def in_error(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    stay = _stay(opened, stay_pk)
    form = InErrorForm(posted(request))
    if form.is_valid():
        made = attempt(
            form, lambda: placing.record_in_error(stay=stay, **form.cleaned_data, **given)
        )
        if made:
            messages.success(request, "Marked as recorded in error")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="Recorded in error", back=_back(pk),
        says=f"{stay.home}, from {longdate(stay.starts_on)}: the child never lived there.",
        warns="What was due because of it is withdrawn, with a trace.",
    )  # fmt: skip


@login_required
def milestone(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = _open_to_place(request, pk)
    stay = _stay(opened, stay_pk)
    form = MilestoneForm(posted(request), today=given["on"], initial={"day": given["on"]})
    if form.is_valid():
        said = {**form.cleaned_data, "kind": Milestone.Kind(form.cleaned_data["kind"])}
        made = attempt(form, lambda: placing.add_milestone(stay=stay, **said, **given))
        if made:
            messages.success(request, "Recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="Something agreed or asked", back=_back(pk),
        says=f"About {stay.home}. It may change how often the child is seen.",
    )  # fmt: skip


def _open_to_place(request: HttpRequest, pk: uuid.UUID) -> tuple[Opened, dict[str, Any]]:
    """The child, and who writes when, for those who record where the child lives."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_place(who.stand, opened.child, on=who.on, at=who.at))
    return opened, {"by": who.user, "on": who.on, "at": who.at}


def _stay(opened: Opened, pk: uuid.UUID) -> Placement:
    return get_object_or_404(opened.child.placements.select_related("child", "home"), pk=pk)


def _back(pk: uuid.UUID) -> str:
    return reverse("placements:child", args=[pk])
