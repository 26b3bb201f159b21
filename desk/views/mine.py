"""My work: what falls to the person who signed in, most urgent first."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import viewer
from desk.caseload import caseload
from desk.ends import ends_by_team
from desk.rows import worklist
from desk.spreadsheet import download
from duties.owners import owned_by
from people.trays import trays_of
from visits import visibility as visits

# How long a visit whose writer asked the manager to read it stays on the manager's page.
ASKED_DAYS = 14


def my_work(request: HttpRequest) -> HttpResponse:
    """What is owed by urgency, then drafts and actions, then the children one works with."""
    who = viewer(request)
    work = worklist(owned_by(who.stand, on=who.on, at=who.at), on=who.on, at=who.at)
    mine = caseload(who.stand, on=who.on)
    drafts = list(visits.drafts(who.stand, on=who.on, at=who.at))
    actions = list(visits.my_actions(who.stand, on=who.on, at=who.at))
    since = who.on - datetime.timedelta(days=ASKED_DAYS)
    asked = list(visits.for_my_attention(who.stand, since=since, on=who.on))
    shown = {draft.child_id for draft in drafts}
    shown |= {action.visit.child_id for action in actions} | {visit.child_id for visit in asked}
    disclose(request, {*work.children, *(child.pk for child in mine), *shown})
    return TemplateResponse(
        request,
        "desk/my_work.html",
        {
            "work": work,
            "caseload": mine,
            "drafts": drafts,
            "actions": actions,
            "asked": asked,
            "unended": ends_by_team(who.stand, on=who.on, at=who.at),
            "today": who.on,
            "manages": bool(trays_of(who.stand)),
            "visits": who.stand.records_visits,
        },
    )


def my_work_csv(request: HttpRequest) -> HttpResponse:
    """What is owed, as on the page, for a spreadsheet."""
    who = viewer(request)
    work = worklist(owned_by(who.stand, on=who.on, at=who.at), on=who.on, at=who.at)
    return download(request, work, on=who.on)
