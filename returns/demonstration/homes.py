"""Marlshire's homes: opened as children need them, each with its provider and its history."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from cases.naming import fold
from placements.models import Home, Inspection, Notice, Provider, Registration
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, worked_by, years_before
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.naming import Name, invent, landline, mobile, postcode
from returns.demonstration.naming import street as a_street
from returns.demonstration.rows import Rows

CAPACITY = {
    HomeKind.IN_HOUSE_FOSTER: (1, 4),
    HomeKind.AGENCY_FOSTER: (1, 3),
    HomeKind.CHILDRENS_HOME: (3, 6),
    HomeKind.RESIDENTIAL_SCHOOL: (20, 40),
    HomeKind.FAMILY_CENTRE: (4, 8),
    HomeKind.SECURE: (12, 20),
    HomeKind.SUPPORTED_ACCOMMODATION: (4, 9),
    HomeKind.YOI: (100, 200),
    HomeKind.HOSPITAL: (200, 400),
    HomeKind.OTHER: (1, 2),
}
# Homes of one family, for the children of that family only.
OF_ONE_FAMILY = {HomeKind.WITH_PARENTS, HomeKind.CONNECTED_PERSON, HomeKind.FOR_ADOPTION}
REGULATED = {
    HomeKind.AGENCY_FOSTER,
    HomeKind.CHILDRENS_HOME,
    HomeKind.RESIDENTIAL_SCHOOL,
    HomeKind.FAMILY_CENTRE,
    HomeKind.SECURE,
    HomeKind.SUPPORTED_ACCOMMODATION,
}
IN_FAMILIES = {HomeKind.IN_HOUSE_FOSTER, HomeKind.AGENCY_FOSTER, *OF_ONE_FAMILY}
TITLED = {
    HomeKind.RESIDENTIAL_SCHOOL: "{} School",
    HomeKind.FAMILY_CENTRE: "{} Family Centre",
    HomeKind.SECURE: "{} Secure Home",
    HomeKind.SUPPORTED_ACCOMMODATION: "{} Shared House",
    HomeKind.YOI: "{} Young Offender Institution",
    HomeKind.HOSPITAL: "{} Children's Hospital",
    HomeKind.OTHER: "{} (crisis flat)",
}
ENOUGH = {
    HomeKind.RESIDENTIAL_SCHOOL: 3,
    HomeKind.FAMILY_CENTRE: 1,
    HomeKind.SECURE: 1,
    HomeKind.YOI: 1,
    HomeKind.HOSPITAL: 2,
}
OPENED_YEARS_AGO = 9


def lost_registration(on: datetime.date) -> datetime.date:
    """The day a home of the cast ("cancelled") lost its registration."""
    return worked_by(on - 36 * DAY, not_before=on - 40 * DAY)


def found_inadequate(on: datetime.date) -> datetime.date:
    """The day word came that a home of the cast ("inadequate") was found Inadequate."""
    return worked_by(on - 3 * DAY, not_before=on - 9 * DAY)


def concern_raised(on: datetime.date) -> datetime.date:
    """The day the regulator raised concerns about a home of the cast ("noticed")."""
    return worked_by(on - 170 * DAY, not_before=on - 175 * DAY)


def enforcement_notice(on: datetime.date) -> datetime.date:
    """The day an enforcement notice about that home came."""
    return worked_by(on - 120 * DAY, not_before=on - 125 * DAY)


def alarms(tag: str, on: datetime.date) -> list[datetime.date]:
    """The days on which word came about a home that made people go and look."""
    told = {
        "inadequate": (found_inadequate,),
        "noticed": (concern_raised, enforcement_notice),
        "cancelled": (lost_registration,),
    }
    return [day(on) for day in told.get(tag, ())]


@dataclass
class Place:
    """A home and who has had a bed in it, from when to when."""

    home: Home
    beds: int
    taken: list[tuple[datetime.date, datetime.date | None]] = field(default_factory=list)

    def room(self, count: int, starts: datetime.date, ends: datetime.date | None) -> bool:
        """Whether so many could live here all that time. Counts everyone who overlaps it."""
        meanwhile = sum(
            1
            for since, until in self.taken
            if (ends is None or since < ends) and (until is None or starts < until)
        )
        return meanwhile + count <= self.beds


class Homes:
    """Finds a home for somebody, or opens one."""

    def __init__(self, seed: int, on: datetime.date, rows: Rows) -> None:
        self.on = on
        self.rows = rows
        self.dice = Dice(seed, "homes")
        self._places: dict[HomeKind, list[Place]] = defaultdict(list)
        self._tagged: dict[str, Place] = {}
        self._providers: dict[str, Provider] = {}
        self._names: set[str] = set()

    def find(
        self,
        kind: HomeKind,
        count: int,
        starts: datetime.date,
        ends: datetime.date | None,
        *,
        tag: str = "",
        family: str = "",
        left: Collection[Home] = (),
    ) -> Home:
        """A home of that kind with room for `count` together; `tag` asks for one of the cast's.

        Never one of those just `left`: a move is to another home.
        """
        if tag and tag in self._tagged:
            place = self._tagged[tag]
        else:
            known = [place for place in self._places[kind] if place.home not in left]
            found = None if tag else self._with_room(kind, known, count, starts, ends)
            place = found or self._open(kind, count, tag, family)
        place.taken.extend([(starts, ends)] * count)
        return place.home

    def _with_room(
        self,
        kind: HomeKind,
        known: list[Place],
        count: int,
        starts: datetime.date,
        ends: datetime.date | None,
    ) -> Place | None:
        if kind in OF_ONE_FAMILY or not known:
            return None
        if len(known) >= ENOUGH.get(kind, len(known) + 1):
            return self.dice.pick(known)
        tried = self.dice.some(known, 6)
        return next((place for place in tried if place.room(count, starts, ends)), None)

    def _open(self, kind: HomeKind, count: int, tag: str, family: str) -> Place:
        dice = self.dice
        low, high = CAPACITY.get(kind, (count, count))
        beds = max(count, dice.number(low, high))
        name = self._name(kind, family)
        town, authority = self._where(kind)
        provider = self._provider(kind)
        home = Home(
            id=dice.uuid(),
            name=name,
            search_name=fold(f"{name} {town}"),
            kind=kind,
            provider=provider,
            urn=f"SC{900000 + dice.number(0, 99999)}" if kind in REGULATED else "",
            address=f"{a_street(dice)}\n{town}",
            postcode=postcode(dice),
            local_authority=authority,
            phone=mobile(dice) if kind in IN_FAMILIES else landline(dice),
            capacity=None if kind in OF_ONE_FAMILY else beds,
        )
        self.rows.add(home)
        place = Place(home, beds)
        self._history(home, tag)
        if tag:
            self._tagged[tag] = place
        else:
            self._places[kind].append(place)
        return place

    def _name(self, kind: HomeKind, family: str) -> str:
        if kind in {HomeKind.WITH_PARENTS, HomeKind.CONNECTED_PERSON} and family:
            carer = invent(self.dice) if kind == HomeKind.CONNECTED_PERSON else Name("", family)
            return f"{carer.family} family"
        if kind in IN_FAMILIES:
            one, other = invent(self.dice, "F"), invent(self.dice)
            return f"{one.given} and {other.given} {one.family}"
        places = read("places")
        stem: str = self.dice.pick(places["home_first"]) + self.dice.pick(places["home_last"])
        if title := TITLED.get(kind):
            stem = title.format(stem.removesuffix(" House").removesuffix(" Lodge"))
        while stem in self._names:
            stem = f"{stem}, {self.dice.pick(places['towns'])}"
        self._names.add(stem)
        return stem

    def _where(self, kind: HomeKind) -> tuple[str, str]:
        places = read("places")
        far = 0.05 if kind in IN_FAMILIES else 0.3
        if self.dice.chance(far):
            town, authority = self.dice.pick(places["elsewhere"])
            return town, authority
        return self.dice.pick(places["towns"]), read("staff")["authority"]

    def _provider(self, kind: HomeKind) -> Provider | None:
        names = read("places")["providers"].get(kind.value)
        if kind == HomeKind.IN_HOUSE_FOSTER:
            names = [read("staff")["authority"]]
        if not names:
            return None
        name = self.dice.pick(names)
        if name not in self._providers:
            domain = "".join(letter for letter in name.lower() if letter.isalpha())
            self._providers[name] = Provider(
                id=self.dice.uuid(),
                name=name,
                email=f"placements@{domain}.example.org",
                phone=landline(self.dice),
            )
            self.rows.add(self._providers[name])
        return self._providers[name]

    def _history(self, home: Home, tag: str) -> None:
        """Registration and inspections; the cast's homes have stories of their own."""
        opened = years_before(self.on, OPENED_YEARS_AGO) + self.dice.days(0, 700)
        if home.kind in REGULATED or home.kind == HomeKind.OTHER:
            for status, since, until in self._registered(home, tag, opened):
                self.rows.add(
                    Registration(
                        id=self.dice.uuid(),
                        home=home,
                        status=status,
                        starts_on=since,
                        ends_on=until,
                    )
                )
        if home.kind in REGULATED and tag != "applied":
            self._inspected(home, tag)

    def _registered(
        self, home: Home, tag: str, opened: datetime.date
    ) -> list[tuple[str, datetime.date, datetime.date | None]]:
        status = Registration.Status
        if home.kind == HomeKind.OTHER:
            return [(status.NEVER, opened, None)]
        if tag == "applied":
            return [(status.APPLIED, self.on - 150 * DAY, None)]
        if tag == "cancelled":
            lost = lost_registration(self.on)
            return [(status.REGISTERED, opened, lost), (status.CANCELLED, lost, None)]
        return [(status.REGISTERED, opened, None)]

    def _inspected(self, home: Home, tag: str) -> None:
        judgement = Inspection.Judgement
        usual = {
            judgement.OUTSTANDING: 2,
            judgement.GOOD: 7,
            judgement.REQUIRES_IMPROVEMENT: 2,
        }
        day = worked_by(self.on - self.dice.days(40, 340), not_before=self.on - 400 * DAY)
        found = [(day - 365 * DAY, self.dice.weighted(usual)), (day, self.dice.weighted(usual))]
        if tag == "inadequate":
            day = found_inadequate(self.on)
            found = [(day - 365 * DAY, judgement.REQUIRES_IMPROVEMENT), (day, judgement.INADEQUATE)]
        if tag == "noticed":
            self._noticed(home)
        for on, what in found:
            self.rows.add(Inspection(id=self.dice.uuid(), home=home, on=on, judgement=what))

    def _noticed(self, home: Home) -> None:
        for kind, on, note in (
            (
                Notice.Kind.REGULATOR_CONCERN,
                concern_raised(self.on),
                "Staffing at night, told by telephone.",
            ),
            (
                Notice.Kind.SECTION_30A,
                enforcement_notice(self.on),
                "Enforcement notice about medicines records.",
            ),
        ):
            self.rows.add(Notice(id=self.dice.uuid(), home=home, kind=kind, on=on, note=note))
