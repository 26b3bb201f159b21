"""The people around a child."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.actions import around
from cases.forms.records import EndPersonForm, PersonForm
from cases.models import Person
from cases.pages import form_page
from cases.permissions import may_record
from cases.web import Opened, open_child
from look.forms.offers import not_after
from people.refusal import require
from people.web import attempt, posted


@login_required
def people(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    rows = list(opened.child.people.all())
    return TemplateResponse(
        request,
        "cases/around.html",
        {
            "opened": opened,
            "now": [row for row in rows if row.ends_on is None],
            "before": [row for row in rows if row.ends_on is not None],
            "may_record": may_record(who.stand, opened.child, on=who.on, at=who.at),
        },
    )


@login_required
def add_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = _open_to_write(request, pk)
    who = opened.viewer
    form = PersonForm(posted(request))
    if form.is_valid():
        made = attempt(
            form,
            lambda: around.add_person(
                child=opened.child, by=who.user, on=who.on, at=who.at, **form.cleaned_data
            ),
        )
        if made:
            messages.success(request, "Person added")
            return redirect("cases:around", pk)
    back = reverse("cases:around", args=[pk])
    return form_page(request, opened, form, title="Add a person", back=back)


@login_required
def edit_person(request: HttpRequest, pk: uuid.UUID, person_pk: uuid.UUID) -> HttpResponse:
    opened = _open_to_write(request, pk)
    who = opened.viewer
    row = get_object_or_404(opened.child.people.select_related("child"), pk=person_pk)
    form = PersonForm(posted(request), initial={name: getattr(row, name) for name in around.FIELDS})
    if form.is_valid():
        made = attempt(
            form,
            lambda: around.edit_person(
                person=row, by=who.user, on=who.on, at=who.at, **form.cleaned_data
            ),
        )
        if made:
            messages.success(request, "Changes saved")
            return redirect("cases:around", pk)
    back = reverse("cases:around", args=[pk])
    return form_page(request, opened, form, title="Change what is known", back=back)


@login_required
def end_person(request: HttpRequest, pk: uuid.UUID, person_pk: uuid.UUID) -> HttpResponse:
    opened = _open_to_write(request, pk)
    who = opened.viewer
    row: Person = get_object_or_404(opened.child.people.select_related("child"), pk=person_pk)
    form = EndPersonForm(posted(request), initial={"ends_on": who.on})
    not_after(form.fields["ends_on"], who.on)
    if form.is_valid():
        day = form.cleaned_data["ends_on"]
        if attempt(
            form,
            lambda: around.end_person(person=row, ends_on=day, by=who.user, on=who.on, at=who.at),
        ):
            messages.success(request, "Moved to those who are no longer around")
            return redirect("cases:around", pk)
    back = reverse("cases:around", args=[pk])
    return form_page(request, opened, form, title="No longer around", back=back, says=f"{row}.")


def _open_to_write(request: HttpRequest, pk: uuid.UUID) -> Opened:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record(who.stand, opened.child, on=who.on, at=who.at))
    return opened
