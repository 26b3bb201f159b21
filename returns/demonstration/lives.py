"""One child's life in care, written down step by step as it would have happened."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from placements.models import Milestone
from placements.models.home import HomeKind

CODES = {
    HomeKind.IN_HOUSE_FOSTER: ("U6", "PR1"),
    HomeKind.AGENCY_FOSTER: ("U6", "PR4"),
    HomeKind.CHILDRENS_HOME: ("K2", "PR4"),
    HomeKind.RESIDENTIAL_SCHOOL: ("S1", "PR4"),
    HomeKind.FAMILY_CENTRE: ("R3", "PR4"),
    HomeKind.SECURE: ("K1", "PR2"),
    HomeKind.SUPPORTED_ACCOMMODATION: ("K3", "PR4"),
    HomeKind.WITH_PARENTS: ("P1", "PR0"),
    HomeKind.FOR_ADOPTION: ("A6", "PR1"),
    HomeKind.CONNECTED_PERSON: ("U3", "PR1"),
    HomeKind.YOI: ("R5", "PR3"),
    HomeKind.HOSPITAL: ("R2", "PR3"),
    HomeKind.OTHER: ("Z1", ""),
}
LASTING = {
    HomeKind.IN_HOUSE_FOSTER: "U4",
    HomeKind.AGENCY_FOSTER: "U4",
    HomeKind.CONNECTED_PERSON: "U1",
}


@dataclass
class Agreed:
    """A milestone of a stay."""

    kind: str
    on: datetime.date
    long_term_foster: bool = False
    child_agrees: bool = False


@dataclass
class Stay:
    """Time in one home. `tag` names a home of the cast; `ends` is the day of leaving."""

    kind: HomeKind
    starts: datetime.date
    ends: datetime.date | None = None
    planned: bool = True
    concerns: bool = False
    temporary: bool = False
    assessed: bool = True
    tag: str = ""
    end_reason: str = ""
    agreed: list[Agreed] = field(default_factory=list)

    def day_of(self, *kinds: str) -> datetime.date | None:
        return next((one.on for one in self.agreed if one.kind in kinds), None)

    def lived(self, on: datetime.date) -> bool:
        return self.starts <= on and (self.ends is None or on < self.ends)


@dataclass
class Care:
    """One period of care."""

    starts: datetime.date
    need: str
    ends: datetime.date | None = None
    end_code: str = ""
    end_date_needed: bool = False
    statuses: list[tuple[str, datetime.date]] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def status_on(self, day: datetime.date) -> str:
        return next((code for code, since in reversed(self.statuses) if since <= day), "")

    @property
    def short_breaks(self) -> bool:
        return self.statuses[0][0] in {"V3", "V4"}

    def stay_on(self, day: datetime.date) -> Stay | None:
        return next((stay for stay in self.stays if stay.lived(day)), None)

    def covers(self, day: datetime.date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass
class Life:
    """All the periods of care of one child, in order."""

    born: datetime.date
    cares: list[Care] = field(default_factory=list)

    @property
    def care(self) -> Care:
        return self.cares[-1]

    @property
    def stay(self) -> Stay:
        return self.care.stays[-1]

    def enter(
        self, on: datetime.date, legal: str, kind: HomeKind, *, need: str = "N1", **how: Any
    ) -> None:
        """Care begins, in a first home, under `legal`."""
        self.cares.append(Care(starts=on, need=need, statuses=[(legal, on)]))
        self.care.stays.append(Stay(kind, on, **how))

    def order(self, code: str, on: datetime.date) -> None:
        """The legal status changes; one of the same day or later is put aside."""
        if on > self.care.statuses[-1][1] and code != self.care.statuses[-1][0]:
            self.care.statuses.append((code, on))

    def move(self, on: datetime.date, kind: HomeKind, *, reason: str = "CARPL", **how: Any) -> None:
        """The child goes from one home to the next on one day."""
        if on <= self.stay.starts:
            raise ValueError(f"A move on {on} comes before the stay from {self.stay.starts}.")
        self.stay.ends, self.stay.end_reason = on, reason
        self.care.stays.append(Stay(kind, on, **how))

    def agree(self, kind: Milestone.Kind, on: datetime.date, **how: bool) -> None:
        self.stay.agreed.append(Agreed(kind, on, **how))

    def leave(self, on: datetime.date, code: str) -> None:
        """Care ends."""
        self.care.ends, self.care.end_code = on, code
        self.stay.ends = on
        self.care.statuses = [one for one in self.care.statuses if one[1] < on]
        self.stay.agreed = [one for one in self.stay.agreed if one.on < on]
