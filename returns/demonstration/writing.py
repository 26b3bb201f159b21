"""Visits as they were written up: the child's own words apart from what the worker saw."""

from __future__ import annotations

import datetime

from people.clock import LONDON
from placements.models.home import HomeKind
from returns.demonstration.data import read
from returns.demonstration.filing import Case, Lived
from returns.demonstration.staff import Worker
from returns.demonstration.visiting import Call
from visits.models import Evidence, Reading, Visit, VisitAction, VisitorRole
from visits.states import State

LATE_AFTER = datetime.timedelta(hours=48)


def write_visit(case: Case, lived: Lived, call: Call, *, by: Worker, role: VisitorRole) -> Visit:
    """The visit, what follows from it, and the attempt before it if there was one."""
    if call.tried:
        case.county.rows.add(_attempt(case, _visit(case, lived, call.tried, by=by, role=role)))
    waits = call.purposeful and role != VisitorRole.IRO
    state = State.SUBMITTED if waits else State.RECORDED
    visit = _visit(case, lived, call.on, by=by, role=role, state=state)
    _told(case, visit, call)
    case.county.rows.add(visit)
    if case.dice.chance(0.16):
        _action(case, visit, by)
    if visit.purposeful:
        _evidence(case, visit)
    return visit


def _evidence(case: Case, visit: Visit) -> None:
    """A few lines, never the same each time: visits share the ground."""
    told: dict[str, list[str]] = read("words")["evidence"]
    lines = case.county.lines
    for key in case.dice.some(sorted(set(told) & set(lines)), case.dice.number(2, 5)):
        fine, doubt = told[key]
        differs = case.dice.chance(0.07)
        case.county.rows.add(
            Evidence(
                id=case.dice.uuid(),
                visit=visit,
                standard=lines[key],
                looked=case.dice.weighted({"seen": 70, "asked": 30}),
                found=doubt if differs else fine,
                agrees="differs" if differs else case.dice.weighted({"agrees": 80, "": 20}),
                concern=differs and case.dice.chance(0.6),
            )
        )


def write_reading(case: Case, visit: Visit, on: datetime.date) -> None:
    """The IRO has read the form on that day, unless it is still to come."""
    if on > case.county.on:
        return
    visit.sign()
    reading = _reading(case, visit, on)
    reading.outcome = Reading.Outcome.SIGNED
    reading.right_actions = case.dice.chance(0.93)
    reading.early_review = visit.judgement == Visit.Judgement.CONCERNS and case.dice.chance(0.3)
    reading.escalate = not reading.right_actions and case.dice.chance(0.5)
    if not reading.right_actions or case.dice.chance(0.3):
        words = read("words")
        reading.comment = case.dice.pick(
            words["form_praised" if reading.right_actions else "form_doubted"]
        )
    case.county.rows.add(reading)


def write_return(case: Case, visit: Visit, on: datetime.date) -> None:
    """The IRO has sent the form back on that day."""
    visit.send_back()
    reading = _reading(case, visit, on)
    reading.outcome = Reading.Outcome.RETURNED
    reading.missing = case.dice.pick(read("words")["form_missing"])
    case.county.rows.add(reading)


def _reading(case: Case, visit: Visit, on: datetime.date) -> Reading:
    at = datetime.datetime.combine(on, datetime.time(16, 20), tzinfo=LONDON)
    return Reading(
        id=case.dice.uuid(),
        visit=visit,
        on=on,
        recorded_by=case.iro.user,
        recorded_at=min(max(at, visit.recorded_at), case.county.morning),
    )


def _visit(
    case: Case,
    lived: Lived,
    on: datetime.date,
    *,
    by: Worker,
    role: VisitorRole,
    state: State = State.RECORDED,
) -> Visit:
    at = datetime.time(case.dice.number(9, 17), case.dice.pick((0, 15, 30, 45)))
    made = datetime.datetime.combine(on, at, tzinfo=LONDON)
    slow = case.dice.weighted({3: 60, 20: 20, 30: 14, 75: 4, 140: 2})
    recorded = made + datetime.timedelta(hours=slow, minutes=case.dice.number(0, 59))
    recorded = min(recorded, case.county.morning)
    return Visit(
        id=case.dice.uuid(),
        key=case.dice.uuid(),
        child=case.child,
        on=on,
        at=at,
        visitor=by.user,
        role=role,
        home=lived.home,
        seen=True,
        recorded_by=by.user,
        recorded_at=max(recorded, made),
        late=recorded - made > LATE_AFTER,
        state=state,
    )


def _attempt(case: Case, visit: Visit) -> Visit:
    visit.seen = False
    visit.not_seen_reason = case.dice.pick(read("words")["not_seen"])
    return visit


def _told(case: Case, visit: Visit, call: Call) -> None:
    """Fill in what was seen and said, as an age of that child would have it."""
    words = read("words")
    age = case.member.age_on(visit.on)
    young = age < 4
    visit.alone = age >= 2 and case.dice.chance(0.86)
    if not visit.alone:
        reasons = words["not_alone"]
        visit.not_alone_reason = reasons[1] if age < 2 else case.dice.pick([reasons[0], reasons[2]])
    visit.minutes = case.dice.pick((40, 45, 50, 60, 60, 75, 90))
    visit.announced = not case.dice.chance(0.08)
    visit.present = case.dice.pick(words["present"])
    visit.bedroom_seen = case.dice.chance(0.6)
    visit.worker_saw = _saw(case, age)
    if age >= 4 and case.dice.chance(0.93):
        band = "small" if age < 8 else "middle" if age < 13 else "older"
        said = case.dice.some(words["child_words"][band], case.dice.number(1, 2))
        visit.child_words = "\n".join(said)
    visit.judgement = case.dice.weighted({"well": 95, "concerns": 5})
    if call.purposeful:
        visit.purposeful = True
        visit.bedroom_seen = True
        agrees = words["agrees_young" if young else "agrees"]
        visit.triangulation = case.dice.pick(agrees).format(name=case.name)
        home = visit.home.id.int if visit.home else 0
        rooms = words["sleeps"][_room(visit, young=young)]
        visit.where_sleeps = rooms[(case.child.id.int + home) % len(rooms)]
    if visit.judgement == "concerns":
        visit.tell_manager = True
    if case.dice.chance(0.002):
        visit.judgement, visit.steps_agreed = "immediate", words["concern_steps"]
    if case.dice.chance(0.05):
        visit.elsewhere = case.dice.pick(("At school", "At the cafe in town", "In the park"))
        visit.bedroom_seen = False
        visit.where_sleeps = ""


def _room(visit: Visit, *, young: bool) -> str:
    flat = visit.home is not None and visit.home.kind == HomeKind.SUPPORTED_ACCOMMODATION
    return "flat" if flat else "young" if young else "older"


def _saw(case: Case, age: int) -> str:
    dice, words = case.dice, read("words")
    band = "infant" if age < 1 else "toddler" if age < 3 else "child" if age < 13 else "young"
    ends = words["ends"]["young" if age < 4 else "older"]
    sentences = [
        *dice.some(words["saw"][band], dice.number(1, 3)),
        *dice.some(ends, dice.number(0, 1)),
    ]
    return " ".join(sentences).format(name=case.name, school=case.school(age))


def _action(case: Case, visit: Visit, worker: Worker) -> None:
    """Something to do after it; most of it is done by now."""
    due = visit.on + case.dice.days(5, 28)
    action = VisitAction(
        id=case.dice.uuid(), visit=visit, what=case.dice.pick(read("words")["actions"]), due_on=due
    )
    if visit.purposeful and case.dice.chance(0.4):
        action.what, action.provider_name = case.dice.pick(read("words")["provider_actions"])
    else:
        action.worker = worker.user
    finished = due + case.dice.days(-4, 3)
    if finished <= case.county.on and case.dice.chance(0.94):
        action.done_on, action.done_by = max(finished, visit.on), worker.user
    case.county.rows.add(action)
