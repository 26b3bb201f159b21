"""Who works with a child: the page that says so, and the forms that change it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cases.access import may_keep_lists
from cases.actions import allocations
from cases.caseloads import counted, near
from cases.forms.allocations import AllocateForm, EndForm
from cases.models import Allocation
from cases.permissions import may_allocate, may_read_narrative, may_record
from cases.visibility import children
from cases.web import Opened, open_child
from look.words import longdate
from people.offers import workers_to_choose
from people.refusal import require
from people.roles import Role
from people.web import attempt, posted


def workers(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everyone who works or worked with the child, and what this person may change of it."""
    opened = open_child(request, pk)
    held = list(
        opened.child.allocations.select_related("user").order_by("role", "-main", "-starts_on")
    )
    on = opened.viewer.on
    return TemplateResponse(
        request,
        "cases/workers.html",
        {
            "opened": opened,
            "child": opened.child,
            "today": on,
            "current": [row for row in held if row.ends_on is None or row.ends_on > on],
            "past": [row for row in held if row.ends_on is not None and row.ends_on <= on],
            "roles": [role for role in Allocation.Role if _may(opened, role)],
            "links": _links(opened),
        },
    )


def _links(opened: Opened) -> list[tuple[str, str]]:
    """What else this person may put right about the record itself."""
    who, child = opened.viewer, opened.child
    reads = may_read_narrative(who.stand, child, on=who.on, at=who.at)
    offered = [
        (may_record(who.stand, child, on=who.on, at=who.at), "cases:edit_child", "Correct details"),
        (may_allocate(who.stand, child, on=who.on), "cases:child_team", "Let another team answer"),
        (may_keep_lists(who.stand, child, at=who.at), "cases:access", "Who may see the record"),
        (reads, "cases:looked", "Who has looked at the record"),
    ]
    return [(reverse(name, args=[child.pk]), text) for may, name, text in offered if may]


def _may(opened: Opened, role: Allocation.Role) -> bool:
    who = opened.viewer
    return bool(allocations.may_hold(who.stand, opened.child, role, on=who.on))


def allocate(request: HttpRequest, pk: uuid.UUID, role: str) -> HttpResponse:
    """Name a worker in one role from a day."""
    if role not in Allocation.Role.values:
        raise Http404("No such role.")
    opened = open_child(request, pk)
    who, child = opened.viewer, opened.child
    wanted = Allocation.Role(role)
    require(allocations.may_hold(who.stand, child, wanted, on=who.on))
    visible = children(who.stand, on=who.on, at=who.at)
    offers = workers_to_choose(
        Role(role), on=who.on, near=near(child.team), counts=counted(visible, who.on)
    )
    form = AllocateForm(
        posted(request), offers=offers, initial={"starts_on": who.on, "main": "main"}
    )
    if form.is_valid():
        data = form.cleaned_data
        row = attempt(
            form,
            lambda: allocations.allocate(
                child=child, worker=data["worker"], role=wanted, main=data["main"] == "main",
                starts_on=data["starts_on"], message=data["message"],
                by=who.user, at=who.at, on=who.on,
            ),
        )  # fmt: skip
        if row:
            day = longdate(row.starts_on, who.on)
            messages.success(request, f"{row.user} works with the child from {day}.")
            return redirect("cases:workers", pk=child.pk)
    return TemplateResponse(
        request,
        "cases/allocate.html",
        {"form": form, "child": child, "role": wanted, "today": who.on},
    )


def end(request: HttpRequest, pk: uuid.UUID, allocation_pk: uuid.UUID) -> HttpResponse:
    """Let a worker go from the child, from a day."""
    opened = open_child(request, pk)
    who = opened.viewer
    row = get_object_or_404(opened.child.allocations.select_related("user"), pk=allocation_pk)
    require(allocations.may_hold(who.stand, opened.child, row.role, on=who.on))
    form = EndForm(posted(request), initial=EndForm.starting(who.on))
    if form.is_valid():
        done = attempt(
            form,
            lambda: allocations.end(
                allocation=row, ends_on=form.cleaned_data["ends_on"], by=who.user, on=who.on
            ),
        )
        if done:
            messages.success(request, f"{row.user} no longer works with the child from that day.")
            return redirect("cases:workers", pk=opened.child.pk)
    return TemplateResponse(
        request, "cases/end_allocation.html", {"form": form, "child": opened.child, "row": row}
    )
