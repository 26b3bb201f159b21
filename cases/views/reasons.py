"""Opening a record by a stated reason, and the managers' list of such reasons."""

from __future__ import annotations

import uuid

import structlog
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.reads import disclose
from cases.access import may_start_shift, may_state_reason, reasons_to_see
from cases.actions import reasons as actions
from cases.forms.access import ShiftForm, UrgentForm
from cases.models import AccessReason
from cases.visibility import children
from cases.web import Viewer, viewer
from people.refusal import Refusal, Refused, require
from people.web import attempt, posted

PAGE = 25
log = structlog.get_logger(__name__)


def _review_page(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("cases:reasons"))


def urgent(request: HttpRequest) -> HttpResponse:
    """Break glass: one child, named exactly, with a reason and a limit. Never by a search."""
    who = viewer(request)
    require(may_state_reason(who.stand))
    form = UrgentForm(posted(request))
    if form.is_valid():
        row = attempt(
            form,
            lambda: actions.open_urgently(
                **form.cleaned_data, by=who.user, at=who.at, on=who.on,
                address=_review_page(request),
            ),
        )  # fmt: skip
        if row and row.child:
            disclose(request, [row.child.pk], purpose=row.reason[:300])
            messages.warning(request, "Your managers have been told that you opened this record.")
            return redirect(row.child)
        # Somebody trying names one after another shows in the log, without what they tried.
        log.warning("urgent_opening_failed", user=str(who.user.pk))
    return TemplateResponse(request, "cases/urgent.html", {"form": form})


def shift(request: HttpRequest) -> HttpResponse:
    """Out-of-hours duty states one reason for the shift."""
    who = viewer(request)
    require(may_start_shift(who.stand))
    running = AccessReason.objects.filter(
        user=who.user, kind=AccessReason.Kind.SHIFT, at__lte=who.at, until__gt=who.at
    ).first()
    form = ShiftForm(posted(request))
    if form.is_valid():
        row = attempt(
            form,
            lambda: actions.start_shift(
                **form.cleaned_data, by=who.user, at=who.at, on=who.on,
                address=_review_page(request),
            ),
        )  # fmt: skip
        if row:
            messages.success(request, "Your shift has begun. Managers have been told.")
            return redirect("cases:shift")
    return TemplateResponse(request, "cases/shift.html", {"form": form, "running": running})


def _manager(request: HttpRequest) -> Viewer:
    who = viewer(request)
    if not who.stand.managed_teams:
        raise Refused(Refusal("managers_review", "Stated reasons are reviewed by managers."))
    return who


def reasons(request: HttpRequest) -> HttpResponse:
    """Reasons stated by their people or about their children: those to review first."""
    who = _manager(request)
    listed = reasons_to_see(who.stand).select_related("user", "child", "reviewed_by")
    waiting_first = listed.order_by(F("reviewed_at").desc(nulls_first=True), "-at")
    page = Paginator(waiting_first, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    about = {row.child_id for row in rows if row.child_id}
    named = set(
        children(who.stand, on=who.on, at=who.at).filter(pk__in=about).values_list("pk", flat=True)
    )
    disclose(request, named)
    return TemplateResponse(
        request,
        "cases/reasons.html",
        {"rows": rows, "page": page, "named": named, "today": who.on},
    )


@require_POST
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say whether a reason was right."""
    who = _manager(request)
    row = get_object_or_404(reasons_to_see(who.stand), pk=pk)
    answer = request.POST.get("justified")
    if answer not in {"yes", "no"}:
        messages.error(request, "Say whether the reason was right.")
        return redirect("cases:reasons")
    try:
        actions.review(reason=row, justified=answer == "yes", by=who.user, at=who.at, on=who.on)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Reviewed.")
    return redirect("cases:reasons")
