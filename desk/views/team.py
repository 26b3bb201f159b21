"""A team's page: what its manager is asked about on a Thursday, and the children behind it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import viewer
from desk.team import narrowed, team_work, teams_shown
from people.models import Team
from people.refusal import Refusal, Refused


def teams(request: HttpRequest) -> HttpResponse:
    """The teams in this manager's line."""
    who = viewer(request)
    mine = Team.objects.filter(pk__in=teams_shown(who.stand), closed_on=None)
    if not mine:
        raise Refused(Refusal("manages_nobody", "Your role manages no team."))
    return TemplateResponse(request, "desk/teams.html", {"teams": mine.order_by("kind", "name")})


def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Overdue by worker and by ask, oldest first; `owner` and `asks` narrow it to one number."""
    who = viewer(request)
    found = get_object_or_404(Team.objects.filter(pk__in=teams_shown(who.stand)), pk=pk)
    everything = team_work(who.stand, found, on=who.on, at=who.at)
    owner, asks = request.GET.get("owner", "")[:120], request.GET.get("asks", "")[:60]
    shown = narrowed(everything.work, owner=owner, asks=asks)
    disclose(request, shown.children)
    return TemplateResponse(
        request,
        "desk/team.html",
        {
            "team": found,
            "work": shown,
            "counts": everything,
            "owner": owner,
            "asks": asks,
            "today": who.on,
        },
    )
