"""The child's story: what the record generated, and what people made of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.reads import disclose
from cases.actions import chronology
from cases.forms.records import EntryForm, MeaningForm
from cases.models import ChronologyEntry
from cases.moved import moved
from cases.pages import form_page
from cases.permissions import may_record
from cases.web import Opened, open_child
from look.forms.offers import not_after
from look.words import longdate
from people.refusal import require
from people.web import attempt, posted

PAGE = 50
KINDS = {
    "": "Everything",
    "care": "Care",
    "legal": "Legal status",
    "placement": "Homes",
    "visit": "Visits",
    "review": "Reviews",
    "hand": "Added by hand",
}


@login_required
def story(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Lines, the newest first. `?kind=` one kind of event; `?hidden=1` those left out as well."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    kind, hidden = request.GET.get("kind", ""), request.GET.get("hidden") == "1"
    found = opened.child.chronology.select_related("edited_by").order_by("-on", "source")
    if kind == "hand":
        found = found.filter(source="")
    elif kind in KINDS:
        found = found.filter(source__startswith=kind) if kind else found
    if not hidden:
        found = found.filter(hidden=False)
    moves = moved(opened)
    disclose(request, {one.other.pk for one in moves if one.other})
    return TemplateResponse(
        request,
        "cases/chronology.html",
        {
            "opened": opened,
            "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "kinds": KINDS.items(),
            "kind": kind,
            "hidden": hidden,
            "moves": moves,
            "may_record": may_record(who.stand, opened.child, on=who.on, at=who.at),
        },
    )


@login_required
def add_entry(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = _open_to_write(request, pk)
    who = opened.viewer
    form = EntryForm(posted(request), initial={"day": who.on})
    not_after(form.fields["day"], who.on)
    if form.is_valid():
        made = attempt(
            form,
            lambda: chronology.add_entry(
                child=opened.child, by=who.user, on=who.on, at=who.at, **form.cleaned_data
            ),
        )
        if made:
            messages.success(request, "Line added")
            return redirect("cases:chronology", pk)
    back = reverse("cases:chronology", args=[pk])
    return form_page(request, opened, form, title="Add to the chronology", back=back)


@login_required
def edit_entry(request: HttpRequest, pk: uuid.UUID, entry_pk: uuid.UUID) -> HttpResponse:
    """Say what a line meant."""
    opened = _open_to_write(request, pk)
    who = opened.viewer
    entry = _entry(opened, entry_pk)
    form = MeaningForm(posted(request), initial={"meaning": entry.meaning})
    if form.is_valid():
        meaning = form.cleaned_data["meaning"]
        if attempt(
            form,
            lambda: chronology.edit_meaning(
                entry=entry, meaning=meaning, by=who.user, on=who.on, at=who.at
            ),
        ):
            messages.success(request, "Saved")
            return redirect("cases:chronology", pk)
    back = reverse("cases:chronology", args=[pk])
    return form_page(
        request, opened, form, title=f"{longdate(entry.on)}", back=back, says=entry.generated
    )


@login_required
@require_POST
def show_entry(request: HttpRequest, pk: uuid.UUID, entry_pk: uuid.UUID) -> HttpResponse:
    """Leave a line out of the story (`shown=0`), or take it in again."""
    opened = _open_to_write(request, pk)
    who = opened.viewer
    shown = request.POST.get("shown") == "1"
    chronology.show_entry(
        entry=_entry(opened, entry_pk), shown=shown, by=who.user, on=who.on, at=who.at
    )
    messages.success(request, "Shown again" if shown else "Left out; the record is untouched")
    return redirect("cases:chronology", pk)


def _entry(opened: Opened, pk: uuid.UUID) -> ChronologyEntry:
    return get_object_or_404(opened.child.chronology.select_related("child"), pk=pk)


def _open_to_write(request: HttpRequest, pk: uuid.UUID) -> Opened:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record(who.stand, opened.child, on=who.on, at=who.at))
    return opened
