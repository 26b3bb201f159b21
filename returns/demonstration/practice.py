"""What the people of Marlshire did for each child: visits, reviews, plans, in their order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, worked_by, working_days_after
from returns.demonstration.dice import Dice
from returns.demonstration.family import Family
from returns.demonstration.filing import Case, Lived
from returns.demonstration.homes import found_inadequate, lost_registration
from returns.demonstration.lives import Care
from returns.demonstration.reviewing import Sitting, done, sittings, write
from returns.demonstration.staff import Worker
from returns.demonstration.visiting import PURPOSEFUL, SIX_WEEKS, Call, Habit, Round
from returns.demonstration.writing import write_visit
from visits.models import VisitorRole

LATE, LATE_WHEN_SLIPPING = 0.03, 0.16
BEHIND, BEHIND_WHEN_SLIPPING = 0.008, 0.3


@dataclass
class Diary:
    """Reviews and visits made once for all the brothers and sisters they were made for."""

    reviews: dict[tuple[object, ...], list[Sitting]] = field(default_factory=dict)
    calls: dict[tuple[object, ...], list[Call]] = field(default_factory=dict)


def practise(family: Family, cases: list[Case]) -> None:
    """Everything done for the children of one family."""
    diary = Diary()
    for case in cases:
        slips = _slips(case)
        _behind(case, slips=slips)
        for care, period in case.periods:
            found = _reviews(diary, case, care, family.plan.get("review_overdue", 0), slips=slips)
            write(case, period, found)
            days = [one.held for one in found if one.held]
            for lived in case.stays:
                if lived.care is care and not care.end_date_needed:
                    _visits(diary, case, lived, days, slips=slips)
                    _plans(case, lived)
            done(case, "iro_named", _named(case.dice, care.starts), "Frances Tidyman")
            _health(case, care.starts, care.ends or case.county.on)


def _reviews(diary: Diary, case: Case, care: Care, overdue: int, *, slips: bool) -> list[Sitting]:
    key = (care.starts, care.ends, tuple(stay.kind for stay in care.stays))
    if key not in diary.reviews:
        diary.reviews[key] = sittings(
            case.dice, care, on=case.county.on, slips=slips, overdue=overdue
        )
    return diary.reviews[key]


def _named(dice: Dice, start: datetime.date) -> datetime.date:
    return working_days_after(start, dice.number(1, 4) if dice.chance(0.96) else 8)


def _slips(case: Case) -> bool:
    worker = case.worker_on(case.county.on)
    return worker.slips if worker else case.team_key.startswith("corvesham")


def _behind(case: Case, *, slips: bool) -> None:
    """Some children are owed a visit now: a few everywhere, many where people are behind."""
    plan = case.member.plan
    life = case.member.life
    if "story" not in plan or not life.cares or life.care.ends or "last_visit" in plan:
        return
    if case.dice.chance(BEHIND_WHEN_SLIPPING if slips else BEHIND):
        last = SIX_WEEKS + case.dice.number(2, 24)
        if case.county.on - last * DAY > life.stay.starts + 10 * DAY:
            plan["last_visit"] = last


def _visits(
    diary: Diary, case: Case, lived: Lived, reviews: list[datetime.date], *, slips: bool
) -> None:
    last = case.member.plan.get("last_visit") if lived.stay.ends is None else None
    key = (lived.home.id, lived.stay.starts, lived.stay.ends, last)
    if key not in diary.calls:
        habit = Habit(LATE_WHEN_SLIPPING if slips else LATE, last)
        diary.calls[key] = _round(case, lived, reviews).calls(habit)
    for call in diary.calls[key]:
        worker = case.worker_on(call.on)
        if worker is None and case.dice.chance(0.4):
            continue
        stand_in = worker or case.county.staff.of("practice_manager", case.team_key)[0]
        write_visit(case, lived, call, by=stand_in, role=VisitorRole.SOCIAL_WORKER)
    _others(case, lived, reviews)
    _read(case, diary.calls[key], reviews)


def _round(case: Case, lived: Lived, reviews: list[datetime.date]) -> Round:
    on, tag = case.county.on, lived.stay.tag
    return Round(
        case.dice,
        lived,
        on,
        case.county.since,
        reviews,
        lost_registration=lost_registration(on) if tag == "cancelled" else None,
        alarm=found_inadequate(on) if tag == "inadequate" else None,
    )


def _others(case: Case, lived: Lived, reviews: list[datetime.date]) -> None:
    """Visits by the IRO, a service manager, commissioning and the personal adviser."""
    stay, last = lived.stay, lived.last_day(case.county.on)
    made: list[tuple[datetime.date, Worker, VisitorRole]] = []
    if stay.kind in PURPOSEFUL and not lived.care.short_breaks:
        made += [(day, case.iro, VisitorRole.IRO) for day in _by_iro(case.dice, lived, reviews)]
    if stay.kind == HomeKind.OTHER or stay.tag == "applied":
        made += _to_unregistered(case, stay.starts)
    for day, worker, role in made:
        on = worked_by(day, not_before=stay.starts)
        if case.county.since <= on <= last:
            write_visit(case, lived, Call(on, purposeful=True), by=worker, role=role)
    if case.adviser and stay.ends is None:
        day = max(stay.starts, case.county.on - 190 * DAY) + case.dice.days(4, 20)
        while day <= last:
            call = Call(worked_by(day, not_before=stay.starts), purposeful=False)
            write_visit(case, lived, call, by=case.adviser, role=VisitorRole.PERSONAL_ADVISER)
            day += case.dice.days(38, 66)


def _by_iro(dice: Dice, lived: Lived, reviews: list[datetime.date]) -> list[datetime.date]:
    """Soon after an unplanned start, before the second review, and before each one later on."""
    stay = lived.stay
    unregistered = stay.kind == HomeKind.OTHER or stay.tag == "applied"
    after = [one for one in reviews if one > stay.starts]
    days = [one - dice.days(2, 16) for one in after[1:]]
    if unregistered or not stay.planned or stay.concerns:
        days.append(stay.starts + dice.days(3, 12))
    if unregistered and after:
        days.append(after[0] - dice.days(1, 5))
    return [day for day in sorted(days) if day > stay.starts and dice.chance(0.97)]


def _read(case: Case, calls: list[Call], reviews: list[datetime.date]) -> None:
    """The IRO reads the first purposeful form before the next review."""
    first = next((call.on for call in calls if call.purposeful), None)
    if first is None or case.dice.chance(0.03):
        return
    review = next((one for one in reviews if one > first), case.county.on)
    read_on = min(first + case.dice.days(1, 9), review)
    done(case, "purposeful_form_read", read_on, case.iro.name)


def _to_unregistered(
    case: Case, start: datetime.date
) -> list[tuple[datetime.date, Worker, VisitorRole]]:
    staff = case.county.staff
    commissioning = staff.of("commissioning")[0]
    manager = staff.of("service_manager")[0]
    return [
        (start + case.dice.days(3, 9), commissioning, VisitorRole.COMMISSIONING),
        (start + case.dice.days(12, 27), manager, VisitorRole.SERVICE_MANAGER),
    ]


def _plans(case: Case, lived: Lived) -> None:
    """Care plan once, a placement plan for each home; a few of them late."""
    start = lived.stay.starts
    by = (case.worker_on(start) or case.county.staff.manager(case.team_key)).name
    if start == lived.care.starts:
        days = case.dice.number(2, 9) if case.dice.chance(0.95) else case.dice.number(11, 20)
        done(case, "care_plan", working_days_after(start, days), by)
    days = case.dice.number(0, 5) if case.dice.chance(0.94) else case.dice.number(6, 14)
    if not case.dice.chance(0.01):
        done(case, "placement_plan", working_days_after(start, days), by)


def _health(
    case: Case,
    start: datetime.date,
    until: datetime.date,
) -> None:
    """Health assessments and education plans, about when they are meant to be."""
    day = start + case.dice.days(12, 26)
    while day <= until:
        done(case, "health_assessment", day, "Nurse for children in care")
        day += case.dice.days(160, 178) if case.member.age_on(day) < 5 else case.dice.days(330, 362)
    if case.member.age_on(until) >= 5:
        day = start + case.dice.days(8, 20)
        while day <= until:
            done(case, "pep", day, "Virtual school")
            day += case.dice.days(105, 125)
