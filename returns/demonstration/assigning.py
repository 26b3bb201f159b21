"""Who works with whom at Marlshire: team, social worker, IRO, personal adviser, carers' worker."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases.models import Allocation
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY
from returns.demonstration.dice import Dice
from returns.demonstration.family import Family, Member
from returns.demonstration.filing import Case, Marlshire, Spell, file_child
from returns.demonstration.lives import Care
from returns.demonstration.staff import SIXTEEN, Worker

Role = Allocation.Role
LEAVER = "Dilys Braithe"
LEAVER_HELD = 13
SUPERVISED = {HomeKind.IN_HOUSE_FOSTER, HomeKind.CONNECTED_PERSON}


def open_cases(dice: Dice, county: Marlshire, family: Family) -> list[Case]:
    """A file for each child of the family, with the people who work with them."""
    hands = _hands(dice, county, family)
    return [_case(dice, county, family, member, hands) for member in family.members]


@dataclass
class Hands:
    """Who works with all the brothers and sisters of one family now."""

    team: str
    worker: Worker
    iro: Worker


def _hands(dice: Dice, county: Marlshire, family: Family) -> Hands:
    staff, plan = county.staff, family.plan
    team = plan.get("team") or _team(dice, county, family)
    worker = staff.named(plan["worker"]) if "worker" in plan else _social_worker(dice, county, team)
    iro = staff.named(plan["iro"]) if "iro" in plan else staff.least_loaded("iro", "", county.on)
    return Hands(team, worker, iro)


def _team(dice: Dice, county: Marlshire, family: Family) -> str:
    """The team with most room; the older ones often go to the 16 plus team."""
    sets = county.staff.sets
    number = family.number % len(sets)
    youngest = min(member.age_on(county.on) for member in family.members)
    if youngest >= 16 and dice.chance(0.8):
        return SIXTEEN + (f"{number + 1}" if number else "")
    return min(sets[number], key=lambda key: (_pressure(county, key), key))


def _pressure(county: Marlshire, key: str) -> float:
    """Children for each whole worker of a team."""
    workers = [one for one in county.staff.of("social_worker", key) if one.here(county.on)]
    return sum(one.load for one in workers) / sum(one.share for one in workers)


def _social_worker(dice: Dice, county: Marlshire, team: str) -> Worker:
    """Whoever has most room; in one team now and then somebody who has just left."""
    leaver = county.staff.named(LEAVER)
    if team == leaver.team_key and leaver.load < LEAVER_HELD and dice.chance(0.4):
        return leaver
    return county.staff.least_loaded("social_worker", team, county.on)


def _case(dice: Dice, county: Marlshire, family: Family, member: Member, hands: Hands) -> Case:
    life = member.life
    in_care = bool(life.cares and not life.care.ends)
    if in_care:
        hands.iro.load += 1
        hands.worker.load += 1
    if life.cares:
        spells = [spell for care in life.cares for spell in _spells(dice, county, hands, care)]
    else:
        spells = [(hands.worker, county.on - 20 * DAY, None)]
    return Case(
        county=county,
        dice=dice,
        member=member,
        heritage=family.heritage,
        child=file_child(dice, county, family, member, hands.team),
        team_key=hands.team,
        workers=spells,
        iro=hands.iro,
        adviser=_adviser(county, member, hands.team) if in_care else None,
    )


def _adviser(county: Marlshire, member: Member, team: str) -> Worker | None:
    if name := member.plan.get("adviser"):
        return county.staff.named(name)
    if not team.startswith(SIXTEEN):
        return None
    adviser = county.staff.least_loaded("personal_adviser", team, county.on)
    adviser.load += 1
    return adviser


def _spells(dice: Dice, county: Marlshire, hands: Hands, care: Care) -> list[Spell]:
    """Social workers through one period of care: the present one, and perhaps one before them.

    Nobody follows a worker who has left: their children wait in the manager's tray.
    """
    now, start = hands.worker, care.starts
    since = max(start, now.since)
    if since == start and (county.on - start).days > 400 and dice.chance(0.4):
        since = start + (county.on - start) * 0.6
    until = care.ends
    if now.until and (until is None or until > now.until):
        until = now.until + DAY
    spells: list[Spell] = [(now, since, until)] if until is None or until > since else []
    if since > start and (before := _before(county, hands, start, since)):
        spells.insert(0, (dice.pick(before), start, min(since, care.ends or since)))
    return spells


def _before(
    county: Marlshire, hands: Hands, start: datetime.date, since: datetime.date
) -> list[Worker]:
    return [
        one
        for one in county.staff.of("social_worker", hands.team)
        if one is not hands.worker and one.here(start) and one.here(since)
    ]


def allocate(case: Case) -> None:
    """Rows for who works with the child, in which role, from when to when."""
    for worker, since, until in case.workers:
        _row(case, worker, Role.SOCIAL_WORKER, (since, until))
    for care, _ in case.periods:
        since = min(max(care.starts + 3 * DAY, case.iro.since), case.county.on)
        if care.ends is None or since < care.ends:
            _row(case, case.iro, Role.IRO, (since, care.ends))
    if case.adviser:
        since = max(case.county.on - 200 * DAY, case.adviser.since, case.member.life.care.starts)
        _row(case, case.adviser, Role.PERSONAL_ADVISER, (since, None))
    for lived in case.stays:
        if (
            lived.stay.kind in SUPERVISED
            and (lived.stay.ends or case.county.on) > case.county.since
        ):
            workers = case.county.staff.of("supervising_social_worker")
            worker = workers[lived.home.id.int % len(workers)]
            since = max(lived.stay.starts, worker.since)
            if lived.stay.ends is None or since < lived.stay.ends:
                _row(case, worker, Role.SUPERVISING_SOCIAL_WORKER, (since, lived.stay.ends))


def _row(
    case: Case,
    worker: Worker,
    role: Allocation.Role,
    span: tuple[datetime.date, datetime.date | None],
) -> None:
    since, until = span
    allocation = Allocation(
        id=case.dice.uuid(),
        child=case.child,
        user=worker.user,
        role=role,
        starts_on=since,
        ends_on=until,
    )
    case.county.rows.add(allocation)
