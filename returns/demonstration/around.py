"""Who and what is around a child: family and professionals, notes, the story, who may look."""

from __future__ import annotations

import datetime

from cases.models import (
    AccessReason,
    Alias,
    CaseNote,
    ChronologyEntry,
    Exclusion,
    Permitted,
    Person,
)
from returns.demonstration.calendar import DAY, worked_by
from returns.demonstration.data import read
from returns.demonstration.filing import Case
from returns.demonstration.naming import invent, landline, mobile, postcode, street
from returns.demonstration.reviewing import at_work

KINDS = {"contact": 60, "meeting": 15, "oversight": 18, "decision": 7}


def surround(case: Case) -> None:
    """Everything that is on a child's file besides duties and what meets them."""
    _people(case)
    _own_words(case)
    _notes(case)
    _story(case)
    _access(case)
    if alias := case.member.plan.get("alias"):
        case.county.rows.add(Alias(id=case.dice.uuid(), child=case.child, **alias))


def _people(case: Case) -> None:
    kind = Person.Kind
    family = case.child.family_name
    around = [(f"{invent(case.dice, 'F').given} {family}".strip(), kind.FAMILY, "Mother", True)]
    if case.dice.chance(0.6):
        father = invent(case.dice, "M")
        around.append((father.full, kind.FAMILY, "Father", case.dice.chance(0.7)))
    if case.dice.chance(0.5):
        grandmother = f"{invent(case.dice, 'F').given} {family}".strip()
        around.append((grandmother, kind.FAMILY, "Grandmother", False))
    age = case.member.age_on(case.county.on)
    if age >= 4:
        school = read("places")["schools"][case.child.id.int % 7]
        role = f"Designated teacher, {school}"
        around.append((invent(case.dice).full, kind.PROFESSIONAL, role, False))
    surgery = case.dice.pick(read("places")["surgeries"])
    around.append((f"Dr {invent(case.dice).family}", kind.PROFESSIONAL, f"GP, {surgery}", False))
    if age >= 9 and case.dice.chance(0.35):
        around.append((invent(case.dice).full, kind.FRIEND, "Best friend", False))
    for name, of_kind, relationship, responsible in around:
        case.county.rows.add(_person(case, name, of_kind, relationship, responsible=responsible))


def _person(
    case: Case,
    name: str,
    kind: Person.Kind,
    relationship: str,
    *,
    responsible: bool,
) -> Person:
    professional = kind == Person.Kind.PROFESSIONAL
    family = kind == Person.Kind.FAMILY
    town = case.dice.pick(read("places")["towns"])
    return Person(
        id=case.dice.uuid(),
        child=case.child,
        name=name,
        kind=kind,
        relationship=relationship,
        parental_responsibility=responsible,
        phone=landline(case.dice) if professional else mobile(case.dice),
        address=f"{street(case.dice)}, {town}, {postcode(case.dice)}" if family else "",
        contact=case.dice.pick(CONTACT) if family else "",
    )


CONTACT = (
    "Every second Saturday at the family centre, two hours.",
    "Monthly, in the community, with the carer near by.",
    "By telephone on Sundays; the child decides each time.",
    "Letters twice a year.",
    "Weekly, supervised.",
    "",
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
    text, analysis, step = case.dice.pick(read("words")["notes"][kind])
    manager = case.county.staff.manager(case.team_key)
    author = manager if kind in {"oversight", "decision"} else case.worker_on(on) or manager
    school = read("places")["schools"][case.child.id.int % 7]
    return CaseNote(
        id=case.dice.uuid(),
        key=case.dice.uuid(),
        child=case.child,
        kind=kind,
        on=on,
        between=BETWEEN[kind],
        text=text.format(name=case.name, school=school),
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
        lines.append((care.starts, f"care:{period.id}", "Came into care."))
        if care.ends:
            lines.append((care.ends, f"care_ended:{period.id}", "Left care."))
    lines += [
        (lived.stay.starts, f"placement:{lived.placement.id}", f"Moved to {lived.home.name}.")
        for lived in case.stays
    ]
    for on, source, says in lines:
        entry = ChronologyEntry(
            id=case.dice.uuid(), child=case.child, on=on, source=source, generated=says
        )
        worker = case.worker_on(on)
        if worker and on >= case.county.since and case.dice.chance(0.25):
            entry.meaning = case.dice.pick(MEANING).format(name=case.name)
            entry.edited_by, entry.edited_at = worker.user, at_work(case.dice, on + 6 * DAY)
        case.county.rows.add(entry)


MEANING = (
    "{name} packed the bag alone and asked twice whether the school would stay the same.",
    "A loss for {name}, and a relief; both were said.",
    "This was the third change of address in {name}'s life.",
    "{name} knew the family already from visits, and it showed.",
)


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
