"""A child's overview by hand: see by_hand. Its head is the template's own, on both sides."""

from __future__ import annotations

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from bench import data
from bench.by_hand import ask, grouped, row
from cases.models import CaseNote, Child
from desk.overview import YEARS
from look.lifeline import Gap, Home, Lifeline, Review, Visit
from people.roles import Sight
from placements.models.home import HomeKind


def child(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The overview for somebody who may read everything."""
    said = {"child": pk, "today": data.DAY}
    stays, visits = ask("child_stays", said), ask("child_visits", said)
    owed = ask("child_duties", said)
    work = grouped([_owned(one) for one in owed])
    viewer = SimpleNamespace(on=data.DAY)
    opened = SimpleNamespace(
        child=Child.objects.raw("SELECT * FROM cases_child WHERE id = %s", [pk])[0],
        sight=Sight.FULL,
        narrative=True,
        viewer=viewer,
    )
    return TemplateResponse(
        request,
        "desk/child.html",
        {
            "opened": opened,
            "today": data.DAY,
            "work": work,
            "next": [] if work.overdue or work.soon else work.later[:3],
            "told": (owed[0].managers or "").replace(", ", " and ") if owed else "",
            "may_record": True,
            "updating": False,
            "stays": [_stay(one) for one in stays],
            "visits": [_visit(one) for one in visits[:5]],
            "lifeline": _lifeline(stays, visits, said),
            "notes": [_note(one) for one in ask("child_notes", said)],
        },
    )


def _owned(one: Any) -> SimpleNamespace:
    found = row(one)
    if one.covered_by:
        found.owner = SimpleNamespace(name=one.covered_by, how=f"covering {one.held_by}")
    elif one.held_by:
        found.owner = SimpleNamespace(name=one.held_by, how="")
    else:
        how = one.owner_role.replace("_", " ")
        found.owner = SimpleNamespace(name=one.managers or "Nobody yet", how=how)
    return found


def _stay(one: Any) -> Any:
    one.get_kind_display = HomeKind(one.kind).label
    return one


def _visit(one: Any) -> SimpleNamespace:
    return SimpleNamespace(
        pk=one.id, on=one.on, seen=one.seen, alone=one.alone, child_words=one.child_words,
        not_seen_reason=one.not_seen_reason, visitor=SimpleNamespace(name=one.visitor),
    )  # fmt: skip


def _note(one: Any) -> Any:
    one.get_kind_display = CaseNote.Kind(one.kind).label
    return one


def _lifeline(stays: list[Any], visits: list[Any], said: dict[str, Any]) -> Lifeline | None:
    if not stays:
        return None
    first = min(stay.starts_on for stay in stays)
    start = max(first, data.DAY - datetime.timedelta(days=365 * YEARS))
    if start >= data.DAY:
        return None
    seen = sum(visit.seen and visit.on >= start for visit in visits)
    lived = sum(stay.ends_on is None or stay.ends_on > start for stay in stays)
    homes, times = "homes" if lived != 1 else "home", "once" if seen == 1 else f"{seen} times"
    return Lifeline(
        start=start,
        end=data.DAY,
        today=data.DAY,
        finding=f"Since {start.day} {start:%B %Y}: {lived} {homes}, and seen {times}",
        homes=[Home(stay.home, stay.starts_on, stay.ends_on) for stay in reversed(stays)],
        visits=[Visit(visit.on, visit.seen) for visit in reversed(visits)],
        gaps=[Gap(one.due_on, one.until) for one in ask("child_gaps", said)],
        reviews=[Review(one.held_on) for one in ask("child_reviews", said)],
    )
