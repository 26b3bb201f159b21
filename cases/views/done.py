"""Recording something done: the answer to every duty that has no form of its own yet."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases import done_words
from cases.actions import done
from cases.forms.records import DoneForm, ReasonForm
from cases.pages import form_page
from cases.permissions import may_correct, may_record
from cases.web import open_child
from documents.serving import download
from people.refusal import require
from people.web import attempt, posted


@login_required
def done_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was recorded as done, the newest first; what was taken back stays, with the reason."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    found = opened.child.dones.select_related("recorded_by", "withdrawn_by", "file")
    return TemplateResponse(
        request,
        "cases/done.html",
        {
            "opened": opened,
            "rows": [(row, done_words.says(row.what)) for row in found],
            "may_record": may_record(who.stand, opened.child, on=who.on, at=who.at),
            "managed": opened.child.team_id in who.stand.managed_teams,
        },
    )


@login_required
def add_done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """`?what=` is the word the duty that led here asks for."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record(who.stand, opened.child, on=who.on, at=who.at))
    wanted = done_words.answers(request.GET.get("what", ""))[:60]
    form = DoneForm(
        posted(request),
        request.FILES or None,
        today=who.on,
        answering=wanted,
        initial={
            "key": uuid.uuid4(), "what": wanted, "done_on": who.on, "by_name": who.user.name,
        },
    )  # fmt: skip
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: done.record_done(
                child=opened.child, what=said["what"], done_on=said["done_on"],
                by_name=said["by_name"], note=said["note"], file=said["file"], key=said["key"],
                by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, f"Recorded: {done_words.says(made.what)}")
            return redirect("cases:done", pk)
    back = reverse("cases:done", args=[pk])
    return form_page(request, opened, form, title="Record something done", back=back)


@login_required
def withdraw_done(request: HttpRequest, pk: uuid.UUID, done_pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    row = get_object_or_404(opened.child.dones.select_related("child"), pk=done_pk)
    require(may_correct(who.stand, opened.child, row.recorded_by_id, on=who.on, at=who.at))
    form = ReasonForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(
            form,
            lambda: done.withdraw_done(done=row, reason=reason, by=who.user, on=who.on, at=who.at),
        ):
            messages.success(request, "Taken back")
            return redirect("cases:done", pk)
    return form_page(
        request, opened, form, title="Take back what was recorded",
        back=reverse("cases:done", args=[pk]),
        says=f"{done_words.says(row.what)}, by {row.by_name}.",
        warns="What it answered becomes due again.", button="Take it back",
    )  # fmt: skip


@login_required
def done_file(request: HttpRequest, pk: uuid.UUID, done_pk: uuid.UUID) -> FileResponse:
    opened = open_child(request, pk, narrative=True)
    row = get_object_or_404(opened.child.dones.select_related("file"), pk=done_pk)
    if row.file is None:
        raise Http404("No file.")
    return download(row.file)
