"""The trays: children of a team nobody holds, and children in care without an IRO."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from audit.reads import disclose
from cases.actions import allocations
from cases.caseloads import counted
from cases.forms.allocations import TrayForm
from cases.holding import care_began, unallocated, without_iro
from cases.models import Allocation, Child
from cases.visibility import children
from cases.web import Viewer, viewer
from people.offers import Choices, workers_to_choose
from people.refusal import Refusal, Refused
from people.roles import Reach, Role
from people.web import attempt, open_team, posted

PAGE = 50


def unallocated_tray(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Children of the team, and of those beneath it, whom nobody holds; longest first."""
    who = viewer(request)
    team = open_team(who.stand, pk)
    teams = who.stand.teams_under[team.pk]
    visible = children(who.stand, on=who.on, at=who.at)
    waiting = unallocated(visible.filter(team__in=teams), who.on).select_related("team")
    offers = workers_to_choose(
        Role.SOCIAL_WORKER, on=who.on, near=teams, counts=counted(visible, who.on)
    )
    return _tray(
        request, who, waiting, offers, Allocation.Role.SOCIAL_WORKER,
        template="cases/unallocated.html", here=reverse("cases:unallocated", args=[team.pk]),
        context={"team": team},
    )  # fmt: skip


def without_iro_tray(request: HttpRequest) -> HttpResponse:
    """Children in care whom no IRO reviews, for the IROs' manager to name one."""
    who = viewer(request)
    if not who.stand.holds(Role.IRO_MANAGER):
        raise Refused(
            Refusal("iro_manager_only", "Only the manager of the IROs sees who has no IRO.")
        )
    visible = children(who.stand, on=who.on, at=who.at)
    waiting = (
        without_iro(visible, who.on)
        .annotate(unheld_since=care_began(who.on))
        .order_by("unheld_since", "family_name", "given_name")
    )
    offers = workers_to_choose(Role.IRO, on=who.on, near=who.stand.teams(reach=Reach.OWN_IROS))
    return _tray(
        request, who, waiting.select_related("team"), offers, Allocation.Role.IRO,
        template="cases/without_iro.html", here=reverse("cases:without_iro"), context={},
    )  # fmt: skip


def _tray(
    request: HttpRequest,
    who: Viewer,
    waiting: QuerySet[Child],
    offers: Choices,
    role: Allocation.Role,
    *,
    template: str,
    here: str,
    context: dict[str, object],
) -> HttpResponse:
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    form = TrayForm(
        posted(request), offers=offers, children=[(str(one.pk), one.name) for one in shown]
    )
    if form.is_valid():
        data = form.cleaned_data
        moved = attempt(
            form,
            lambda: allocations.reassign(
                children=[uuid.UUID(one) for one in data["children"]], worker=data["worker"],
                role=role, starts_on=who.on, by=who.user, at=who.at, on=who.on,
            ),
        )  # fmt: skip
        if moved:
            number = "1 child" if len(moved) == 1 else f"{len(moved)} children"
            messages.success(request, f"{number} allocated to {data['worker']}.")
            return redirect(here)
    disclose(request, [one.pk for one in shown])
    ticked = set(request.POST.getlist("children"))
    rows = [
        {"child": one, "days": (who.on - one.unheld_since).days, "ticked": str(one.pk) in ticked}  # type: ignore[attr-defined]
        for one in shown
    ]
    return TemplateResponse(
        request, template, {"form": form, "page": page, "rows": rows, "today": who.on, **context}
    )
