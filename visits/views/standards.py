"""The administrator's pages of what may be looked at on a purposeful visit."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from cases.web import Viewer, viewer
from look.forms import Form
from people.refusal import require
from people.web import attempt, posted
from visits import actions
from visits.evidence import standards
from visits.forms.evidence import RetireForm, StandardForm
from visits.models import Standard
from visits.permissions import may_keep_standards

LINES = "visits:standards"


def _keeper(request: HttpRequest) -> Viewer:
    who = viewer(request)
    require(may_keep_standards(who.stand))
    return who


def listing(request: HttpRequest) -> HttpResponse:
    """The lines as they are worded today, and those asked for no longer."""
    who = _keeper(request)
    now = standards(who.on)
    keys = {line.key for line in now}
    gone = Standard.objects.exclude(key__in=keys).filter(ends_on__lte=who.on)
    return TemplateResponse(
        request, "visits/standards.html", {"lines": now, "gone": gone.order_by("-ends_on")}
    )


def add(request: HttpRequest) -> HttpResponse:
    who = _keeper(request)
    form = StandardForm(posted(request), initial={"about": Standard.About.CHILD})
    if form.is_valid():
        made = attempt(
            form, lambda: actions.add_standard(by=who.user, on=who.on, **form.cleaned_data)
        )
        if made:
            messages.success(request, "Added: it stands on every form from today")
            return redirect(LINES)
    return _page(request, form, "Add a line")


def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    who = _keeper(request)
    line = get_object_or_404(Standard, pk=pk, ends_on=None)
    form = StandardForm(posted(request), initial=vars(line))
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.reword(standard=line, by=who.user, on=who.on, **form.cleaned_data),
        )
        if made:
            messages.success(request, "Worded anew from today; earlier forms keep their wording")
            return redirect(LINES)
    return _page(request, form, "Change a line")


def retire(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a line no longer: a page to confirm, then it is gone from new forms."""
    who = _keeper(request)
    line = get_object_or_404(Standard, pk=pk)
    form = RetireForm(posted(request))
    if form.is_valid():
        done = attempt(form, lambda: actions.retire(standard=line, by=who.user, on=who.on))
        if done:
            messages.success(request, "No longer asked; what was found under it stays")
            return redirect(LINES)
    return _page(request, form, "Ask for this line no longer", line=line, button="Take it off")


def _page(
    request: HttpRequest, form: Form, title: str, *, line: Standard | None = None,
    button: str = "Save",
) -> HttpResponse:  # fmt: skip
    return TemplateResponse(
        request,
        "visits/standard.html",
        {"form": form, "title": title, "line": line, "button": button},
    )
