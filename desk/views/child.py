"""One child at a glance, every duty owed to them, and why each date is what it is."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from cases.web import open_child
from desk.overview import overview
from desk.rows import worklist
from duties import visibility
from duties.answers import answers
from duties.explain import explain
from duties.models import Duty, StaleSubject


def child(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The overview: next duties each with its reason, the lifeline, where they live, the latest."""
    opened = open_child(request, pk)
    return TemplateResponse(request, "desk/child.html", overview(opened))


def child_duties(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every duty ever owed to the child: open by urgency, then what became of the others."""
    opened = open_child(request, pk)
    who = opened.viewer
    every = visibility.duties(who.stand, on=who.on, at=who.at).filter(subject=opened.child.pk)
    closed = every.exclude(state=Duty.State.OPEN).order_by("-due_on", "-opened_on", "rule")
    return TemplateResponse(
        request,
        "desk/child_duties.html",
        {
            "opened": opened,
            "work": worklist(every, who.stand, on=who.on, at=who.at),
            "closed": closed,
            "today": who.on,
            "updating": StaleSubject.objects.filter(pk=opened.child.pk).exists(),
        },
    )


def why(request: HttpRequest, pk: uuid.UUID, duty_pk: uuid.UUID) -> HttpResponse:
    """Why this date: rule, source, facts, arithmetic; law or local."""
    opened = open_child(request, pk)
    who = opened.viewer
    seen = visibility.duties(who.stand, on=who.on, at=who.at).filter(subject=opened.child.pk)
    duty = get_object_or_404(seen, pk=duty_pk)
    explanation = explain(duty, today=who.on)
    if explanation is None:
        raise Http404("The facts of this duty have changed.")
    behind = seen.filter(state=Duty.State.OPEN, asks=duty.asks, owner_role=duty.owner_role).exclude(
        pk=duty.pk
    )
    others = [found for other in behind if (found := explain(other, today=who.on))]
    return TemplateResponse(
        request,
        "desk/why.html",
        {
            "opened": opened,
            "explanation": explanation,
            "others": others,
            "answer": answers([duty], who.stand, on=who.on, at=who.at).get(duty.pk),
            "overdue": duty.state == Duty.State.OPEN
            and duty.late_from is not None
            and duty.late_from <= who.at,
            "today": who.on,
        },
    )
