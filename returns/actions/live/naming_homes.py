"""Homes that a return could not name, and moves that came after the last return.

A return knows a home by kind, number and postcode; a row of the files that begins on the same day
names it. The return's own key is kept beside it, so that the next return finds what it wrote.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from cases.models import CarePeriod, Child
from placements.models import Home, Placement
from returns.actions.live.crossing import HERE, Crossing
from returns.actions.live.held import Here
from returns.actions.live.ledger import Kind, key_of
from returns.live.rows import Entry

FAR = datetime.date.max


class Namer:
    """Takes the rows of one child whose care is here already."""

    def __init__(self, crossing: Crossing, child: Child, here: Here) -> None:
        self.crossing, self.child, self.here = crossing, child, here
        self.ledger = crossing.ledger
        self.stays = list(here.placements)
        self.dirty: dict[uuid.UUID, Placement] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        """Every row, the earliest first."""
        for entry in entries:
            self._take(entry)
        for stay in self.dirty.values():
            self.crossing.changes.move(stay, stay.starts_on, stay.ends_on)
            self.crossing.changed(self.child, "placements_changed")

    def _take(self, entry: Entry) -> None:
        home, day, until = self._home(entry), entry.row["from"], entry.row["until"]
        key = key_of(*entry.row.key)
        values: dict[str, Any] = {"home_id": home.pk} | ({"ends_on": until} if until else {})
        if self.ledger.says_the_same(Kind.PLACEMENT, key, values):
            entry.repeated = True
            return
        stay, care = self._stay(entry, home), self._care(day)
        if care is None:
            entry.leave("not_in_care", "The child was not looked after here on that day.", "from")
        elif stay is not None:
            self._name(entry, stay, home)
        elif care.end_date_needed:
            says = "The returns leave open when care ended: say so on the child's page first."
            entry.leave("care_end_needed", says, "from")
        else:
            stay = self._move(entry, care, home)
        if entry.left_out is None and stay is not None:
            self._legal_status(entry)
            self.ledger.keep(Kind.PLACEMENT, key, stay.pk, values)

    def _home(self, entry: Entry) -> Home:
        return self.crossing.homes[entry.row["home"]]

    def _care(self, day: datetime.date) -> CarePeriod | None:
        cares = self.here.cares
        return next((one for one in cares if one.starts_on <= day < (one.ends_on or FAR)), None)

    def _stay(self, entry: Entry, home: Home) -> Placement | None:
        """The placement a row means: its own, that of its first day, or one at its postcode."""
        day = entry.row["from"]
        carried = self.ledger.find(Kind.PLACEMENT, key_of(*entry.row.key))
        for stay in self.stays:
            if stay.starts_on == day or (carried and stay.pk == carried.row):
                return stay
        for stay in self.stays:
            within = stay.starts_on <= day < (stay.ends_on or FAR)
            if within and home.postcode and home.postcode == stay.home.postcode:
                return stay
        return None

    def _name(self, entry: Entry, stay: Placement, home: Home) -> None:
        """Name the home of a placement, and say when the child left it where that is open."""
        if stay.home_id != home.pk and not self._rehome(stay, home):
            entry.leave("changed_here", HERE, "home")
            return
        if stay.starts_on != entry.row["from"]:
            says = "The record has the child there from another day; that day stays."
            entry.remark("other_day", says, "from")
        until = entry.row["until"]
        carried = self.ledger.find(Kind.PLACEMENT, key_of(*entry.row.key))
        ours = carried and carried.said.get("ends_on") == str(stay.ends_on)
        if until and until != stay.ends_on and (stay.ends_on is None or ours):
            stay.ends_on = until
            self.dirty[stay.pk] = stay
        elif until and until != stay.ends_on:
            says = "The record has the child leave on another day; that day stays."
            entry.remark("other_day", says, "until")

    def _rehome(self, stay: Placement, home: Home) -> bool:
        """Whether the home here is a return's, or one an earlier import named; then it is this."""
        named = self.ledger.find(Kind.REHOMED, str(stay.pk))
        if stay.home.import_key:
            said = {"import_key": stay.home.import_key}
        elif named and named.row == stay.home_id:
            said = {}
        else:
            return False
        self.ledger.keep(Kind.REHOMED, str(stay.pk), home.pk, said)
        stay.home = home
        self.dirty[stay.pk] = stay
        return True

    def _move(self, entry: Entry, care: CarePeriod, home: Home) -> Placement | None:
        """A move after everything recorded here; the home lived in until then ends that day."""
        day = entry.row["from"]
        before = max(self.stays, key=lambda stay: stay.starts_on, default=None)
        if before and (before.starts_on >= day or day < (before.ends_on or day)):
            says = "No home here begins on that day, and later ones are recorded: compare by hand."
            entry.leave("no_such_placement", says, "from")
            return None
        if before and before.ends_on is None:
            before.ends_on = day
            self.dirty[before.pk] = before
        stay = Placement(
            child=self.child, care_period=care, home=home, kind=home.kind, starts_on=day,
            ends_on=entry.row["until"] or care.ends_on,
        )  # fmt: skip
        self.stays.append(stay)
        self.crossing.changes.new(stay)
        self.crossing.changed(self.child, "placements_new")
        return stay

    def _legal_status(self, entry: Entry) -> None:
        """A legal status other than the one here is said; a worker records the change."""
        code, day = entry.row["legal_status"], entry.row["from"]
        statuses = self.here.statuses
        held = [one for one in statuses if one.starts_on <= day < (one.ends_on or FAR)]
        if code and held and held[0].code != code:
            says = f"The record here has {held[0].code} on that day, which stays."
            entry.remark("other_status", says, "legal_status")
