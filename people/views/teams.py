"""The tree of teams, for administrators."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from people.actions import teams as actions
from people.forms.staff import CloseForm, TeamForm
from people.models import RoleAssignment, Team
from people.permissions import may_keep_people
from people.refusal import require
from people.staffing import LINE_ROLES
from people.standing import Standing
from people.web import attempt, posted, standing_of


def _keeper(request: HttpRequest) -> Standing:
    stand = standing_of(request)
    require(may_keep_people(stand, on=stand.on))
    return stand


def teams(request: HttpRequest) -> HttpResponse:
    """Every team beneath what it answers to, with who manages it."""
    stand = _keeper(request)
    return TemplateResponse(
        request, "people/teams.html", {"rows": _tree(stand.on), "today": stand.on}
    )


def _tree(on: datetime.date) -> list[dict[str, object]]:
    """The teams in the order they are drawn, each with its depth and its managers."""
    managers: dict[uuid.UUID, list[str]] = defaultdict(list)
    posts = RoleAssignment.objects.on(on).filter(role__in=LINE_ROLES).select_related("user")
    for post in posts:
        managers[post.team_id].append(post.user.name)
    beneath: dict[uuid.UUID | None, list[Team]] = defaultdict(list)
    for team in Team.objects.order_by("name"):
        beneath[team.parent_id].append(team)
    rows: list[dict[str, object]] = []

    def draw(parent: uuid.UUID | None, depth: int) -> None:
        for team in beneath[parent]:
            rows.append({"team": team, "depth": depth, "managers": managers[team.pk]})
            draw(team.pk, depth + 1)

    draw(None, 0)
    return rows


def new(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    stand = _keeper(request)
    form = TeamForm(posted(request))
    if form.is_valid():
        team = attempt(form, lambda: actions.add(**form.cleaned_data, by=stand.user, on=stand.on))
        if team:
            messages.success(request, f"{team} was added.")
            return redirect("people:teams")
    return TemplateResponse(request, "people/team.html", {"form": form})


def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Rename a team, or put it beneath another."""
    stand = _keeper(request)
    team = get_object_or_404(Team, pk=pk)
    form = TeamForm(
        posted(request),
        team=team,
        initial={"name": team.name, "kind": team.kind, "parent": team.parent_id},
    )
    if form.is_valid():
        saved = attempt(
            form,
            lambda: actions.edit(team=team, **form.cleaned_data, by=stand.user, on=stand.on),
        )
        if saved:
            messages.success(request, f"{saved} was saved.")
            return redirect("people:teams")
    return TemplateResponse(request, "people/team.html", {"form": form, "team": team})


def close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Close a team that nobody works in and no child is with."""
    stand = _keeper(request)
    team = get_object_or_404(Team, pk=pk)
    form = CloseForm(posted(request), initial={"closed_on": stand.on})
    if form.is_valid():
        closed = attempt(
            form,
            lambda: actions.close(
                team=team, closed_on=form.cleaned_data["closed_on"], by=stand.user, on=stand.on
            ),
        )
        if closed:
            messages.success(request, f"{closed} is closed from that day.")
            return redirect("people:teams")
    return TemplateResponse(request, "people/close_team.html", {"form": form, "team": team})
