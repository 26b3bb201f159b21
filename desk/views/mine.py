"""My work: what falls to the person who signed in, most urgent first."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import Viewer, viewer
from desk.caseload import held
from desk.rows import Worklist, worklist
from desk.spreadsheet import download
from desk.waiting import overdue_at_iros, waiting
from duties.owners import owned_by
from people.roles import Reach
from people.trays import trays_of
from visits import visibility as visits
from visits.shown import waiting as by_wait

# How long a visit whose writer asked the manager to read it stays on the manager's page.
ASKED_DAYS = 14


def my_work(request: HttpRequest) -> HttpResponse:
    """What is owed by urgency, then drafts and actions, then the children one works with."""
    who = viewer(request)
    work = _work(who)
    mine = held(who.stand, work, on=who.on)
    drafts = list(visits.drafts(who.stand, on=who.on, at=who.at))
    actions = list(visits.my_actions(who.stand, on=who.on, at=who.at))
    since = who.on - datetime.timedelta(days=ASKED_DAYS)
    asked = list(visits.for_my_attention(who.stand, since=since, on=who.on))
    late = overdue_at_iros(who.stand, on=who.on, at=who.at)
    forms = by_wait(visits.forms_to_read(who.stand, on=who.on, at=who.at), who.on)
    returned = list(visits.sent_back(who.stand, on=who.on, at=who.at))
    shown = {row.child.pk for row in late} | {draft.child_id for draft in drafts}
    shown |= {action.visit.child_id for action in actions} | {visit.child_id for visit in asked}
    shown |= {row.visit.child_id for row in forms} | {visit.child_id for visit in returned}
    disclose(request, {*work.children, *(one.child.pk for one in mine), *shown})
    return TemplateResponse(
        request,
        "desk/my_work.html",
        {
            "work": work,
            "later_words": f"Later, or without a date ({len(work.later)})",
            "caseload": mine,
            "drafts": drafts,
            "actions": actions,
            "asked": asked,
            "waiting": waiting(who.stand, on=who.on, at=who.at),
            "at_iros": late,
            "sees_children": any(held.rule.reach != Reach.NONE for held in who.stand.holdings),
            "forms": forms,
            "returned": returned,
            "today": who.on,
            "manages": bool(trays_of(who.stand)),
            "visits": who.stand.records_visits,
        },
    )


def my_work_csv(request: HttpRequest) -> HttpResponse:
    """What is owed, as on the page, for a spreadsheet."""
    who = viewer(request)
    return download(request, _work(who), on=who.on)


def _work(who: Viewer) -> Worklist:
    owned = owned_by(who.stand, on=who.on, at=who.at)
    return worklist(owned, who.stand, on=who.on, at=who.at)
