"""A visit in words, for its page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Allocation
from look.words import longdate
from people.clock import LONDON
from people.periods import holds
from visits.models import Visit, VisitorRole


@dataclass(frozen=True)
class Waiting:
    """A form that waits to be read, and for how many calendar days it has."""

    visit: Visit
    days: int


def waiting(visits: Iterable[Visit], on: datetime.date) -> list[Waiting]:
    """Forms by how long they have waited."""
    return [
        Waiting(visit, (on - visit.recorded_at.astimezone(LONDON).date()).days) for visit in visits
    ]


def facts(visit: Visit) -> list[tuple[str, str]]:
    """What was ticked and noted, (question, answer); what was left out is left out."""
    found = [
        ("Visited by", f"{visit.visitor}, {_as_what(visit)}"),
        ("When", _when(visit)),
        ("Home", str(visit.home or "")),
        ("Met at", visit.elsewhere),
        ("Known beforehand", "" if visit.announced else "No, nobody knew of the visit"),
        ("Also there", visit.present),
        ("Child seen", _seen(visit)),
        ("Where the child sleeps", {True: "Seen", False: "Not seen", None: ""}[visit.bedroom_seen]),
        ("How it is for the child there", visit.get_judgement_display()),
        ("Recorded", _recorded(visit)),
    ]
    return [(question, answer) for question, answer in found if answer]


def texts(visit: Visit) -> list[tuple[str, str]]:
    """What the worker wrote, (heading, text). The child's own words stand apart from these."""
    found = [
        ("What the visitor saw and heard", visit.worker_saw),
        ("What it is like where the child sleeps", visit.where_sleeps),
        ("What agrees and what does not", visit.triangulation),
        ("What was agreed with the manager at once", visit.steps_agreed),
    ]
    return [(heading, text) for heading, text in found if text]


def _as_what(visit: Visit) -> str:
    """In which role; somebody who did not hold the child that day stood in for who did."""
    if visit.role != VisitorRole.SOCIAL_WORKER:
        return visit.get_role_display().lower()
    held = Allocation.objects.filter(
        holds(visit.on),
        child=visit.child_id,
        user=visit.visitor_id,
        role=Allocation.Role.SOCIAL_WORKER,
    )
    return "social worker" if held.exists() else "standing in for the social worker"


def _when(visit: Visit) -> str:
    said = longdate(visit.on)
    if visit.at:
        said += f", {visit.at:%H:%M}"
    return said + (f", {visit.minutes} minutes" if visit.minutes else "")


def _seen(visit: Visit) -> str:
    if not visit.seen:
        return f"No: {visit.not_seen_reason}"
    return "Yes, alone" if visit.alone else f"Yes, not alone: {visit.not_alone_reason}"


def _recorded(visit: Visit) -> str:
    at = visit.recorded_at.astimezone(LONDON)
    late = " (late)" if visit.late else ""
    return f"{longdate(at.date())}, {at:%H:%M}, by {visit.recorded_by}{late}"
