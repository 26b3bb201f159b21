"""Case notes of a child: read, add, put right."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.actions import notes
from cases.forms.records import CorrectNoteForm, NoteForm
from cases.pages import form_page
from cases.permissions import may_correct, may_record
from cases.web import open_child
from people.refusal import require
from people.web import attempt, posted

PAGE = 25


@login_required
def note_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Notes, the newest first; of a corrected one the newest version."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    found = opened.child.casenotes.filter(corrected_by=None).select_related("recorded_by")
    return TemplateResponse(
        request,
        "cases/notes.html",
        {
            "opened": opened,
            "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "may_record": may_record(who.stand, opened.child, on=who.on, at=who.at),
        },
    )


@login_required
def note(request: HttpRequest, pk: uuid.UUID, note_pk: uuid.UUID) -> HttpResponse:
    """One version of a note, and every other version of it."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    found = get_object_or_404(
        opened.child.casenotes.select_related("recorded_by", "corrects", "corrected_by"),
        pk=note_pk,
    )
    may = may_correct(who.stand, opened.child, found.recorded_by_id, on=who.on, at=who.at)
    return TemplateResponse(
        request,
        "cases/note.html",
        {
            "opened": opened,
            "note": found,
            "newer": getattr(found, "corrected_by", None),
            "may_correct": may,
        },
    )


@login_required
def add_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record(who.stand, opened.child, on=who.on, at=who.at))
    form = NoteForm(posted(request), today=who.on, initial={"key": uuid.uuid4(), "on": who.on})
    if form.is_valid():
        made = attempt(
            form,
            lambda: notes.add_note(
                child=opened.child, said=form.said(), key=form.cleaned_data["key"],
                by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "Note recorded")
            return redirect("cases:notes", pk)
    back = reverse("cases:notes", args=[pk])
    return form_page(request, opened, form, title="Write a note", back=back, button="Save note")


@login_required
def correct_note(request: HttpRequest, pk: uuid.UUID, note_pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    found = get_object_or_404(opened.child.casenotes.select_related("child"), pk=note_pk)
    require(may_correct(who.stand, opened.child, found.recorded_by_id, on=who.on, at=who.at))
    said = {name: getattr(found, name) for name in NoteForm.base_fields if name != "key"}
    form = CorrectNoteForm(posted(request), today=who.on, initial={**said, "key": uuid.uuid4()})
    if form.is_valid():
        made = attempt(
            form,
            lambda: notes.correct_note(
                note=found, said=form.said(), reason=form.cleaned_data["reason"],
                key=form.cleaned_data["key"], by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "Corrected note recorded")
            return redirect("cases:note", pk, made.pk)
    back = reverse("cases:note", args=[pk, note_pk])
    return form_page(request, opened, form, title="Correct a note", back=back)
