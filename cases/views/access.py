"""The two lists of a child: who alone may see the record, and who may not."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from cases.access import may_keep_lists
from cases.actions import access as actions
from cases.forms.access import ExcludeForm, LastDayForm, RestrictForm
from cases.models import Exclusion
from cases.web import Opened, open_child
from people.models import User
from people.refusal import require
from people.staffing import working
from people.web import attempt, posted


def _open(request: HttpRequest, pk: uuid.UUID) -> Opened:
    opened = open_child(request, pk)
    require(may_keep_lists(opened.viewer.stand, opened.child, at=opened.viewer.at))
    return opened


def _page(request: HttpRequest, opened: Opened, template: str, **context: Any) -> HttpResponse:
    shown = {"child": opened.child, "today": opened.viewer.on, **context}
    return TemplateResponse(request, f"cases/{template}.html", shown)


def _people(opened: Opened) -> QuerySet[User]:
    return working(opened.viewer.on)


def lists(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Both lists, with what may be done about them."""
    opened = _open(request, pk)
    child = opened.child
    return _page(
        request,
        opened,
        "access",
        permitted=child.permitted.select_related("user").order_by("user__name"),
        exclusions=child.exclusions.select_related("user").order_by("-starts_on"),
    )


def restrict(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who alone may see the record."""
    opened = _open(request, pk)
    child, who = opened.child, opened.viewer
    listed = list(child.permitted.values_list("user", flat=True))
    form = RestrictForm(
        posted(request), users=_people(opened), initial={"users": listed or [who.user.pk]}
    )
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.restrict(child=child, **form.cleaned_data, by=who.user, on=who.on),
        )
        if done:
            messages.success(request, "Only those listed see the record now.")
            return _back(child.pk, opened)
    return _page(request, opened, "restrict", form=form)


def _back(pk: uuid.UUID, opened: Opened) -> HttpResponse:
    """To the lists, if whoever changed them still sees them."""
    still = may_keep_lists(opened.viewer.stand, opened.child)
    return redirect("cases:access", pk=pk) if still else redirect("/")


@require_POST
def open_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let roles decide again."""
    opened = _open(request, pk)
    actions.open_up(child=opened.child, by=opened.viewer.user, on=opened.viewer.on)
    messages.success(request, "Roles decide again who sees the record.")
    return redirect("cases:access", pk=pk)


def exclude(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who may not see the record."""
    opened = _open(request, pk)
    child, who = opened.child, opened.viewer
    form = ExcludeForm(posted(request), users=_people(opened), initial={"starts_on": who.on})
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.exclude(child=child, **form.cleaned_data, by=who.user, on=who.on),
        )
        if done:
            messages.success(request, f"{done.user} is excluded.")
            return _back(child.pk, opened)
    return _page(request, opened, "exclude", form=form)


def end_exclusion(request: HttpRequest, pk: uuid.UUID, exclusion_pk: uuid.UUID) -> HttpResponse:
    """Let an exclusion end."""
    opened = _open(request, pk)
    who = opened.viewer
    row = get_object_or_404(
        Exclusion.objects.select_related("user", "child"), pk=exclusion_pk, child=opened.child
    )
    form = LastDayForm(posted(request), initial={"ends_on": who.on})
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.end_exclusion(
                exclusion=row, ends_on=form.cleaned_data["ends_on"], by=who.user, on=who.on
            ),
        )
        if done:
            messages.success(request, "The exclusion ends that day.")
            return redirect("cases:access", pk=pk)
    return _page(request, opened, "end_exclusion", form=form, exclusion=row)
