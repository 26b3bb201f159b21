"""Who in a team holds how many children, and moving some or all of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.actions import allocations
from cases.caseloads import CASE_ROLES, counted, main_children, of_teams
from cases.forms.allocations import MoveForm
from cases.holding import unallocated
from cases.models import Allocation
from cases.visibility import children
from cases.web import viewer
from look.words import longdate
from people.models import User
from people.offers import workers_to_choose
from people.roles import Role
from people.web import attempt, open_team, posted


def caseloads(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The team's workers and how many children each holds. Numbers only: it discloses nobody."""
    who = viewer(request)
    team = open_team(who.stand, pk)
    teams = who.stand.teams_under[team.pk]
    visible = children(who.stand, on=who.on, at=who.at).filter(team__in=teams)
    return TemplateResponse(
        request,
        "cases/caseloads.html",
        {
            "team": team,
            "loads": of_teams(set(teams), visible, who.on),
            "waiting": unallocated(visible, who.on).count(),
            "today": who.on,
        },
    )


def move_caseload(
    request: HttpRequest, pk: uuid.UUID, user_pk: uuid.UUID, role: str
) -> HttpResponse:
    """Move some or all of one worker's children to another from a day."""
    if role not in CASE_ROLES:
        raise Http404("No such role.")
    who = viewer(request)
    team = open_team(who.stand, pk)
    visible = children(who.stand, on=who.on, at=who.at)
    mine = visible.filter(team__in=who.stand.teams_under[team.pk])
    worker = get_object_or_404(User, pk=user_pk)
    held = list(main_children(worker, role, mine, who.on))
    offers = workers_to_choose(
        Role(role),
        on=who.on,
        near=who.stand.teams_under[team.pk],
        counts=counted(visible, who.on),
    )
    form = MoveForm(
        posted(request),
        offers=offers,
        children=[(str(child.pk), child.name) for child in held],
        initial={"starts_on": who.on, "children": [str(child.pk) for child in held]},
    )
    if form.is_valid():
        data = form.cleaned_data
        moved = attempt(
            form,
            lambda: allocations.reassign(
                children=[uuid.UUID(one) for one in data["children"]], worker=data["worker"],
                role=Allocation.Role(role), starts_on=data["starts_on"], message=data["message"],
                by=who.user, at=who.at, on=who.on,
            ),
        )  # fmt: skip
        if moved:
            number = "1 child moves" if len(moved) == 1 else f"{len(moved)} children move"
            day = longdate(data["starts_on"], who.on)
            messages.success(request, f"{number} to {data['worker']} from {day}.")
            return redirect("cases:caseloads", pk=team.pk)
    disclose(request, [child.pk for child in held])
    return TemplateResponse(
        request,
        "cases/move_caseload.html",
        {"form": form, "team": team, "worker": worker, "held": held, "today": who.on},
    )
