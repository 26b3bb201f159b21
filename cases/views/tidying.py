"""Likely duplicates, merging them and undoing it; moving what was filed under the wrong child."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from audit.reads import disclose
from cases.actions import merging, refiling
from cases.duplicates import likely_pairs
from cases.finding import among
from cases.forms.tidying import MergeForm, RefileForm
from cases.holdings import REFILABLE, rows_of
from cases.merging import may_merge, plan
from cases.models import Child, Merge
from cases.permissions import may_record
from cases.visibility import children
from cases.web import Viewer, open_child, viewer
from look.words import longdate
from people.refusal import Refusal, Refused, require
from people.roles import Sight
from people.web import attempt, posted

# Up to so many children are offered to choose from; among more, a name is asked for.
FEW = 60


def _manager(request: HttpRequest) -> Viewer:
    who = viewer(request)
    if not who.stand.managed_teams:
        raise Refused(Refusal("managers_merge", "Two records are made one by a manager."))
    return who


def _theirs(who: Viewer) -> QuerySet[Child]:
    """Children whose records this person may merge: of their line, read in full."""
    seen = children(who.stand, on=who.on, sights=(Sight.FULL,))
    return seen.filter(team__in=who.stand.managed_teams)


def _merges(who: Viewer) -> QuerySet[Merge]:
    return (
        Merge.objects.filter(
            kept__in=_theirs(who), merged__team__in=who.stand.managed_teams, undone_at=None
        )
        .select_related("kept", "merged", "merged_by")
        .order_by("-merged_at")
    )


def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that may be one child, and the merges that can still be undone."""
    who = _manager(request)
    pairs = likely_pairs(_theirs(who))
    merges = list(_merges(who)[:50])
    disclose(request, {child.pk for pair in pairs for child in (pair.first, pair.second)})
    disclose(request, {merge.kept_id for merge in merges})
    return TemplateResponse(
        request, "cases/duplicates.html", {"pairs": pairs, "merges": merges, "today": who.on}
    )


def merge(request: HttpRequest, pk: uuid.UUID, merged_pk: uuid.UUID) -> HttpResponse:
    """Both records side by side, what will move, what is in the way, which values to keep."""
    kept = open_child(request, pk).child
    merged = open_child(request, merged_pk).child
    who = viewer(request)
    if kept == merged:
        raise Http404("One record is no pair.")
    require(may_merge(who.stand, kept, merged))
    shown = plan(kept, merged)
    form = MergeForm(posted(request), plan=shown, today=who.on)
    if form.is_valid() and not shown.in_the_way:
        trace = attempt(
            form,
            lambda: merging.merge(
                kept=kept, merged=merged, take=form.taken(), mains=form.mains(),
                reason=form.cleaned_data["reason"], by=who.user, at=who.at, on=who.on,
            ),
        )  # fmt: skip
        if trace:
            messages.success(request, "The two records are one. It can be undone from here.")
            return redirect("cases:duplicates")
    return TemplateResponse(
        request,
        "cases/merge.html",
        {"form": form, "kept": kept, "merged": merged, "plan": shown, "today": who.on},
    )


@require_POST
def undo_merge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make two records of one again."""
    who = _manager(request)
    trace = get_object_or_404(_merges(who), pk=pk)
    disclose(request, [trace.kept_id])
    try:
        merging.undo(trace=trace, by=who.user, at=who.at, on=who.on)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The merge was undone. There are two records again.")
    return redirect("cases:duplicates")


def refile(request: HttpRequest, pk: uuid.UUID, label: str, record_pk: uuid.UUID) -> HttpResponse:
    """Move one record to the child it is really about."""
    opened = open_child(request, pk, narrative=True)
    who, child = opened.viewer, opened.child
    require(may_record(who.stand, child, on=who.on, at=who.at))
    if label not in REFILABLE:
        raise Http404("Records of this kind are not moved.")
    record = get_object_or_404(rows_of(label), pk=record_pk, child=child)
    seen = children(who.stand, on=who.on, at=who.at, sights=(Sight.FULL,)).exclude(pk=child.pk)
    form, offered = _refile_form(request, seen)
    if form.is_valid():
        data = form.cleaned_data
        traces = attempt(
            form,
            lambda: refiling.refile(
                label=label, record=record.pk, from_child=child,
                to_child=Child.objects.get(pk=data["to_child"]), reason=data["reason"],
                by=who.user, at=who.at, on=who.on,
            ),
        )  # fmt: skip
        if traces:
            messages.success(request, f"The {REFILABLE[label]} was moved. Both records say so.")
            return redirect(child)
    disclose(request, [one.pk for one in offered])
    return TemplateResponse(
        request,
        "cases/refile.html",
        {"form": form, "child": child, "says": _says(label, record), "what": REFILABLE[label]},
    )


def _says(label: str, record: Any) -> str:
    """Which record it is: its kind, its day and its title, as far as it has them."""
    day = getattr(record, "on", None) or getattr(record, "held_on", None)
    of = f" of {longdate(day)}" if day else ""
    title = getattr(record, "title", "") or getattr(record, "name", "")
    return f"{REFILABLE[label].capitalize()}{of}{f': {title}' if title else ''}"


def _refile_form(request: HttpRequest, seen: QuerySet[Child]) -> tuple[RefileForm, list[Child]]:
    """The form, and the children it shows: everyone one reads if they are few, else by a name."""
    offered = list(seen.order_by("family_name", "given_name")[: FEW + 1])
    many = len(offered) > FEW
    if not many:
        return RefileForm(posted(request), offered=offered, many=False), offered
    words = request.POST.get("words", "").strip()[:100]
    found = list(among(seen, words)) if words else []
    if "find" in request.POST:
        typed = {"words": words, "reason": request.POST.get("reason", "")[:300]}
        form = RefileForm(None, offered=found, many=True, initial=typed)
        form.searched = bool(words)
        return form, found
    return RefileForm(posted(request), offered=found, many=True), found
