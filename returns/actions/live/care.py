"""Where children live and since when they are in care.

A child whose care came with returns, or was entered here, keeps it: the files name the homes and
bring the moves since (`naming_homes`). Any other child's care is what the files say (here).
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cases.models import CarePeriod, Child, LegalStatus
from placements.actions.placing import CUSTODY
from placements.models import Home, Placement
from placements.models.home import HomeKind
from returns.actions.live.crossing import Crossing
from returns.actions.live.held import KINDS, NAMES, Here, Part, held_of
from returns.actions.live.ledger import Kind, key_of
from returns.actions.live.naming_homes import Namer
from returns.live.rows import Entry
from returns.live.tables import PLACEMENTS

Day = datetime.date
FAR = datetime.date.max
COUNTED = {Kind.CARE: "cares", Kind.STATUS: "legal_statuses", Kind.PLACEMENT: "placements"}
CARE_CHANGED = (
    "Care, legal status or homes of this child were changed here since, or stand in the way: "
    "compare them by hand."
)


def take_placements(crossing: Crossing) -> None:
    """Every row of placements, child by child."""
    of_child: dict[uuid.UUID, list[Entry]] = defaultdict(list)
    for entry in crossing.rows.of(PLACEMENTS):
        if entry.row["home"] not in crossing.homes:
            entry.leave("no_such_home", "No home of the files or here has this id.", "home")
        else:
            of_child[crossing.children[entry.row.child].pk].append(entry)
    keys = (key_of(*one.row.key) for rows in of_child.values() for one in rows)
    crossing.ledger.load(Kind.PLACEMENT, keys)
    here = held_of(of_child)
    for one in here.values():
        crossing.ledger.join(one.carried.values())
    stays = (str(stay.pk) for one in here.values() for stay in one.placements)
    crossing.ledger.load(Kind.REHOMED, stays)
    children = {child.pk: child for child in crossing.children.values()}
    for pk, entries in of_child.items():
        entries.sort(key=lambda entry: (entry.row["from"], entry.row.key))
        if here[pk].ours:
            _tell(crossing, children[pk], entries, here[pk])
        else:
            Namer(crossing, children[pk], here[pk]).take(entries)


@dataclass
class Target:
    """A part of a child's care as the rows have it, the key it goes by, and our row for it."""

    key: str
    part: Part
    entry: Entry | None = None
    old: Part | None = None

    @property
    def kind(self) -> Kind:
        return KINDS[type(self.part)]

    @property
    def values(self) -> dict[str, Any]:
        return {name: getattr(self.part, name) for name in NAMES[type(self.part)]}


def _tell(crossing: Crossing, child: Child, entries: list[Entry], here: Here) -> None:
    """The child's care as the rows have it: all that differs from what is here, or none of it."""
    targets = _told(crossing, child, entries, here)
    new = [
        one for one in targets if not crossing.ledger.says_the_same(one.kind, one.key, one.values)
    ]
    for one in targets:
        if one.entry:
            one.entry.repeated = not new
    if not new:
        return
    rows = {part.pk: part for part in here.parts}
    carried = {(row.kind, row.key): rows[row.row] for row in here.carried.values()}
    for one in targets:
        one.old = carried.get((one.kind, one.key))
    if not here.untouched or not _fit(here, targets):
        for one in new:
            if one.entry:
                one.entry.leave("care_changed_here", CARE_CHANGED, "from")
        return
    for one in targets:
        _write(crossing, child, one)


def _told(crossing: Crossing, child: Child, entries: list[Entry], here: Here) -> list[Target]:
    """Periods of care, the legal statuses in them, and the placements, as new rows."""
    spans: dict[Day, list[Entry]] = defaultdict(list)
    for entry in entries:
        began = entry.row["care_from"] or _care_here(here, entry.row["from"])
        if began is None:
            says = "The record has no care of this child yet: say when it began."
            entry.leave("missing", says, "care_from")
        else:
            spans[began].append(entry)
    found: list[Target] = []
    for began, of_period in spans.items():
        over = next((one.row["care_until"] for one in of_period), None)
        need = next((one.row["need"] for one in of_period if one.row["need"]), "")
        care = CarePeriod(child=child, starts_on=began, ends_on=over, need_code=need[:3])
        key = of_period[0].row.child
        known = next((one for one in here.cares if one.starts_on == began), None)
        if known:
            care.pk = known.pk
            care.need_code = need or known.need_code
            care.ends_on = over or known.ends_on
        found.append(Target(key_of(key, str(began)), care))
        found += _statuses(child, care, of_period)
        for entry in of_period:
            home = crossing.homes[entry.row["home"]]
            stay = Placement(
                child=child, care_period=care, home=home, kind=_counts_as(home, entry),
                starts_on=entry.row["from"], ends_on=entry.row["until"] or care.ends_on,
            )  # fmt: skip
            found.append(Target(key_of(*entry.row.key), stay, entry))
    return found


def _counts_as(home: Home, entry: Entry) -> str:
    """How the home counts for the rules: a secure home on remand or sentence is custody."""
    if home.kind == HomeKind.SECURE and entry.row["legal_status"] in CUSTODY:
        return HomeKind.YOI.value
    return home.kind


def _care_here(here: Here, day: Day) -> Day | None:
    """When the care began that an earlier import wrote and that holds the day."""
    holding = (one for one in here.cares if one.starts_on <= day < (one.ends_on or FAR))
    return next((one.starts_on for one in holding), None)


def _statuses(child: Child, care: CarePeriod, entries: list[Entry]) -> list[Target]:
    """Runs of rows under one legal status; the first holds from the day care began."""
    runs: list[LegalStatus] = []
    for entry in entries:
        code = entry.row["legal_status"][:2]
        if not code:
            if not runs:
                entry.remark("no_legal_status", "The row has no legal status.", "legal_status")
        elif not runs or runs[-1].code != code:
            starts = entry.row["from"] if runs else care.starts_on
            if runs:
                runs[-1].ends_on = starts
            runs.append(
                LegalStatus(
                    child=child, care_period=care, code=code, starts_on=starts,
                    ends_on=care.ends_on,
                )
            )  # fmt: skip
    key = entries[0].row.child
    return [Target(key_of(key, str(one.starts_on)), one) for one in runs]


def _fit(here: Here, targets: list[Target]) -> bool:
    """Whether nothing overlaps once the targets stand, and all lies inside its care."""
    moving = {one.old.pk for one in targets if one.old is not None}
    parts: list[Part] = [part for part in here.parts if part.pk not in moving]
    parts += [one.part for one in targets]
    for model in NAMES:
        spans = sorted((one.starts_on, one.ends_on or FAR) for one in parts if type(one) is model)
        if any(one[1] > other[0] for one, other in pairwise(spans)):
            return False
    cares: list[Part] = [one for one in parts if type(one) is CarePeriod]
    return all(
        any(
            care.starts_on <= part.starts_on and (part.ends_on or FAR) <= (care.ends_on or FAR)
            for care in cares
        )
        for part in parts
    )


def _write(crossing: Crossing, child: Child, one: Target) -> None:
    row = one.part
    if one.old is None:
        crossing.changes.new(row)
        crossing.changed(child, f"{COUNTED[one.kind]}_new")
    elif not crossing.ledger.says_the_same(one.kind, one.key, one.values):
        row = one.old
        for name, value in one.values.items():
            setattr(row, name, value)
        crossing.changes.move(row, one.part.starts_on, one.part.ends_on)
        crossing.changed(child, f"{COUNTED[one.kind]}_changed")
    else:
        row = one.old
    crossing.ledger.keep(one.kind, one.key, row.pk, one.values)
