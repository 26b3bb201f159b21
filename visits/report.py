"""What somebody says about a visit, and whether it can be so. Asks the database, writes nothing."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from cases.models import CarePeriod, Child
from people.clock import LONDON
from people.models import User
from people.periods import holds
from placements.whereabouts import COMING_DAYS, Whereabouts, home_on, stays
from visits.models import Visit, VisitorRole

# A record made later than this is marked late, never refused (spec: purposeful-visit.md, "Life of
# a form"). The short limit applies where there are protection concerns, read as: the visitor
# judged it an immediate concern.
LATE_AFTER = datetime.timedelta(hours=48)
LATE_AFTER_CONCERN = datetime.timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to be done after the visit: by a worker, or by somebody at the home by name."""

    what: str
    due_on: datetime.date
    worker: User | None = None
    provider_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One person's account of a visit. Names are those of `visits.models.Visit`.

    `home` is the id of a home when the writer chose one; otherwise it follows from the day.
    """

    on: datetime.date
    role: VisitorRole
    seen: bool
    time: datetime.time | None = None
    home: uuid.UUID | None = None
    elsewhere: str = ""
    purposeful: bool = False
    announced: bool = True
    minutes: int | None = None
    present: str = ""
    not_seen_reason: str = ""
    alone: bool = False
    not_alone_reason: str = ""
    bedroom_seen: bool | None = None
    where_sleeps: str = ""
    child_words: str = ""
    worker_saw: str = ""
    triangulation: str = ""
    judgement: str = ""
    tell_manager: bool = False
    steps_agreed: str = ""


def check(
    report: Report, steps: list[Step], child: Child, *, on: datetime.date
) -> Whereabouts | None:
    """The home the visit was to; none only when it was tried and nobody asked for a home.

    `on` is the day of writing.

    Raises:
        ValidationError: keyed by field, every fault at once: a visit in the future; before the
            child was looked after, or on a day with no home nor one starting within 28 calendar
            days; not seen, or not seen alone, without the reason; an immediate concern without
            the steps agreed; a step without an owner.
    """
    faults: dict[str, str] = {}
    where = None
    if report.on > on:
        faults["on"] = "Visit date must be today or in the past"
    else:
        known = stays(child)
        where = home_on(known, report.on, report.home)
        if where is None and report.home and home_on(known, report.on):
            faults["home"] = "The child neither lived in that home on the day nor was about to"
        elif where is None:
            faults["on"] = _nowhere(report.on, child)
    faults |= _unsaid(report)
    if any(not step.what or not (step.worker or step.provider_name) for step in steps):
        faults["steps"] = "Each action needs what is to be done, who does it and by when"
    if faults:
        raise ValidationError(faults)
    return where


def late(report: Report, *, at: datetime.datetime) -> bool:
    """Whether a record made at the instant `at` comes late.

    Counted from the time of the visit; where only its day is known, whole days stand in: 48 hours
    end with the second day after it, 24 with the next.
    """
    limit = LATE_AFTER
    if report.judgement == Visit.Judgement.IMMEDIATE:
        limit = LATE_AFTER_CONCERN
    if report.time is None:
        return (at.astimezone(LONDON).date() - report.on) > limit
    visited = datetime.datetime.combine(report.on, report.time, tzinfo=LONDON)
    # In UTC, where 48 hours over a change of clocks are 48 hours.
    return at.astimezone(datetime.UTC) - visited.astimezone(datetime.UTC) > limit


def _nowhere(day: datetime.date, child: Child) -> str:
    """Why a visit on that day cannot be: no home, or not looked after yet."""
    said = f"{day.day} {day:%B %Y}"
    if not CarePeriod.objects.filter(holds(day), child=child).exists():
        first = CarePeriod.objects.filter(child=child).order_by("starts_on").first()
        if first and day < first.starts_on:
            since = f"{first.starts_on.day} {first.starts_on:%B %Y}"
            return (
                f"The child was not looked after on {said}: that began on {since}. "
                "Check the date of the visit"
            )
    return (
        f"No home is recorded for {said}, nor one starting within {COMING_DAYS} days after it. "
        "Check the date, or record first where the child lived"
    )


def _unsaid(report: Report) -> dict[str, str]:
    """Reasons and steps that have to be given."""
    faults: dict[str, str] = {}
    if not report.seen and not report.not_seen_reason.strip():
        faults["not_seen_reason"] = "Say why the child was not seen"
    if report.seen and not report.alone and not report.not_alone_reason.strip():
        faults["not_alone_reason"] = "Say why the child was not seen alone"
    if report.judgement == Visit.Judgement.IMMEDIATE and not report.steps_agreed.strip():
        faults["steps_agreed"] = "Say what you agreed with your manager to keep the child safe"
    return faults
