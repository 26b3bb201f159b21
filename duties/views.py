"""The rules pages: which packs apply, what a change would do, and extra days off."""

from __future__ import annotations

import datetime
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from cases.web import Viewer, viewer
from duties import actions
from duties.forms import DayOffForm, EndPackForm, PackForm
from duties.models import ExtraDay, PackChoice, StaleSubject
from duties.owners import role_words
from duties.permissions import may_keep_rules
from duties.preview import preview
from duties.rules import STATUTE, chosen, local_packs
from people.refusal import require
from timescales import PackChoice as Choice
from timescales import shipped


def _keeper(request: HttpRequest) -> Viewer:
    who = viewer(request)
    require(may_keep_rules(who.stand, on=who.on))
    return who


def _day(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise Http404("No such day.") from None


def packs(request: HttpRequest) -> HttpResponse:
    """The law, the packs chosen and those that could be."""
    who = _keeper(request)
    return TemplateResponse(
        request,
        "duties/packs.html",
        {
            "statute": shipped()[STATUTE],
            "packs": [
                (name, pack, PackChoice.objects.filter(pack=name))
                for name, pack in sorted(local_packs().items())
            ],
            "behind": StaleSubject.objects.count(),
            "today": who.on,
        },
    )


def one_pack(request: HttpRequest, pack: str) -> HttpResponse:
    """Every rule of one pack, in our words, with its source."""
    _keeper(request)
    found = shipped().get(pack)
    if found is None:
        raise Http404("No such pack.")
    rules = [(id_, rule, role_words(rule.owner)) for id_, rule in found.rules.items()]
    return TemplateResponse(request, "duties/pack.html", {"pack": found, "rules": rules})


def choose(request: HttpRequest, pack: str) -> HttpResponse:
    """Preview first; the same form with "apply" then does it."""
    who = _keeper(request)
    found = local_packs().get(pack)
    if found is None:
        raise Http404("No such pack.")
    held = PackChoice.objects.filter(pack=pack, ends_on=None).last()
    sections = [one for one in found.sections if held is None or one not in held.off]
    form = PackForm(request.POST or None, pack=found, initial={"sections": sections})
    lines = None
    if request.method == "POST" and form.is_valid():
        starts_on, off = form.cleaned_data["starts_on"], form.off
        if "apply" in request.POST:
            actions.choose_pack(pack=pack, starts_on=starts_on, off=off, by=who.user, on=who.on)
            messages.success(request, "The pack is chosen. Duties are being brought up to date.")
            return redirect("duties:packs")
        others = [one for one in chosen() if one.pack.name != pack]
        proposed = Choice(found, from_=starts_on, until=None, off=frozenset(off))
        lines = preview([*others, proposed], today=who.on)
    context = {"form": form, "pack": found, "lines": lines}
    return TemplateResponse(request, "duties/choose.html", context)


def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop following a pack from a day."""
    who = _keeper(request)
    choice = get_object_or_404(PackChoice, pk=pk)
    form = EndPackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_pack(choice=choice, by=who.user, on=who.on, **form.cleaned_data)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, "The pack ends on that day.")
            return redirect("duties:packs")
    context = {"form": form, "choice": choice, "pack": shipped()[choice.pack]}
    return TemplateResponse(request, "duties/end.html", context)


def days_off(request: HttpRequest) -> HttpResponse:
    """Days off that no almanac knew of; every one of them moves dates counted in working days."""
    who = _keeper(request)
    form = DayOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_day_off(by=who.user, on=who.on, **form.cleaned_data)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, "The day is listed. Duties are being brought up to date.")
            return redirect("duties:days_off")
    context = {"form": form, "days": ExtraDay.objects.all()}
    return TemplateResponse(request, "duties/days_off.html", context)


def remove_day_off(request: HttpRequest, day: str) -> HttpResponse:
    """Take a listed day away again; asked first."""
    who = _keeper(request)
    extra = get_object_or_404(ExtraDay, day=_day(day))
    if request.method == "POST":
        actions.remove_day_off(extra=extra, by=who.user, on=who.on)
        messages.success(request, "The day is a working day again.")
        return redirect("duties:days_off")
    return TemplateResponse(request, "duties/remove_day_off.html", {"extra": extra})
