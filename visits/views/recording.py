"""Pages of visits: record one, read one, put one right, close what followed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cases.web import Opened, open_child
from people.refusal import require
from people.web import attempt, posted
from visits import actions, answering, shown, telling, visibility
from visits.entry import Entry, Sheet
from visits.forms.evidence import findings
from visits.forms.visit import CorrectionForm, FinishForm, steps
from visits.models import Visit, VisitAction
from visits.permissions import (
    answers_for,
    may_correct_visit,
    may_finish_action,
    may_read_form,
    may_read_visit,
    may_record_visit,
)
from visits.states import State


def list_visits(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every visit to the child, the newest first, and one's own drafts."""
    opened = open_child(request, pk)
    who = opened.viewer
    found = (
        visibility.standing_visits(who.stand, on=who.on, at=who.at)
        .filter(child=opened.child)
        .select_related("visitor", "home", "corrects")
    )
    left = visibility.open_actions(who.stand, on=who.on, at=who.at).filter(visit__child=pk)
    steps = list(left) if opened.narrative else []
    return TemplateResponse(
        request,
        "visits/list.html",
        {
            "opened": opened,
            "visits": found,
            "drafts": visibility.drafts(who.stand, on=who.on, at=who.at).filter(child=pk),
            "actions": steps,
            "closable": [step.pk for step in steps if answers_for(who.stand, step)],
            "may_record": may_record_visit(who.stand, opened.child, on=who.on, at=who.at),
            "today": who.on,
        },
    )


def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record a visit. `?duty=` names the duty it is meant to answer, `?draft=` one begun before."""
    opened = open_child(request, pk)
    who = opened.viewer
    require(may_record_visit(who.stand, opened.child, on=who.on, at=who.at))
    sent = posted(request)
    entry = Entry(opened, sent, (sent or request.GET).get("duty", ""))
    if sent is None:
        sheet = _begin(request, entry)
    elif "add_action" in sent:
        sheet = entry.sheet_again(sent, more_rows=1)
    else:
        sheet = Sheet(entry.form(sent, initial={}), entry.rows(sent), entry.evidence(sent))
        if visit := _recorded(sheet, opened):
            return _after(request, visit)
    return _form_page(request, entry, sheet)


def _begin(request: HttpRequest, entry: Entry) -> Sheet:
    wanted = request.GET.get("draft", "")
    if not wanted:
        return Sheet(*entry.fresh(), entry.evidence())
    who = entry.opened.viewer
    own = visibility.drafts(who.stand, on=who.on, at=who.at).filter(child=entry.opened.child)
    draft = next((one for one in own if str(one.key) == wanted), None)
    if draft is None:
        raise Http404("No such draft.")
    return entry.drafted(draft)


def _recorded(sheet: Sheet, opened: Opened) -> Visit | None:
    """The visit, or None with the sheet saying what is wrong."""
    if not sheet.is_valid():
        return None
    who, form = opened.viewer, sheet.form
    return attempt(
        form,
        lambda: actions.record(
            child=opened.child, report=form.report(), steps=steps(sheet.rows),
            evidence=findings(sheet.evidence), by=who.user, on=who.on, at=who.at,
            key=form.cleaned_data["key"],
        ),
    )  # fmt: skip


def _after(request: HttpRequest, visit: Visit) -> HttpResponseRedirect:
    messages.success(request, "Visit recorded")
    return redirect("visits:one", visit.child_id, visit.pk)


def _form_page(request: HttpRequest, entry: Entry, sheet: Sheet) -> HttpResponse:
    return TemplateResponse(
        request,
        "visits/new.html",
        {
            "opened": entry.opened,
            "entry": entry,
            "form": sheet.form,
            "rows": sheet.rows,
            "evidence": sheet.evidence,
            "wrong": sheet.wrong_besides,
            "today": entry.opened.viewer.on,
        },
    )


@require_POST
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that says which duties the visit will answer."""
    opened = open_child(request, pk)
    who = opened.viewer
    require(may_record_visit(who.stand, opened.child, on=who.on, at=who.at))
    entry = Entry(opened, request.POST, request.POST.get("duty", ""))
    return TemplateResponse(request, "visits/_meets.html", {"entry": entry, "today": who.on})


@require_POST
def save_draft(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep what is typed; answers with the time it was kept at, or that it was sent already."""
    opened = open_child(request, pk)
    who = opened.viewer
    data = {
        name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"
    }
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404("No such draft.") from None
    draft = actions.save_draft(
        child=opened.child, data=data, by=who.user, on=who.on, at=who.at, key=key
    )
    return TemplateResponse(
        request, "visits/_saved.html", {"at": localtime(draft.saved_at) if draft else None}
    )


@require_POST
def discard_draft(request: HttpRequest, pk: uuid.UUID, draft: uuid.UUID) -> HttpResponse:
    opened = open_child(request, pk)
    who = opened.viewer
    own = visibility.drafts(who.stand, on=who.on, at=who.at).filter(child=pk)
    actions.discard_draft(draft=get_object_or_404(own, pk=draft), by=who.user)
    messages.success(request, "Draft thrown away")
    return redirect("visits:list", pk)


def one(request: HttpRequest, pk: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """One version of a visit: what was said, what it met, what follows."""
    opened = open_child(request, pk)
    who = opened.viewer
    found = _visit(opened, visit)
    require(may_read_visit(who.stand, found, on=who.on, at=who.at))
    met = answering.answered(found)
    newer = Visit.objects.filter(corrects=found).first()
    steps = [] if newer else list(found.actions.select_related("visit"))
    return TemplateResponse(
        request,
        "visits/one.html",
        {
            "opened": opened,
            "visit": found,
            "newer": newer,
            "closable": [step.pk for step in steps if answers_for(who.stand, step)],
            "met": met,
            "next": answering.next_asked(who.stand, found, met, at=who.at),
            "told": telling.told(found, on=who.on),
            "facts": shown.facts(found),
            "texts": shown.texts(found),
            "may_read": found.state == State.SUBMITTED
            and may_read_form(who.stand, found, on=who.on, at=who.at),
            "may_correct": may_correct_visit(who.stand, found, on=who.on, at=who.at),
            "today": who.on,
        },
    )


def correct(request: HttpRequest, pk: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """Write a corrected version, with the reason."""
    opened = open_child(request, pk)
    who = opened.viewer
    found = _visit(opened, visit)
    require(may_correct_visit(who.stand, found, on=who.on, at=who.at))
    entry = Entry(opened, correcting=found)
    sent = posted(request)
    form = entry.form(sent, initial={}) if sent else entry.version_of(found)
    lines = entry.evidence(sent)
    why = CorrectionForm(sent)
    if sent and all([form.is_valid(), why.is_valid(), *(line.is_valid() for line in lines)]):
        version = attempt(
            form,
            lambda: actions.correct(
                visit=found, report=form.report(), reason=why.cleaned_data["reason"],
                evidence=findings(lines),
                by=who.user, on=who.on, at=who.at, key=form.cleaned_data["key"],
            ),
        )  # fmt: skip
        if version:
            messages.success(request, "Corrected version recorded")
            return redirect("visits:one", pk, version.pk)
    return TemplateResponse(
        request,
        "visits/correct.html",
        {
            "opened": opened,
            "visit": found,
            "form": form,
            "why": why,
            "evidence": lines,
            "today": who.on,
        },
    )


def finish_action(request: HttpRequest, pk: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """Say that an action was done, and when."""
    opened = open_child(request, pk)
    who = opened.viewer
    standing = visibility.of_opened(opened.child).filter(corrected_by=None)
    found = get_object_or_404(
        VisitAction.objects.select_related("visit__child"), pk=action, visit__in=standing
    )
    require(may_read_visit(who.stand, found.visit, on=who.on, at=who.at))
    require(may_finish_action(who.stand, found, on=who.on, at=who.at))
    form = FinishForm(posted(request), initial={"done_on": who.on}, today=who.on)
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.finish_action(
                action=found, done_on=form.cleaned_data["done_on"],
                by=who.user, on=who.on, at=who.at,
            ),
        )  # fmt: skip
        if done:
            messages.success(request, "Action marked as done")
            return redirect("visits:one", pk, found.visit_id)
    return TemplateResponse(
        request, "visits/finish_action.html", {"opened": opened, "action": found, "form": form}
    )


def _visit(opened: Opened, pk: uuid.UUID) -> Visit:
    return get_object_or_404(visibility.of_opened(opened.child), pk=pk)
