"""Homes: find one, read its histories and who lives there, keep it right."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from audit.reads import disclose
from cases.web import Viewer, viewer
from look.pieces import NavItem
from people.refusal import require
from people.web import attempt, posted
from placements import visibility
from placements.actions import homes
from placements.condition import condition_of, conditions, needing_attention, with_condition
from placements.forms.homes import (
    HomeForm,
    InspectionForm,
    NoticeForm,
    ProviderForm,
    RegistrationForm,
)
from placements.histories import history_of
from placements.models import Home, Provider
from placements.permissions import may_keep_homes, may_see_homes
from placements.visibility import still_open

LISTS = {"open": "All open homes", "attention": "Need attention", "closed": "Closed"}


def home_list(request: HttpRequest) -> HttpResponse:
    """Homes, those that need somebody first. Words are posted: a carer's name is in no address."""
    who = viewer(request)
    require(may_see_homes(who.stand))
    words = request.POST.get("words", "").strip()[:80]
    every = with_condition(visibility.homes(who.stand), who.on)
    lists = {
        "attention": needing_attention(every),
        "open": every.filter(still_open(who.on)),
        "closed": every.exclude(still_open(who.on)),
    }
    chosen = request.GET.get("show", "open")
    chosen = chosen if chosen in lists else "open"
    found = visibility.named(every, words) if words else lists[chosen]
    page = Paginator(found.order_by("name", "pk"), visibility.SHOWN).get_page(
        1 if words else request.GET.get("page")
    )
    return TemplateResponse(
        request,
        "placements/homes.html",
        {
            "asked": request.method == "POST",
            "words": words,
            "page": page,
            "conditions": [condition_of(row, who.on) for row in page],
            "tabs": [
                NavItem(text, f"?show={key}", current=not words and key == chosen)
                for key, text in LISTS.items()
            ],
            "may_keep": may_keep_homes(who.stand),
        },
    )


def home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One home: how full, how it stands, who lives there and lived there, what was said of it."""
    who, found = _open_home(request, pk)
    here = visibility.residents(found, who.stand, on=who.on, at=who.at)
    before = visibility.lived_here(found, who.stand, on=who.on, at=who.at)
    disclose(request, [stay.child_id for stay in (*here.seen, *before.seen)])
    return TemplateResponse(
        request,
        "placements/home.html",
        {
            "home": found,
            "condition": conditions(visibility.homes(who.stand), [found], who.on)[found.pk],
            "here": here,
            "before": before,
            "events": history_of(found),
            "may_keep": may_keep_homes(who.stand),
            "today": who.on,
        },
    )


def provider(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who runs homes, how to reach them, and their homes."""
    who = viewer(request)
    require(may_see_homes(who.stand))
    runs = get_object_or_404(Provider, pk=pk)
    rows = with_condition(visibility.homes(who.stand).filter(provider=runs), who.on)
    return TemplateResponse(
        request,
        "placements/provider.html",
        {
            "provider": runs,
            "conditions": [condition_of(row, who.on) for row in rows.order_by("closed_on", "name")],
            "may_keep": may_keep_homes(who.stand),
        },
    )


def edit_provider(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the name of who runs homes, and how to reach them."""
    who = viewer(request)
    require(may_keep_homes(who.stand))
    runs = get_object_or_404(Provider, pk=pk)
    form = ProviderForm(posted(request), initial=vars(runs))
    if form.is_valid():
        made = attempt(
            form,
            lambda: homes.edit_provider(provider=runs, by=who.user, on=who.on, **form.cleaned_data),
        )
        if made:
            messages.success(request, "Saved")
            return redirect("placements:provider", pk)
    return _page(
        request, form, title="Who runs the homes", back=reverse("placements:provider", args=[pk])
    )


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


def edit_home(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    _, found = _open_home(request, pk)
    initial = {name: getattr(found, name) for name in homes.FIELDS}
    initial["provider_name"] = str(found.provider or "")
    return _kept(
        request, pk, lambda data, _: HomeForm(data, initial=initial), homes.edit_home, "Change"
    )


def registration(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _kept(
        request,
        pk,
        lambda data, today: RegistrationForm(data, today=today, initial={"starts_on": today}),
        homes.set_registration,
        "Registration",
    )


def inspection(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _kept(
        request,
        pk,
        lambda data, today: InspectionForm(data, today=today, initial={"day": today}),
        homes.add_inspection,
        "Add an inspection",
    )


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
