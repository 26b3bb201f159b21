"""What the people of Marlshire did for each child: visits, reviews, plans, in their order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import pairwise

from returns.demonstration.calendar import DAY, worked_by, working_days_after
from returns.demonstration.family import Family
from returns.demonstration.filing import Case, Lived
from returns.demonstration.homes import alarms, lost_registration
from returns.demonstration.lives import Care
from returns.demonstration.paper import around_review, done, for_care, for_home, unregistered_since
from returns.demonstration.reviewing import write
from returns.demonstration.sitting import Sitting, sittings
from returns.demonstration.staff import Worker
from returns.demonstration.visiting import PURPOSEFUL, SIX_WEEKS, TWELVE_WEEKS, Call, Habit, Round
from returns.demonstration.writing import write_reading, write_return, write_visit
from visits.models import Visit, VisitorRole

# How often a visit is late, and how often one is owed now: usually, and where people are behind.
LATE, LATE_WHEN_SLIPPING = 0.03, 0.16
BEHIND, TRAY_SLIPS, SOON = 0.01, 0.3, 0.05
REVIEW_BEHIND = 0.01


@dataclass
class Diary:
    """Reviews and visits made once for all the brothers and sisters they were made for."""

    reviews: dict[tuple[object, ...], list[Sitting]] = field(default_factory=dict)
    calls: dict[tuple[object, ...], list[Call]] = field(default_factory=dict)


def practise(family: Family, cases: list[Case]) -> None:
    """Everything done for the children of one family."""
    diary = Diary()
    overdue = _review_overdue(family)
    for case in cases:
        slips = _slips(case)
        _behind(case, slips=slips)
        for care, period in case.periods:
            found = _reviews(diary, case, care, overdue, slips=slips)
            for one in found:
                write(case, period, one)
                around_review(case, one)
            for_care(case, care)
            days = [one.held for one in found if one.held]
            for lived in case.stays:
                if lived.care is care and not care.end_date_needed:
                    _visits(diary, case, lived, days, slips=slips)
                    for_home(case, lived)


def _review_overdue(family: Family) -> int:
    """By how many days the family's review is late now; usually none."""
    if "review_overdue" in family.plan or "about" in family.plan:
        return int(family.plan.get("review_overdue", 0))
    return family.dice.number(2, 25) if family.dice.chance(REVIEW_BEHIND) else 0


def _reviews(diary: Diary, case: Case, care: Care, overdue: int, *, slips: float) -> list[Sitting]:
    key = (care.starts, care.ends, tuple(stay.kind for stay in care.stays))
    if key not in diary.reviews:
        settled = care.ends is None and care.starts < case.county.on - 400 * DAY
        diary.reviews[key] = sittings(
            case.dice, care, on=case.county.on, slips=bool(slips), overdue=overdue if settled else 0
        )
    return diary.reviews[key]


def _slips(case: Case) -> float:
    """The share of the worker's children who are owed a visit now."""
    worker = case.worker_on(case.county.on)
    return worker.slips if worker else TRAY_SLIPS


def _behind(case: Case, *, slips: float) -> None:
    """Some children are owed a visit now, and some will be in a few days."""
    plan = case.member.plan
    life = case.member.life
    if "story" not in plan or not life.cares or life.care.ends or "last_visit" in plan:
        return
    last = None
    if case.dice.chance(slips or BEHIND):
        last = SIX_WEEKS + case.dice.number(2, 24)
    elif case.dice.chance(SOON):
        last = SIX_WEEKS - case.dice.number(0, 5)
    if last and case.county.on - last * DAY > life.stay.starts + 10 * DAY:
        plan["last_visit"] = last


def _visits(
    diary: Diary, case: Case, lived: Lived, reviews: list[datetime.date], *, slips: float
) -> None:
    last = case.member.plan.get("last_visit") if lived.stay.ends is None else None
    key = (lived.home.id, lived.stay.starts, lived.stay.ends, last)
    if key not in diary.calls:
        habit = Habit(LATE_WHEN_SLIPPING if slips else LATE, last)
        diary.calls[key] = _round(case, lived, reviews).calls(habit)
    forms = []
    for call in diary.calls[key]:
        worker = case.worker_on(call.on)
        if worker is None and case.dice.chance(0.4):
            continue
        stand_in = worker or case.county.staff.of("practice_manager", case.team_key)[0]
        visit = write_visit(case, lived, call, by=stand_in, role=VisitorRole.SOCIAL_WORKER)
        if call.purposeful:
            forms.append(visit)
    _others(case, lived, reviews)
    _read(case, lived, forms, reviews)


def _round(case: Case, lived: Lived, reviews: list[datetime.date]) -> Round:
    on, tag = case.county.on, lived.stay.tag
    heard = alarms(tag, on) if "unanswered" not in case.member.plan else []
    return Round(
        case.dice,
        lived,
        on,
        case.county.since,
        reviews,
        lost_registration=lost_registration(on) if tag == "cancelled" else None,
        alarms=tuple(heard),
    )


def _others(case: Case, lived: Lived, reviews: list[datetime.date]) -> None:
    """Visits by the IRO, a service manager, commissioning and the personal adviser."""
    if lived.stay.kind in PURPOSEFUL and not lived.care.short_breaks:
        _purposeful(case, lived, reviews)
    if case.adviser and lived.stay.ends is None:
        _by_adviser(case, case.adviser, lived)


def _purposeful(case: Case, lived: Lived, reviews: list[datetime.date]) -> None:
    last = lived.last_day(case.county.on - DAY)
    made = [(day, case.iro, VisitorRole.IRO) for day in _by_iro(case, lived, reviews)]
    if since := unregistered_since(case, lived):
        made += _to_unregistered(case, since)
    for day, worker, role in made:
        on = worked_by(day, not_before=lived.stay.starts)
        if case.county.since <= on <= last:
            form = write_visit(case, lived, Call(on, purposeful=True), by=worker, role=role)
            if role != VisitorRole.IRO:
                _read_in_time(case, form)
    for alarm in alarms(lived.stay.tag, case.county.on):
        if alarm >= lived.stay.starts and "unanswered" not in case.member.plan:
            done(case, "iro_told", working_days_after(alarm, 1), case.iro.name)


def _by_adviser(case: Case, adviser: Worker, lived: Lived) -> None:
    start, last = lived.stay.starts, lived.last_day(case.county.on - DAY)
    day = max(start, case.county.on - 190 * DAY) + case.dice.days(4, 20)
    while day <= last:
        call = Call(worked_by(day, not_before=start), purposeful=False)
        write_visit(case, lived, call, by=adviser, role=VisitorRole.PERSONAL_ADVISER)
        day += case.dice.days(38, 66)


def _by_iro(case: Case, lived: Lived, reviews: list[datetime.date]) -> list[datetime.date]:
    """Soon after an unplanned start, before the second review, and before each one later on."""
    dice, stay, county = case.dice, lived.stay, case.county
    since = unregistered_since(case, lived)
    after = [one for one in reviews if one > stay.starts]
    days = [one - dice.days(2, 16) for one in after[1:]]
    if since or not stay.planned or stay.concerns:
        days.append((since or stay.starts) + dice.days(3, 12))
    if since and after:
        days.append(after[0] - dice.days(1, 5))
    if stay.starts < county.since:
        days += [county.since + dice.days(5, 20), county.since + dice.days(50, 70)]
    return [day for day in sorted(days) if day > stay.starts and dice.chance(0.99)]


def _read(case: Case, lived: Lived, visits: list[Visit], reviews: list[datetime.date]) -> None:
    """The IRO reads the first purposeful form before the next review; a lateness is taken up."""
    if not visits:
        return
    forms = [visit.on for visit in visits]
    review = next((one for one in reviews if one > forms[0]), case.county.on)
    read_on = min(forms[0] + case.dice.days(1, 9), review)
    if case.dice.chance(0.03):
        read_on = review + case.dice.days(5, 40)
    write_reading(case, visits[0], read_on)
    for visit in visits[1:]:
        _read_in_time(case, visit)
    first = next((one for one in reviews if one > lived.stay.starts), forms[0])
    if forms[0] > first:
        done(case, "iro_escalation", working_days_after(first + DAY, 1), case.iro.name)
    for one, after in pairwise(forms):
        if (after - one).days > TWELVE_WEEKS and case.dice.chance(0.9):
            late = one + (TWELVE_WEEKS + 1) * DAY
            done(case, "iro_escalation", working_days_after(late, 1), case.iro.name)


def _read_in_time(case: Case, visit: Visit) -> None:
    """Within three weeks, now and then later; of those sent lately, some came back."""
    on = visit.on + case.dice.days(1, 21)
    if case.dice.chance(0.02):
        on += case.dice.days(20, 40)
    if on > case.county.on and case.dice.chance(0.12) and visit.on < case.county.on:
        write_return(case, visit, case.county.on - DAY)
    else:
        write_reading(case, visit, on)


def _to_unregistered(
    case: Case, since: datetime.date
) -> list[tuple[datetime.date, Worker, VisitorRole]]:
    staff, dice = case.county.staff, case.dice
    commissioning = staff.of("commissioning")[0]
    manager = staff.of("service_manager")[0]
    return [
        (since + dice.days(3, 9), commissioning, VisitorRole.COMMISSIONING),
        (since + dice.days(12, 27), manager, VisitorRole.SERVICE_MANAGER),
    ]
