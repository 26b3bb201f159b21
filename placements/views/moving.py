"""Recording a move in two steps, a leaving, what was agreed, what was recorded in error."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.pages import form_page
from cases.web import Opened
from look.words import longdate
from people.web import attempt, posted
from placements import visibility
from placements.actions import placing
from placements.condition import Condition, condition_of, conditions, with_condition
from placements.forms.moves import (
    EndPlacementForm,
    InErrorForm,
    MilestoneForm,
    MoveForm,
    NewHomeMoveForm,
)
from placements.models import Home, Milestone, Placement
from placements.views.opening import homes_page, open_to_place
from placements.whereabouts import lives_with

MOVE = "Record a move"
FIRST = "Record where the child lives"


def choose_home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The first step of a move: which home. The words are posted, never part of an address."""
    opened, given = open_to_place(request, pk)
    words = request.POST.get("words", "").strip()[:80]
    homes = visibility.homes(opened.viewer.stand)
    now_in = lives_with(opened.child, given["on"])
    lived_in = homes.filter(placements__child=opened.child, placements__in_error=False)
    offered = visibility.named(homes, words) if words else lived_in.distinct()
    if now_in:
        offered = offered.exclude(pk=now_in.home_id)
    rows = with_condition(offered, given["on"])[: visibility.SHOWN]
    return TemplateResponse(
        request,
        "placements/choose_home.html",
        {
            "opened": opened,
            "title": MOVE if now_in else FIRST,
            "now_in": now_in,
            "asked": request.method == "POST",
            "words": words,
            "offered": [condition_of(row, given["on"]) for row in rows],
            "most": visibility.SHOWN,
            "back": homes_page(pk),
        },
    )


def move_to(request: HttpRequest, pk: uuid.UUID, home_pk: uuid.UUID) -> HttpResponse:
    """The second step: from when and how, into a home that is known."""
    opened, given = open_to_place(request, pk)
    home = get_object_or_404(visibility.homes(opened.viewer.stand), pk=home_pk)
    known = conditions(visibility.homes(opened.viewer.stand), [home], given["on"])[home.pk]
    now_in = lives_with(opened.child, given["on"])
    form = MoveForm(
        posted(request), today=given["on"], moving=now_in is not None, kind=home.kind,
        initial={"starts_on": given["on"]},
    )  # fmt: skip
    return _move(request, opened, form, now_in, given, home=home, condition=known)


def move_to_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The second step, into a home nobody has recorded: it is written down with the move."""
    opened, given = open_to_place(request, pk)
    now_in = lives_with(opened.child, given["on"])
    form = NewHomeMoveForm(
        posted(request), today=given["on"], moving=now_in is not None, kind=None,
        initial={"starts_on": given["on"]},
    )  # fmt: skip
    return _move(request, opened, form, now_in, given)


def _move(
    request: HttpRequest,
    opened: Opened,
    form: MoveForm,
    now_in: Placement | None,
    given: dict[str, Any],
    *,
    home: Home | None = None,
    condition: Condition | None = None,
) -> HttpResponse:
    if form.is_valid():
        new_home = form.new_home if isinstance(form, NewHomeMoveForm) else None
        made = attempt(
            form,
            lambda: placing.place(
                child=opened.child, move=form.move(), home=home, new_home=new_home, **given
            ),
        )
        if made:
            day = longdate(made.starts_on, given["on"])
            messages.success(request, f"Recorded: {made.home}, from {day}")
            return redirect("placements:child", opened.child.pk)
    return TemplateResponse(
        request,
        "placements/move.html",
        {
            "opened": opened,
            "form": form,
            "title": MOVE if now_in else FIRST,
            "home": home,
            "condition": condition,
            "now_in": now_in,
            "back": reverse("placements:place", args=[opened.child.pk]),
            "today": given["on"],
        },
    )


def end_placement(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
    stay = _stay(opened, stay_pk)
    form = EndPlacementForm(posted(request), today=given["on"], initial={"ends_on": given["on"]})
    if form.is_valid():
        made = attempt(form, lambda: placing.end_placement(stay=stay, **form.cleaned_data, **given))
        if made:
            messages.success(request, "Recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="The child left this home", back=homes_page(pk),
        says=f"{stay.home}, since {longdate(stay.starts_on)}. If the child moved to another home, "
        "record the move instead.",
    )  # fmt: skip


def in_error(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
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
        request, opened, form, title="Recorded in error", back=homes_page(pk),
        says=f"{stay.home}, from {longdate(stay.starts_on)}: the child never lived there.",
        warns="What was due because of it is withdrawn, with a trace.",
    )  # fmt: skip


def milestone(request: HttpRequest, pk: uuid.UUID, stay_pk: uuid.UUID) -> HttpResponse:
    opened, given = open_to_place(request, pk)
    stay = _stay(opened, stay_pk)
    form = MilestoneForm(posted(request), today=given["on"], initial={"day": given["on"]})
    if form.is_valid():
        said = {**form.cleaned_data, "kind": Milestone.Kind(form.cleaned_data["kind"])}
        made = attempt(form, lambda: placing.add_milestone(stay=stay, **said, **given))
        if made:
            messages.success(request, "Recorded")
            return redirect("placements:child", pk)
    return form_page(
        request, opened, form, title="Something agreed or asked", back=homes_page(pk),
        says=f"About {stay.home}. It may change how often the child is seen.",
    )  # fmt: skip


def _stay(opened: Opened, pk: uuid.UUID) -> Placement:
    return get_object_or_404(opened.child.placements.select_related("child", "home"), pk=pk)
