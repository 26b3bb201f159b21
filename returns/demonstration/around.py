"""Who and what is around a child: family and professionals, notes, the story, who may look."""

from __future__ import annotations

import datetime

from cases.lines import began, ended
from cases.models import (
    AccessReason,
    CaseNote,
    ChronologyEntry,
    Exclusion,
    Permitted,
    Person,
)
from placements.lines import moved
from returns.demonstration.calendar import DAY, worked_by
from returns.demonstration.data import read
from returns.demonstration.filing import Case
from returns.demonstration.naming import Name, invent, landline, mobile, postcode, street
from returns.demonstration.reviewing import at_work

KINDS = {"contact": 60, "meeting": 15, "oversight": 18, "decision": 7}


def surround(case: Case) -> None:
    """Everything that is on a child's file besides duties and what meets them."""
    _people(case)
    _own_words(case)
    _notes(case)
    _story(case)
    _access(case)


def _people(case: Case) -> None:
    age = case.member.age_on(case.county.on)
    for name, relationship, responsible in _relatives(case):
        case.county.rows.add(_relative(case, name, relationship, responsible=responsible))
    others = [(f"Dr {invent(case.dice).family}", f"GP, {_surgery(case)}", Person.Kind.PROFESSIONAL)]
    if age >= 4:
        role = "Course tutor, college" if age >= 16 else f"Designated teacher, {case.school(age)}"
        others.append((invent(case.dice).full, role, Person.Kind.PROFESSIONAL))
    if age >= 9 and case.dice.chance(0.35):
        friend = Name(case.heritage.given(case.dice, case.member.sex), invent(case.dice).family)
        others.append((friend.full, "Best friend", Person.Kind.FRIEND))
    for name, relationship, kind in others:
        person = Person(
            id=case.dice.uuid(),
            child=case.child,
            name=name,
            kind=kind,
            relationship=relationship,
            phone=landline(case.dice) if kind == Person.Kind.PROFESSIONAL else mobile(case.dice),
        )
        case.county.rows.add(person)


def _surgery(case: Case) -> str:
    surgeries: list[str] = read("places")["surgeries"]
    return case.dice.pick(surgeries)


def _relatives(case: Case) -> list[tuple[str, str, bool]]:
    """Name, relationship, and whether they hold parental responsibility."""
    dice, of, family = case.dice, case.heritage, case.child.family_name
    found = [(f"{of.adult(dice, 'F')} {family}".strip(), "Mother", True)]
    if dice.chance(0.6):
        own = family if dice.chance(0.5) else invent(dice).family
        found.append((f"{of.adult(dice, 'M')} {own}".strip(), "Father", dice.chance(0.7)))
    if dice.chance(0.5):
        found.append((f"{of.adult(dice, 'F')} {family}".strip(), "Grandmother", False))
    return found


def _relative(case: Case, name: str, relationship: str, *, responsible: bool) -> Person:
    """Family: here, or, of a young person who came alone, far away."""
    dice, far = case.dice, case.member.unaccompanied
    town = dice.pick(read("places")["towns"])
    return Person(
        id=dice.uuid(),
        child=case.child,
        name=name,
        kind=Person.Kind.FAMILY,
        relationship=relationship,
        parental_responsibility=responsible,
        phone="" if far else mobile(dice),
        address="" if far else f"{street(dice)}, {town}, {postcode(dice)}",
        contact=dice.pick(read("words")["contact"]["far" if far else "near"]),
    )


def _own_words(case: Case) -> None:
    age = case.member.age_on(case.county.on)
    if age < 4 or not case.dice.chance(0.6):
        return
    band = "small" if age < 8 else "middle" if age < 13 else "older"
    case.child.own_words = case.dice.pick(read("words")["own_words"][band]).format(name=case.name)
    case.child.own_words_on = case.county.on - case.dice.days(10, 300)


def _notes(case: Case) -> None:
    if not case.member.life.cares:
        return
    until = case.member.life.care.ends or case.county.on
    first = max(case.member.life.cares[0].starts, until - 365 * DAY, case.county.since)
    for _ in range(case.dice.number(3, 7)):
        on = worked_by(first + case.dice.days(0, (until - first).days), not_before=first)
        case.county.rows.add(_note(case, min(on, case.county.on - DAY)))


def _note(case: Case, on: datetime.date) -> CaseNote:
    kind = case.dice.weighted(KINDS)
    age = min(case.member.age_on(on), 17)
    fitting = [one for one in read("words")["notes"][kind] if one[0] <= age <= one[1]]
    text, analysis, step = case.dice.pick(fitting)[2:]
    manager = case.county.staff.manager(case.team_key)
    author = manager if kind in {"oversight", "decision"} else case.worker_on(on) or manager
    return CaseNote(
        id=case.dice.uuid(),
        key=case.dice.uuid(),
        child=case.child,
        kind=kind,
        on=on,
        between=BETWEEN[kind],
        text=text.format(name=case.name, school=case.school(age)),
        analysis=analysis.format(name=case.name),
        next_step=step.format(name=case.name),
        recorded_by=author.user,
        recorded_at=at_work(case.dice, on),
    )


BETWEEN = {
    "contact": "Social worker and caller",
    "meeting": "Social worker, carer, school",
    "oversight": "Team manager",
    "decision": "Team manager and social worker",
}


def _story(case: Case) -> None:
    """The chronology: lines made from the record, some given meaning by a worker."""
    lines: list[tuple[datetime.date, str, str]] = []
    for care, period in case.periods:
        lines.append((care.starts, f"care:{period.id}", began(period)))
        if care.ends:
            lines.append((care.ends, f"care_end:{period.id}", ended(period)))
    for lived in case.stays:
        stay = lived.placement
        lines.append((lived.stay.starts, f"placement:{stay.id}", moved(stay)))
    for on, source, says in lines:
        entry = ChronologyEntry(
            id=case.dice.uuid(), child=case.child, on=on, source=source, generated=says
        )
        _meaning(case, entry)
        case.county.rows.add(entry)


def _meaning(case: Case, entry: ChronologyEntry) -> None:
    """What a worker added, for some of the lines of children old enough to have said it."""
    worker, on = case.worker_on(entry.on), entry.on
    kind = entry.source.partition(":")[0]
    written = on + 6 * DAY
    if worker is None or not case.county.since <= on < case.county.on - 7 * DAY:
        return
    if case.member.age_on(on) < 5 or kind == "care_end" or not case.dice.chance(0.3):
        return
    words = read("words")["meaning"]["care" if kind == "care" else "move"]
    entry.meaning = case.dice.pick(words).format(name=case.name)
    entry.edited_by, entry.edited_at = worker.user, at_work(case.dice, written)


def _access(case: Case) -> None:
    """Restriction, exclusion, and one urgent look that a manager has judged."""
    plan = case.member.plan
    for name in plan.get("restricted", ()):
        user = case.county.staff.named(name).user
        case.county.rows.add(
            Permitted(id=case.dice.uuid(), child=case.child, user=user, reason=plan["why"])
        )
    if name := plan.get("excluded"):
        case.county.rows.add(
            Exclusion(
                id=case.dice.uuid(),
                child=case.child,
                user=case.county.staff.named(name).user,
                reason=plan["why"],
                starts_on=max(case.member.life.care.starts, case.county.since),
            )
        )
    if "looked" in plan:
        _looked(case)


def _looked(case: Case) -> None:
    at = at_work(case.dice, case.county.on - 12 * DAY)
    case.county.rows.add(
        AccessReason(
            id=case.dice.uuid(),
            user=case.county.staff.named(case.member.plan["looked"]).user,
            child=case.child,
            kind=AccessReason.Kind.BREAK_GLASS,
            purpose=AccessReason.Purpose.SAFETY,
            reason="Found alone at the station at night; needed the carer's number.",
            at=at,
            until=at + datetime.timedelta(hours=4),
            reviewed_by=case.county.staff.manager(case.team_key).user,
            reviewed_at=at + DAY,
            justified=True,
        )
    )
