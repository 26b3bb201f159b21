"""Children of a team whose care has no end although a return says it is over."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.web import viewer
from desk.ends import ends_needed, unended
from people.web import open_team

PAGE = 50


def end_dates(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The longest in care first, each with the page on which its end is said."""
    who = viewer(request)
    team = open_team(who.stand, pk)
    found = ends_needed(who.stand, team, on=who.on, at=who.at)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = unended(list(page.object_list))
    disclose(request, {row.care.child_id for row in rows})
    return TemplateResponse(
        request, "desk/end_dates.html", {"team": team, "page": page, "rows": rows, "today": who.on}
    )
