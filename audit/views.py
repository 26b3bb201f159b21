"""The auditors' pages: who looked at whom, and who changed what. Each look is logged itself."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from audit.changes import Changes
from audit.forms import LookUp
from audit.reads import disclose_logs
from audit.visibility import Wanted, may_read_logs, reads
from people import clock
from people.refusal import require
from people.web import standing_of

PAGE = 50


@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """Who was shown which children."""
    form, wanted = _asked(request)
    page = None
    if wanted:
        page = Paginator(reads(wanted), PAGE).get_page(request.GET.get("page"))
        shown = {wanted.child} if wanted.child else {
            child for read in page.object_list for child in read.children
        }  # fmt: skip
        disclose_logs(request, shown, looked_up=str(wanted))
    return TemplateResponse(request, "audit/looked.html", {"form": form, "page": page})


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """Who added, changed or removed what."""
    form, wanted = _asked(request)
    page = None
    if wanted:
        page = Paginator(Changes(wanted), PAGE).get_page(request.GET.get("page"))
        shown = {change.child for change in page.object_list if change.child}
        disclose_logs(request, shown, looked_up=str(wanted))
    return TemplateResponse(request, "audit/changed.html", {"form": form, "page": page})


def _asked(request: HttpRequest) -> tuple[LookUp, Wanted | None]:
    """The form, and what it asks for; None while it has mistakes.

    Raises:
        Refused: for everyone who is not an auditor.
    """
    require(may_read_logs(standing_of(request)))
    form = LookUp(request.GET)
    return form, form.wanted(clock.today()) if form.is_valid() else None
