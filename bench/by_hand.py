"""The same pages as somebody would write them who has only this page to write.

Hand-written SQL, plain rows, the product's own templates. Nobody asks here who may see the child,
and no read is kept: that is what is measured.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from bench import data
from cases.models import Allocation
from desk.rows import Worklist
from duties.asks import SOON_DAYS

SQL = {path.stem: path.read_text() for path in (Path(__file__).parent / "sql").glob("*.sql")}
# What a social worker is offered for what is asked.
VISIT, REVIEW = ("Record a visit", "visits:new"), ("Book the review", "reviews:book")
BUTTONS = {
    "visit": VISIT, "purposeful_visit": VISIT, "review": REVIEW, "adoption_review": REVIEW
}  # fmt: skip
HELD_BY_WORKERS = [Allocation.Role.SOCIAL_WORKER.value]


def empty(request: HttpRequest) -> HttpResponse:
    """A page that says nothing, for somebody signed in."""
    return TemplateResponse(request, "base.html", {"today": data.DAY})


def my_work(request: HttpRequest) -> HttpResponse:
    """A social worker's My work."""
    said = {"me": request.user.pk, "today": data.DAY, "roles": HELD_BY_WORKERS}
    work = grouped([row(one) for one in ask("my_work", said)])
    first: dict[Any, Any] = {}
    for one in (*work.overdue, *work.soon, *work.later):
        first.setdefault(one.child.pk, one)
    return TemplateResponse(
        request,
        "desk/my_work.html",
        {
            "work": work,
            "later_words": f"Later, or without a date ({len(work.later)})",
            "caseload": [_held(one, first) for one in ask("my_children", said)],
            "drafts": [_with_child(one) for one in ask("my_drafts", said)],
            "actions": [_action(one) for one in ask("my_actions", said)],
            "asked": [],
            "waiting": [],
            "at_iros": [],
            "sees_children": True,
            "today": data.DAY,
            "manages": False,
            "visits": True,
        },
    )


def ask(name: str, said: dict[str, Any]) -> list[Any]:
    """The rows of one of bench/sql, each with its columns as attributes."""
    with connection.cursor() as cursor:
        cursor.execute(SQL[name], said)
        names = [column.name for column in cursor.description or ()]
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def row(one: Any) -> SimpleNamespace:
    """One line of a list, with what the template asks of it."""
    overdue = one.late_from is not None and one.late_from <= data.MORNING
    duty = SimpleNamespace(
        pk=one.id, subject_id=one.subject_id, asks=one.asks, title=one.title,
        due_on=one.due_on, opened_on=one.opened_on,
    )  # fmt: skip
    return SimpleNamespace(
        duty=duty,
        child=_child(one, one.child_id),
        overdue=overdue,
        late_by=max((data.DAY - one.due_on).days, 0) if overdue else 0,
        law=one.law,
        local=one.local,
        answer=_button(duty),
    )


def _button(duty: Any) -> SimpleNamespace:
    text, name = BUTTONS.get(duty.asks, ("Record it done", "cases:done_new"))
    told = urlencode({"duty": duty.pk, "what": duty.asks})
    return SimpleNamespace(text=text, url=f"{reverse(name, args=[duty.subject_id])}?{told}")


def _held(one: Any, first: dict[Any, Any]) -> SimpleNamespace:
    child = _child(one, one.id)
    return SimpleNamespace(child=child, last_seen=one.last_seen, next=first.get(one.id))


def _child(one: Any, pk: Any) -> SimpleNamespace:
    name = f"{one.known_as or one.given_name} {one.family_name}".strip()
    return SimpleNamespace(pk=pk, name=name)


def _with_child(one: Any) -> Any:
    one.child = _child(one, one.child_id)
    return one


def _action(one: Any) -> SimpleNamespace:
    visit = SimpleNamespace(child_id=one.child_id, child=_child(one, one.child_id))
    return SimpleNamespace(
        pk=one.id, what=one.what, due_on=one.due_on, provider_name=one.provider_name, visit=visit
    )


def grouped(rows: list[Any]) -> Worklist:
    """The three groups of a list, as every page shows them."""
    horizon = data.DAY + datetime.timedelta(days=SOON_DAYS)
    overdue = [one for one in rows if one.overdue]
    rest = [one for one in rows if not one.overdue]
    soon = [one for one in rest if one.duty.due_on and one.duty.due_on <= horizon]
    later = [one for one in rest if not one.duty.due_on or one.duty.due_on > horizon]
    return Worklist(overdue, soon, later)
