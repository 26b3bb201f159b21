"""Which duties a visit answers: asked of the rules before it is sent, read off the table after."""

from __future__ import annotations

import datetime

from cases.models import Child
from duties import asks
from duties.models import Duty
from duties.supposing import SUPPOSED, WouldMeet, would_meet
from duties.visibility import duties
from people.standing import Standing
from placements.whereabouts import home_on, stays
from visits.facts import VisitFact
from visits.models import Visit
from visits.report import Report


def open_duties(stand: Standing, child: Child, *, at: datetime.datetime) -> list[Duty]:
    """The child's open duties, the soonest first."""
    found = duties(stand, on=stand.on, at=at).filter(subject=child.pk, state=Duty.State.OPEN)
    return list(found.order_by("due_on", "rule"))


def would_answer(
    stand: Standing, child: Child, report: Report, *, at: datetime.datetime
) -> list[WouldMeet]:
    """Open duties that this visit would meet, were it recorded now; none if it cannot be."""
    where = home_on(stays(child), report.on, report.home)
    if where is None or report.on > stand.on:
        return []
    fact = VisitFact(
        report.role, report.purposeful, report.seen, report.alone, where.home.pk, report.announced
    )
    return would_meet(
        child.pk, fact.stated(report.on, SUPPOSED), open_duties(stand, child, at=at), today=stand.on
    )


def answered(visit: Visit) -> list[Duty]:
    """Duties this visit met, by the facts of today."""
    return list(
        Duty.objects.filter(subject=visit.child_id, met_by=f"visit:{visit.pk}").order_by("rule")
    )


def next_asked(
    stand: Standing, visit: Visit, met: list[Duty], *, at: datetime.datetime
) -> list[Duty]:
    """What is owed next of the same kind: of what this visit met, or else of who made it."""
    found = asks.asks(duties(stand, on=stand.on, at=at).filter(subject=visit.child_id))
    kinds = {duty.asks for duty in met}
    same = [duty for duty in found if duty.asks in kinds]
    return same or [duty for duty in found if duty.owner_role == visit.role][:1]


def asked_for(stand: Standing, child: Child, duty: str, *, at: datetime.datetime) -> Duty | None:
    """The duty a page was opened for, if it is one of this child's and still open."""
    return next((one for one in open_duties(stand, child, at=at) if str(one.pk) == duty), None)
