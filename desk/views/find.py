"""Find a child: tolerant of spelling, and only who you may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases.access import may_state_reason
from cases.finding import SHOWN, find
from cases.permissions import teams_to_enter
from cases.web import viewer


def find_child(request: HttpRequest) -> HttpResponse:
    """The words stay out of the address: a name must not land in a history or a log."""
    who = viewer(request)
    words = request.POST.get("words", "").strip()[:100] if request.method == "POST" else ""
    found = list(find(who.stand, words, on=who.on, at=who.at)) if words else []
    disclose(request, [child.pk for child in found])
    return TemplateResponse(
        request,
        "desk/find.html",
        {
            "words": words,
            "found": found,
            "asked": request.method == "POST",
            "limit": SHOWN if len(found) == SHOWN else None,
            "may_enter": teams_to_enter(who.stand).exists(),
            "may_ask": may_state_reason(who.stand),
            "today": who.on,
        },
    )
