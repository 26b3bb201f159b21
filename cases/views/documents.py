"""Files on a child's record."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.actions import documents
from cases.forms.records import DocumentForm
from cases.pages import form_page
from cases.permissions import may_record
from cases.web import open_child
from documents.serving import download
from people.refusal import require
from people.web import attempt, posted


@login_required
def document_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    return TemplateResponse(
        request,
        "cases/documents.html",
        {
            "opened": opened,
            "documents": opened.child.childdocuments.select_related("file", "recorded_by"),
            "may_record": may_record(who.stand, opened.child, on=who.on, at=who.at),
        },
    )


@login_required
def add_document(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    require(may_record(who.stand, opened.child, on=who.on, at=who.at))
    form = DocumentForm(
        posted(request),
        request.FILES or None,
        today=who.on,
        initial={"key": uuid.uuid4(), "dated": who.on},
    )
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(
            form,
            lambda: documents.add_document(
                child=opened.child, file=said["file"], title=said["title"], kind=said["kind"],
                dated=said["dated"], key=said["key"], by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "Document added")
            return redirect("cases:documents", pk)
    back = reverse("cases:documents", args=[pk])
    return form_page(request, opened, form, title="Add a document", back=back, button="Add")


@login_required
def document_file(request: HttpRequest, pk: uuid.UUID, document_pk: uuid.UUID) -> FileResponse:
    opened = open_child(request, pk, narrative=True)
    row = get_object_or_404(opened.child.childdocuments.select_related("file"), pk=document_pk)
    return download(row.file)
