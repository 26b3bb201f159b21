"""The IRO's pages of forms: what waits, by age; read one and sign it, or send it back."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.reads import disclose
from cases.web import open_child, viewer
from people.refusal import Refusal, Refused, require
from people.roles import Role
from people.web import attempt, posted
from visits import actions, shown, visibility
from visits.facts import FORM_READ
from visits.forms.reading import ReadingForm
from visits.models import Reading
from visits.permissions import may_read_form
from visits.states import State

READERS = (Role.IRO, Role.IRO_MANAGER)


def to_read(request: HttpRequest) -> HttpResponse:
    """Forms that wait for this IRO, the longest wait first; for the IROs' managers, everybody's."""
    who = viewer(request)
    if not who.stand.holds(*READERS):
        raise Refused(Refusal("iro_reads", "Independent reviewing officers read the forms."))
    mine = list(visibility.forms_to_read(who.stand, on=who.on, at=who.at))
    others = []
    if Role.IRO_MANAGER in who.stand.roles:
        known = {form.pk for form in mine}
        waiting = visibility.waiting_forms(who.stand, on=who.on, at=who.at)
        others = [form for form in waiting if form.pk not in known]
    disclose(request, [form.child_id for form in (*mine, *others)])
    return TemplateResponse(
        request,
        "visits/to_read.html",
        {
            "mine": shown.waiting(mine, who.on),
            "others": shown.waiting(others, who.on),
            "reads": Role.IRO in who.stand.roles,
        },
    )


def read(request: HttpRequest, pk: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """The whole form, and beneath it what the IRO makes of it."""
    opened = open_child(request, pk, narrative=True)
    who = opened.viewer
    found = get_object_or_404(visibility.of_opened(opened.child), pk=visit)
    require(may_read_form(who.stand, found, on=who.on, at=who.at))
    form = ReadingForm(posted(request))
    if form.is_valid():
        given: dict[str, Any] = {"visit": found, "by": who.user, "on": who.on, "at": who.at}
        reading = attempt(
            form,
            lambda: (
                actions.sign(**form.answers(), **given)
                if form.signs
                else actions.send_back(missing=form.cleaned_data["missing"], **given)
            ),
        )
        if reading:
            return _after(request, reading, pk)
    return TemplateResponse(
        request,
        "visits/read.html",
        {
            "opened": opened,
            "visit": found,
            "waits": found.state == State.SUBMITTED
            and not visibility.of_opened(opened.child).filter(corrects=found).exists(),
            "facts": shown.facts(found),
            "texts": shown.texts(found),
            "form": form,
            "today": who.on,
        },
    )


def _after(request: HttpRequest, reading: Reading, child: uuid.UUID) -> HttpResponse:
    if reading.outcome == Reading.Outcome.RETURNED:
        messages.success(request, "Sent back")
        return redirect("visits:to_read")
    messages.success(request, "Signed")
    return redirect("visits:one", child, reading.visit_id)


@require_safe
def read_next(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To the child's form that waits longest; if none does, to record a reading on paper."""
    opened = open_child(request, pk)
    who = opened.viewer
    waiting = visibility.waiting_forms(who.stand, on=who.on, at=who.at)
    form = waiting.filter(child=opened.child).first()
    if form:
        return redirect("visits:read", pk, form.pk)
    told = urlencode({"duty": request.GET.get("duty", ""), "what": FORM_READ})
    return redirect(f"{reverse('cases:done_new', args=[pk])}?{told}")
