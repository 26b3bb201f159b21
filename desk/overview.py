"""A child at a glance: what is due, the lifeline, where they live, what was last written."""

from __future__ import annotations

import datetime
from typing import Any

from cases.models import CarePeriod, CaseNote, ChronologyEntry
from cases.permissions import may_record
from cases.web import Opened
from desk.rows import worklist
from duties import visibility
from duties.models import Duty, StaleSubject
from look.lifeline import Gap, Home, Lifeline, Review, Visit
from people.trays import managers_of
from placements.models import Placement
from reviews.models import Review as ReviewRow
from visits.models import Visit as VisitRow

# How far back the lifeline reaches.
YEARS = 2


def overview(opened: Opened) -> dict[str, Any]:
    """What the overview page shows; narrative only for those who may read it."""
    child, who = opened.child, opened.viewer
    duties = visibility.duties(who.stand, on=who.on, at=who.at).filter(subject=child.pk)
    stays = list(
        Placement.objects.real().filter(child=child).select_related("home").order_by("-starts_on")
    )
    visits = list(
        VisitRow.objects.filter(child=child, corrected_by=None)
        .select_related("visitor", "home")
        .order_by("-on")[:200]
    )
    reviews = list(ReviewRow.objects.filter(child=child, cancelled_reason="").order_by("-held_on"))
    work = worklist(duties, who.stand, on=who.on, at=who.at)
    told = managers_of({child.team_id}, who.on)[child.team_id]
    return {
        "opened": opened,
        "today": who.on,
        "work": work,
        "next": [] if work.overdue or work.soon else work.later[:3],
        "told": " and ".join(told),
        "may_record": may_record(who.stand, child, on=who.on, at=who.at),
        "updating": StaleSubject.objects.filter(pk=child.pk).exists(),
        "stays": stays,
        "visits": visits[:5],
        "reviews": reviews[:3],
        "lifeline": lifeline(opened, stays, visits, reviews, duties),
        "notes": CaseNote.objects.filter(child=child, corrected_by=None)[:3]
        if opened.narrative
        else [],
        "story": ChronologyEntry.objects.filter(child=child, hidden=False)[:5]
        if opened.narrative
        else [],
    }


def lifeline(
    opened: Opened,
    stays: list[Placement],
    visits: list[VisitRow],
    reviews: list[ReviewRow],
    duties: Any,
) -> Lifeline | None:
    """Homes, visits, reviews and gaps of the last two years; None without any care in them."""
    today = opened.viewer.on
    first = CarePeriod.objects.filter(child=opened.child).order_by("starts_on").first()
    if first is None:
        return None
    start = max(first.starts_on, today - datetime.timedelta(days=365 * YEARS))
    if start >= today:
        return None
    seen = [visit for visit in visits if visit.seen and visit.on >= start]
    return Lifeline(
        start=start,
        end=today,
        today=today,
        finding=_finding(len(seen), stays, start),
        homes=[Home(str(stay.home), stay.starts_on, stay.ends_on) for stay in reversed(stays)],
        visits=[Visit(visit.on, visit.seen) for visit in reversed(visits)],
        gaps=gaps(duties, today),
        reviews=[Review(one.held_on) for one in reversed(reviews) if one.held_on],
    )


def gaps(duties: Any, today: datetime.date) -> list[Gap]:
    """Times in which the law owed a visit and none was made: from the due day to the visit."""
    late = duties.filter(
        asks="visit", nature=Duty.Nature.LAW, due_on__isnull=False, due_on__lt=today
    ).filter(state__in=[Duty.State.MET_LATE, Duty.State.OPEN, Duty.State.MISSED])
    return sorted(
        {
            Gap(due_on, met_on or today)
            for due_on, met_on in late.exclude(state=Duty.State.MISSED).values_list(
                "due_on", "met_on"
            )
        },
        key=lambda gap: gap.start,
    )


def _finding(seen: int, stays: list[Placement], start: datetime.date) -> str:
    lived = [stay for stay in stays if stay.ends_on is None or stay.ends_on > start]
    homes = "1 home" if len(lived) == 1 else f"{len(lived)} homes"
    times = "once" if seen == 1 else f"{seen} times"
    return f"Since {start.day} {start:%B %Y}: {homes}, and seen {times}"
