"""A team's page: what its manager is asked about on a Thursday, and the children behind it."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import Viewer, viewer
from desk.ask_words import asked
from desk.ends import ends_needed
from desk.lateness import late_by_team
from desk.spreadsheet import download
from desk.team import narrowed, team_work, teams_shown
from people.models import Team
from people.refusal import Refusal, Refused


def teams(request: HttpRequest) -> HttpResponse:
    """The teams in this manager's line, and how late each of them is."""
    who = viewer(request)
    mine = Team.objects.filter(pk__in=teams_shown(who.stand), closed_on=None)
    if not mine:
        raise Refused(Refusal("manages_nobody", "Your role manages no team."))
    late = late_by_team(who.stand, list(mine), on=who.on, at=who.at)
    return TemplateResponse(request, "desk/teams.html", {"teams": late})


def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Overdue by worker and by ask, oldest first; `owner` and `asks` narrow it to one number."""
    who = viewer(request)
    found = _team(who, pk)
    everything = team_work(who.stand, found, on=who.on, at=who.at)
    chosen = _chosen(request)
    shown = narrowed(everything.work, **chosen)
    disclose(request, shown.children)
    return TemplateResponse(
        request,
        "desk/team.html",
        {
            "team": found,
            "work": shown,
            "counts": everything,
            "narrowed_to": " and ".join(
                filter(None, [chosen["owner"], chosen["asks"] and asked(chosen["asks"]).lower()])
            ),
            "soon_words": f"Next 7 days ({len(shown.soon)})",
            "unended": ends_needed(who.stand, found, on=who.on, at=who.at).count(),
            **chosen,
            "only": urlencode({key: value for key, value in chosen.items() if value}),
            "today": who.on,
        },
    )


def team_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the team's page lists, narrowed as there, for a spreadsheet."""
    who = viewer(request)
    everything = team_work(who.stand, _team(who, pk), on=who.on, at=who.at)
    return download(request, narrowed(everything.work, **_chosen(request)), on=who.on)


def _team(who: Viewer, pk: uuid.UUID) -> Team:
    return get_object_or_404(Team.objects.filter(pk__in=teams_shown(who.stand)), pk=pk)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The one number whose rows are asked for: of an owner, of an ask, or of both."""
    return {
        "owner": request.GET.get("owner", "")[:120],
        "asks": request.GET.get("asks", "")[:60],
    }
