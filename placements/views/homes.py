"""Homes: find one, read its histories and who lives there, keep it right."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from audit.reads import disclose
from cases.web import Viewer, viewer
from people.refusal import require
from people.web import attempt, posted
from placements import visibility
from placements.actions import homes
from placements.forms import HomeForm, InspectionForm, NoticeForm, RegistrationForm
from placements.models import Home
from placements.permissions import may_keep_homes, may_see_homes


@login_required
def home_list(request: HttpRequest) -> HttpResponse:
    """Find a home. The words are posted: a carer's name must not stand in an address or a log."""
    who = viewer(request)
    require(may_see_homes(who.stand))
    words = request.POST.get("words", "").strip()[:80]
    every = visibility.homes(who.stand)
    found = list(visibility.named(every, words)[: visibility.SHOWN]) if words else []
    return TemplateResponse(
        request,
        "placements/homes.html",
        {
            "words": words,
            "found": found,
            "more": len(found) == visibility.SHOWN,
            "may_keep": may_keep_homes(who.stand),
        },
    )


@login_required
def home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    who, found = _open_home(request, pk)
    living = visibility.residents(found, who.stand, on=who.on, at=who.at)
    disclose(request, [stay.child_id for stay in living.seen])
    return TemplateResponse(
        request,
        "placements/home.html",
        {
            "home": found,
            "living": living,
            "registrations": found.registrations.order_by("-starts_on"),
            "inspections": found.inspections.all(),
            "notices": found.notices.all(),
            "may_keep": may_keep_homes(who.stand),
            "today": who.on,
        },
    )


@login_required
def add_home(request: HttpRequest) -> HttpResponse:
    who = viewer(request)
    require(may_keep_homes(who.stand))
    form = HomeForm(posted(request))
    if form.is_valid():
        made = attempt(form, lambda: homes.add_home(by=who.user, on=who.on, **form.cleaned_data))
        if made:
            messages.success(request, "Home added")
            return redirect("placements:home", made.pk)
    return _page(request, form, title="Add a home", back=reverse("placements:homes"))


@login_required
def edit_home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _, found = _open_home(request, pk)
    initial = {name: getattr(found, name) for name in homes.FIELDS}
    initial["provider_name"] = str(found.provider or "")
    return _kept(
        request, pk, lambda data, _: HomeForm(data, initial=initial), homes.edit_home, "Change"
    )


@login_required
def registration(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _kept(
        request,
        pk,
        lambda data, today: RegistrationForm(data, today=today, initial={"starts_on": today}),
        homes.set_registration,
        "Registration",
    )


@login_required
def inspection(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _kept(
        request,
        pk,
        lambda data, today: InspectionForm(data, today=today, initial={"day": today}),
        homes.add_inspection,
        "Add an inspection",
    )


@login_required
def notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _kept(
        request,
        pk,
        lambda data, today: NoticeForm(data, today=today, initial={"day": today}),
        homes.add_notice,
        "Add a notice",
    )


def _kept(
    request: HttpRequest,
    pk: uuid.UUID,
    form_of: Callable[[Any, Any], Form],
    write: Callable[..., Any],
    title: str,
) -> HttpResponse:
    """The page of one form about a home, for those who keep homes."""
    who, found = _open_home(request, pk)
    require(may_keep_homes(who.stand))
    form = form_of(posted(request), who.on)
    if form.is_valid():
        made = attempt(form, lambda: write(home=found, by=who.user, on=who.on, **form.cleaned_data))
        if made:
            messages.success(request, "Saved")
            return redirect("placements:home", pk)
    back = reverse("placements:home", args=[pk])
    return _page(request, form, title=title, back=back, home=found)


def _page(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    return TemplateResponse(request, "placements/home_form.html", {"form": form, **context})


def _open_home(request: HttpRequest, pk: uuid.UUID) -> tuple[Viewer, Home]:
    who = viewer(request)
    require(may_see_homes(who.stand))
    return who, get_object_or_404(visibility.homes(who.stand), pk=pk)
