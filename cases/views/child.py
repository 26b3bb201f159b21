"""Entering a child, correcting who they are, and letting another team answer for them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from audit.reads import disclose
from cases import naming
from cases.actions import children as actions
from cases.duplicates import like
from cases.forms.child import ChildForm, EditChildForm, NewChildForm, TeamForm
from cases.models import Child
from cases.permissions import may_allocate, may_record, teams_to_enter
from cases.visibility import children
from cases.web import Viewer, open_child, viewer
from people.models import Team
from people.refusal import Refusal, Refused, require
from people.web import attempt, posted


@dataclass(frozen=True)
class Difference:
    """One field two people wrote differently."""

    label: str
    yours: str
    theirs: str


def new(request: HttpRequest) -> HttpResponse:
    """Enter a child; children like them, of those this person may see, are shown first."""
    who = viewer(request)
    teams = [(str(team.pk), team.name) for team in teams_to_enter(who.stand)]
    if not teams:
        raise Refused(
            Refusal("enters_nobody", "Children are entered by managers and social workers.")
        )
    form = NewChildForm(posted(request), teams=teams)
    alike: list[Child] = []
    if form.is_valid():
        alike = _alike(form, who)
        disclose(request, [child.pk for child in alike])
        if not alike or form.cleaned_data["not_these"]:
            child = attempt(form, lambda: _create(form, who))
            if child:
                _warn_of_check_letter(request, child)
                messages.success(request, "Child entered.")
                return redirect("cases:workers", pk=child.pk)
    return TemplateResponse(
        request, "cases/new_child.html", {"form": form, "alike": alike, "today": who.on}
    )


def _create(form: NewChildForm, who: Viewer) -> Child:
    return actions.create(
        key=form.cleaned_data["key"],
        team=Team.objects.get(pk=form.cleaned_data["team"]),
        details=form.details(),
        aliases=form.other_names(),
        by=who.user,
        on=who.on,
    )


def _alike(form: ChildForm, who: Viewer) -> list[Child]:
    data = form.cleaned_data
    names = [data["given_name"], data["known_as"], data["family_name"]]
    return like(
        children(who.stand, on=who.on, at=who.at).exclude(pk=data["key"]).select_related("team"),
        name=naming.fold(" ".join(names)),
        born_on=data["born_on"],
        expected_on=data["expected_on"],
        numbers=(data["nhs_number"], "" if data["upn"].startswith("UN") else data["upn"]),
    )


def _open_teams(who: Viewer) -> QuerySet[Team]:
    return Team.objects.filter(Q(closed_on=None) | Q(closed_on__gt=who.on), kind=Team.Kind.TEAM)


def _warn_of_check_letter(request: HttpRequest, child: Child) -> None:
    if naming.upn_doubtful(child.upn):
        messages.warning(
            request,
            "The first letter of the unique pupil number does not fit the rest. It was saved; "
            "ask the school to read it out once more.",
        )


def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct who the child is. Who saves second is told, keeps their text and sees both."""
    opened = open_child(request, pk, narrative=True)
    who, child = opened.viewer, opened.child
    require(may_record(who.stand, child, on=who.on, at=who.at))
    form = EditChildForm(posted(request), initial=EditChildForm.starting(child))
    differences: list[Difference] = []
    if form.is_valid():
        try:
            saved = attempt(form, lambda: _edit(form, child, who))
        except actions.ChangedMeanwhile as conflict:
            form, differences = _second_editor(request, form, conflict)
            saved = None
        if saved:
            _warn_of_check_letter(request, saved)
            messages.success(request, "Details saved.")
            return redirect("cases:edit_child", pk=child.pk)
    return TemplateResponse(
        request,
        "cases/edit_child.html",
        {"form": form, "child": child, "differences": differences, "today": who.on},
    )


def _edit(form: EditChildForm, child: Child, who: Viewer) -> Child:
    return actions.edit(
        child=child,
        version=form.cleaned_data["version"],
        details=form.details(),
        aliases=form.other_names(),
        by=who.user,
        on=who.on,
        at=who.at,
    )


def _second_editor(
    request: HttpRequest, form: EditChildForm, conflict: actions.ChangedMeanwhile
) -> tuple[EditChildForm, list[Difference]]:
    """The same form with the newer version under it, and where the two differ."""
    stored = EditChildForm.starting(conflict.current)
    differences = [
        Difference(
            str(form[name].label), str(form.cleaned_data[name] or "–"), str(stored[name] or "–")
        )
        for name in stored
        if name != "version" and (form.cleaned_data[name] or "") != (stored[name] or "")
    ]
    data = request.POST.copy()
    data["version"] = str(conflict.current.version)
    again = EditChildForm(data)
    again.is_valid()
    again.add_error(None, conflict.says)
    return again, differences


def team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let another team answer for the child."""
    opened = open_child(request, pk)
    who, child = opened.viewer, opened.child
    require(may_allocate(who.stand, child, on=who.on))
    teams = [(str(one.pk), one.name) for one in _open_teams(who).exclude(pk=child.team_id)]
    form = TeamForm(posted(request), teams=teams)
    if form.is_valid():
        chosen = Team.objects.get(pk=form.cleaned_data["team"])
        moved = attempt(
            form,
            lambda: actions.move_to_team(child=child, team=chosen, by=who.user, on=who.on),
        )
        if moved:
            messages.success(request, f"{chosen} now answers for the child.")
            return redirect("/")
    return TemplateResponse(request, "cases/child_team.html", {"form": form, "child": child})
