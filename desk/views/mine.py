"""My work: what falls to the person who signed in, most urgent first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import viewer
from desk.caseload import caseload
from desk.rows import worklist
from duties.owners import owned_by
from people.trays import trays_of


def my_work(request: HttpRequest) -> HttpResponse:
    """Overdue, the next seven days, and the rest; then the children this person works with."""
    who = viewer(request)
    work = worklist(owned_by(who.stand, on=who.on, at=who.at), on=who.on, at=who.at)
    mine = caseload(who.stand, on=who.on)
    disclose(request, [*work.children, *(child.pk for child in mine)])
    return TemplateResponse(
        request,
        "desk/my_work.html",
        {
            "work": work,
            "caseload": mine,
            "today": who.on,
            "manages": bool(trays_of(who.stand)),
            "visits": who.stand.records_visits,
        },
    )
