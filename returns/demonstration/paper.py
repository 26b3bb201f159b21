"""What Marlshire's people wrote down as done: around each review, each home, each year."""

from __future__ import annotations

import datetime

from cases.models import Done
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, working_days_after
from returns.demonstration.filing import Case, Lived
from returns.demonstration.homes import lost_registration
from returns.demonstration.lives import Care
from returns.demonstration.reviewing import at_work
from returns.demonstration.sitting import Sitting

# Something was done so many days late, or, of late, not yet.
LATE, NOT_YET = 0.04, 0.03
RECENT = 45 * DAY
IRO_MANAGER = "Frances Tidyman"
Paper = tuple[str, datetime.date, str]


def done(case: Case, what: str, on: datetime.date, by: str) -> None:
    """A row that something was done, unless that was before the record or is yet to come."""
    if not case.county.since <= on < case.county.on:
        return
    recorder = case.worker_on(on) or case.county.staff.manager(case.team_key)
    case.county.rows.add(
        Done(
            id=case.dice.uuid(),
            key=case.dice.uuid(),
            child=case.child,
            what=what,
            on=on,
            by_name=by,
            recorded_by=recorder.user,
            recorded_at=at_work(case.dice, on),
        )
    )


def around_review(case: Case, one: Sitting) -> None:
    """Invitations, talks and reports before; decisions, answer and minutes after."""
    for what, on, by in [*_before(case, one), *_after(case, one)]:
        if on >= case.county.on - RECENT and case.dice.chance(NOT_YET):
            continue
        done(case, what, on, by)


def _late(case: Case) -> datetime.timedelta:
    """Seldom anything: by how much somebody did not manage."""
    return case.dice.days(2, 9) if case.dice.chance(LATE) else 0 * DAY


def _before(case: Case, one: Sitting) -> list[Paper]:
    dice = case.dice
    invited = one.planned - dice.days(29, 33)
    if one.first:
        invited = working_days_after(one.booked, dice.number(0, 1))
    sent = one.planned - (dice.days(3, 6) if one.first else dice.days(5, 9))
    sent = min(sent + _late(case), one.planned)
    invited = min(invited + _late(case), one.planned)
    talked = max(one.planned - dice.days(1, 8), one.booked)
    return [
        ("review_invitations", max(invited, one.booked), "Joan Tetlow"),
        ("review_documents", max(sent, one.booked), _social_worker(case, sent)),
        ("review_agenda", talked, case.iro.name),
        ("child_consultation", max(talked - DAY, one.booked), case.iro.name),
    ]


def _after(case: Case, one: Sitting) -> list[Paper]:
    if one.held is None:
        return []
    dice = case.dice
    home = next((lived for lived in case.stays if lived.stay.lived(one.planned)), None)
    soon = home is not None and home.stay.kind == HomeKind.CHILDRENS_HOME
    decided = one.held + dice.days(1, 5) + _late(case)
    answered = working_days_after(decided, dice.number(1, 5)) + _late(case)
    told = working_days_after(one.held, dice.number(6, 14 if soon else 19)) + _late(case)
    manager = case.county.staff.of("practice_manager", case.team_key)[0].name
    return [
        ("visiting_schedule_considered", one.held, case.iro.name),
        ("review_decisions", decided, case.iro.name),
        ("review_response", answered, manager),
        ("review_minutes", told, case.iro.name),
    ]


def _social_worker(case: Case, day: datetime.date) -> str:
    worker = case.worker_on(day) or case.county.staff.manager(case.team_key)
    return worker.name


def for_home(case: Case, lived: Lived) -> None:
    """The care plan once, a placement plan for each home; a few of them late."""
    dice, start = case.dice, lived.stay.starts
    by = _social_worker(case, start)
    if start == lived.care.starts:
        days = dice.number(2, 9) if dice.chance(0.95) else dice.number(11, 20)
        done(case, "care_plan", working_days_after(start, days), by)
    days = dice.number(0, 5) if dice.chance(0.94) else dice.number(6, 14)
    if start < case.county.on - 60 * DAY or not dice.chance(0.06):
        done(case, "placement_plan", working_days_after(start, days), by)
    if since := unregistered_since(case, lived):
        done(case, "placement_checklist", since + DAY, by)


def unregistered_since(case: Case, lived: Lived) -> datetime.date | None:
    """Since when the child has lived in an unregistered home, if so; such are of the cast."""
    stay = lived.stay
    if stay.kind == HomeKind.OTHER or stay.tag == "applied":
        return stay.starts
    return lost_registration(case.county.on) if stay.tag == "cancelled" else None


def for_care(case: Case, care: Care) -> None:
    """The IRO named; health assessments and education plans about when they are meant to be."""
    dice, until = case.dice, care.ends or case.county.on
    named = working_days_after(care.starts, dice.number(1, 4) if dice.chance(0.96) else 8)
    if care.starts >= case.county.since - 10 * DAY:
        done(case, "iro_named", max(named, case.county.since), IRO_MANAGER)
    day = care.starts + dice.days(12, 26)
    while day <= until:
        done(case, "health_assessment", day, "Nurse for children in care")
        day += dice.days(160, 178) if case.member.age_on(day) < 5 else dice.days(330, 362)
    if case.member.age_on(until) >= 5:
        day = care.starts + dice.days(8, 20)
        while day <= until:
            done(case, "pep", day, "Virtual school")
            day += dice.days(105, 125)
