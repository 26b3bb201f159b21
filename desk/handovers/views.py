"""The children somebody took over, and the handover of each."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from audit.reads import disclose
from cases.actions import allocations
from cases.models import Handover
from cases.web import open_child, viewer
from desk.handovers.gather import gather
from desk.handovers.visibility import handed_to


def handovers(request: HttpRequest) -> HttpResponse:
    """Everything handed over to me that I have not read yet, then what I have."""
    who = viewer(request)
    every = list(handed_to(who.stand))
    disclose(request, [one.allocation.child_id for one in every])
    return TemplateResponse(
        request,
        "desk/handovers.html",
        {
            "unread": [one for one in every if one.read_at is None],
            "read": [one for one in every if one.read_at is not None],
            "today": who.on,
        },
    )


def handover(request: HttpRequest, pk: uuid.UUID, handover_pk: uuid.UUID) -> HttpResponse:
    """One child's handover: for who takes over, and whoever else reads the record."""
    opened = open_child(request, pk, narrative=True)
    row = get_object_or_404(
        Handover.objects.select_related("allocation__user", "from_user", "made_by"),
        pk=handover_pk,
        allocation__child=opened.child,
    )
    who = opened.viewer
    return TemplateResponse(
        request,
        "desk/handover.html",
        {
            "child": opened.child,
            "page": gather(row, opened),
            "mine": row.allocation.user_id == who.user.pk,
            "today": who.on,
            "now": who.at,
        },
    )


@require_POST
def mark_read(request: HttpRequest, pk: uuid.UUID, handover_pk: uuid.UUID) -> HttpResponse:
    """I have read it."""
    opened = open_child(request, pk, narrative=True)
    row = get_object_or_404(Handover, pk=handover_pk, allocation__child=opened.child)
    try:
        allocations.mark_read(handover=row, by=opened.viewer.user, at=opened.viewer.at)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Marked as read.")
    return redirect("handovers:mine")
