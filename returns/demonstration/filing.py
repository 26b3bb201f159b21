"""From a life to the rows every page begins with: the child, care, orders, homes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from cases.models import Alias, CarePeriod, Child, CompleteFrom, LegalStatus
from cases.naming import search_name
from people.clock import LONDON
from placements.models import Home, Milestone, Placement, PlacementCode
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.family import Family, Member, numbers
from returns.demonstration.homes import Homes
from returns.demonstration.lives import CODES, LASTING, Care, Stay
from returns.demonstration.naming import Heritage
from returns.demonstration.rows import Rows
from returns.demonstration.staff import Staff, Worker
from visits.evidence import standards
from visits.models import Standard

# A worker, from which day, up to which day if it ended.
Spell = tuple[Worker, datetime.date, datetime.date | None]


@dataclass
class Marlshire:
    """What every part of the demonstration needs: its day, its people, its homes, its rows.

    `since` is the day from which records are complete.
    """

    on: datetime.date
    since: datetime.date
    staff: Staff
    homes: Homes
    rows: Rows
    serial: int = 0

    @cached_property
    def lines(self) -> dict[str, Standard]:
        """What may be looked at on a purposeful visit, by key."""
        return {line.key: line for line in standards(self.on)}

    @property
    def morning(self) -> datetime.datetime:
        """When the day begins: nothing is recorded after it."""
        return datetime.datetime.combine(self.on, datetime.time(7, 30), tzinfo=LONDON)


FIRST, SECOND = "primary", "secondary"


@dataclass
class Lived:
    """A stay with its rows."""

    stay: Stay
    care: Care
    home: Home
    placement: Placement

    def last_day(self, until: datetime.date) -> datetime.date:
        """The last day on which somebody could find the child here."""
        return until if self.stay.ends is None else min(self.stay.ends - DAY, until)


@dataclass
class Case:
    """One child's file, as the other parts go on writing it."""

    county: Marlshire
    dice: Dice
    member: Member
    heritage: Heritage
    child: Child
    team_key: str
    workers: list[Spell]
    iro: Worker
    adviser: Worker | None
    periods: list[tuple[Care, CarePeriod]] = field(default_factory=list)
    stays: list[Lived] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.member.known_as or self.member.given or "the baby"

    def school(self, age: int) -> str:
        """Where they learn at that age."""
        if age < 5:
            return "nursery"
        if age >= 16:
            return "college"
        schools: list[str] = read("places")["schools"][FIRST if age < 11 else SECOND]
        return schools[self.child.id.int % len(schools)]

    def worker_on(self, day: datetime.date) -> Worker | None:
        for worker, since, until in self.workers:
            if since <= day and (until is None or day < until):
                return worker
        return None


def file_child(dice: Dice, county: Marlshire, family: Family, member: Member, team: str) -> Child:
    """The child's own row, and from when their record is complete."""
    county.serial += 1
    born = member.life.born
    unborn = born > county.on
    child = Child(
        id=dice.uuid(),
        given_name=member.given,
        family_name=member.family,
        known_as=member.known_as,
        born_on=None if unborn else born,
        expected_on=born if unborn else None,
        sex=member.sex,
        ethnicity=family.heritage.ethnicity,
        language=family.heritage.language,
        religion=family.heritage.religion,
        disability=member.plan.get("disability", ""),
        unaccompanied=member.unaccompanied,
        team=county.staff.teams[team],
        restricted="restricted" in member.plan,
        **numbers(county.serial, member, county.on),
    )
    aliases = [
        Alias(id=dice.uuid(), child=child, **alias) for alias in member.plan.get("aliases", ())
    ]
    child.search_name = search_name(child, aliases)
    county.rows.extend(aliases)
    county.rows.add(child)
    if any(care.starts < county.since for care in member.life.cares):
        county.rows.extend(
            CompleteFrom(id=dice.uuid(), child=child, family=name, on=county.since)
            for name in COMPLETE
        )
    return child


# The families of facts a record may be complete in.
COMPLETE = ("visits", "reviews", "plans", "records", "concerns")


def file_lives(cases: list[Case]) -> None:
    """Care, orders and homes of all the children; those who move alike get one home."""
    shared: dict[tuple[object, ...], Home] = {}
    for case in cases:
        for care in case.member.life.cares:
            period = _period(case, care)
            for stay in care.stays:
                home = _home(cases, stay, shared)
                case.stays.append(_stay(case, care, period, stay, home))


def _period(case: Case, care: Care) -> CarePeriod:
    period = CarePeriod(
        id=case.dice.uuid(),
        child=case.child,
        starts_on=care.starts,
        ends_on=care.ends,
        need_code=care.need,
        end_code=care.end_code,
        end_date_needed=care.end_date_needed,
    )
    case.county.rows.add(period)
    case.periods.append((care, period))
    ends = [since for _, since in care.statuses[1:]] + [care.ends]
    for (code, since), end in zip(care.statuses, ends, strict=True):
        case.county.rows.add(
            LegalStatus(
                id=case.dice.uuid(),
                child=case.child,
                care_period=period,
                code=code,
                starts_on=since,
                ends_on=end,
            )
        )
    return period


def _home(
    cases: list[Case],
    stay: Stay,
    shared: dict[tuple[object, ...], Home],
) -> Home:
    key = (stay.kind, stay.starts, stay.ends, stay.tag)
    if key not in shared:
        together = sum(
            any(
                (one.kind, one.starts, one.ends, one.tag) == key
                for care in case.member.life.cares
                for one in care.stays
            )
            for case in cases
        )
        shared[key] = cases[0].county.homes.find(
            stay.kind,
            together,
            stay.starts,
            stay.ends,
            tag=stay.tag,
            family=cases[0].child.family_name,
            left=_left(cases, stay, shared),
        )
    return shared[key]


def _left(cases: list[Case], stay: Stay, shared: dict[tuple[object, ...], Home]) -> list[Home]:
    """The homes that these children leave on the day this stay begins."""
    ended = [
        (one.kind, one.starts, one.ends, one.tag)
        for case in cases
        for care in case.member.life.cares
        for one in care.stays
        if one.ends == stay.starts
    ]
    return [shared[key] for key in ended if key in shared]


def _stay(
    case: Case,
    care: Care,
    period: CarePeriod,
    stay: Stay,
    home: Home,
) -> Lived:
    placement = Placement(
        id=case.dice.uuid(),
        child=case.child,
        care_period=period,
        home=home,
        kind=stay.kind,
        starts_on=stay.starts,
        ends_on=stay.ends,
        planned=stay.planned,
        concerns=stay.concerns,
        temporary_approval=stay.temporary,
        assessed=stay.assessed,
        why_here=WHY.get(stay.kind, ""),
        end_reason=stay.end_reason,
    )
    case.county.rows.add(placement)
    for since, place, provider in _codes(stay):
        case.county.rows.add(
            PlacementCode(
                id=case.dice.uuid(),
                placement=placement,
                starts_on=since,
                place=place,
                provider=provider,
            )
        )
    for agreed in stay.agreed:
        case.county.rows.add(
            Milestone(
                id=case.dice.uuid(),
                placement=placement,
                kind=agreed.kind,
                on=agreed.on,
                long_term_foster=agreed.long_term_foster,
                child_agrees=agreed.child_agrees and case.member.age_on(agreed.on) >= 7,
                recorded_by=case.iro.user,
            )
        )
    return Lived(stay, care, home, placement)


WHY = {
    HomeKind.IN_HOUSE_FOSTER: "Close to school and family, and room for what this child needs.",
    HomeKind.AGENCY_FOSTER: "No home of our own matched; this family has done it before.",
    HomeKind.CHILDRENS_HOME: "A small home with steady staff, after a family home did not hold.",
    HomeKind.CONNECTED_PERSON: "Known and loved here; the assessment is positive so far.",
    HomeKind.SUPPORTED_ACCOMMODATION: "The assessment says: ready for support rather than care.",
    HomeKind.OTHER: "Nothing else was found that night. The director signed for it.",
}


def _codes(stay: Stay) -> list[tuple[datetime.date, str, str]]:
    """How the return codes the stay, from which day."""
    place, provider = CODES[stay.kind]
    codes = [(stay.starts, place, provider)]
    lasting = stay.day_of(Milestone.Kind.PERMANENCE)
    if lasting and stay.kind in LASTING:
        codes.append((lasting, LASTING[stay.kind], provider))
    return codes
