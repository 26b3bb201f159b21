"""Visits: by whom, in which role, to which home, as far as the other system tells.

A visit by the same person on the same day that somebody recorded here is the same visit.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from typing import Any

from cases.models import Allocation, Child
from people.models import RoleAssignment, User
from people.roles import Role
from placements.models import Placement
from placements.whereabouts import home_on
from returns.actions.live.crossing import Crossing
from returns.actions.live.ledger import Kind, key_of
from returns.actions.live.recorder import Recorder
from returns.live.rows import Entry
from returns.live.tables import VISITS
from returns.models import CarriedOver
from visits.models import Visit, VisitorRole
from visits.permissions import VISITS_AS

NOT_SAID = "The other system does not say why."
FAR = datetime.date.max
VISIT = {
    "on": "visited_on",
    "visitor_id": "visited_by",
    "role": "role",
    "home_id": "home",
    "seen": "seen",
    "alone": "alone",
    "not_seen_reason": "why_not",
    "not_alone_reason": "why_not",
    "purposeful": "purposeful",
    "worker_saw": "note",
}


# Worked out where the row does not say; what is worked out once is not worked out again.
WORKED_OUT = {"role": "role", "home_id": "home"}


def take_visits(crossing: Crossing) -> None:
    """Every visit of the files, to the home where the child lived that day."""
    recorder, teller = Recorder(crossing), _Teller(crossing)
    known, every = recorder.of(Visit, VISITS, Kind.VISIT)
    corrected = {row.corrects_id for row in every}
    carried_over = set(CarriedOver.objects.filter(kind=Kind.VISIT).values_list("row", flat=True))
    here = {
        (row.child_id, row.on, row.visitor_id): row for row in every if row.pk not in carried_over
    }
    for entry in crossing.rows.of(VISITS):
        row, child = entry.row, crossing.children[entry.row.child]
        by = crossing.users.get(row["visited_by"])
        if by is None:
            says = "Nobody here or in the table of staff has it."
            entry.leave("no_such_person", says, "visited_by")
        if by is None or not recorder.born(entry, row["visited_on"], "visited_on"):
            continue
        carried = known.get(key_of(*row.key))
        fresh = teller.tell(entry, child, by, carried)
        names = {
            name: column
            for name, column in VISIT.items()
            if name not in WORKED_OUT or row[WORKED_OUT[name]]
        }
        values = {name: getattr(fresh, name) for name in names}
        again = crossing.ledger.says_the_same(Kind.VISIT, key_of(*row.key), values)
        if carried and carried.pk in corrected and not again:
            entry.leave("changed_here", "Somebody has corrected this visit here.", "visit")
            continue
        same = here.get((child.pk, row["visited_on"], by.pk))
        recorder.take(entry, Kind.VISIT, fresh, names, carried=carried, here=same)


class _Teller:
    """What a row says of a visit, with what has to be worked out: the role, and the home."""

    def __init__(self, crossing: Crossing) -> None:
        self.homes, self.roles = crossing.homes, _Roles(crossing)
        self.stays: dict[uuid.UUID, list[Placement]] = defaultdict(list)
        for stay in _stays(crossing):
            self.stays[stay.child_id].append(stay)

    def tell(self, entry: Entry, child: Child, by: User, carried: Visit | None) -> Visit:
        row, day, seen = entry.row, entry.row["visited_on"], entry.row["seen"]
        alone, why = bool(seen and row["alone"]), row["why_not"] or NOT_SAID
        home = carried.home_id if carried and not row["home"] else self._home(entry, child)
        role = row["role"] or self.roles.on(day, by, child)
        if not row["role"] and role == VisitorRole.OTHER:
            says = "Nothing says in which role they visited, so it answers no one's duty."
            entry.remark("role_unknown", says, "role")
        return Visit(
            child=child,
            on=day,
            visitor=by,
            role=role,
            home_id=home,
            seen=seen,
            alone=alone,
            not_seen_reason="" if seen else why,
            not_alone_reason=why if seen and not alone else "",
            purposeful=bool(row["purposeful"] and home),
            worker_saw=row["note"],
        )

    def _home(self, entry: Entry, child: Child) -> uuid.UUID | None:
        """The home named, else where the child lived; that it answers nothing is said."""
        row, stays = entry.row, self.stays[child.pk]
        named = self.homes.get(row["home"]) if row["home"] else None
        if row["home"] and named is None:
            entry.remark("no_such_home", "No home has this id; the child's own is taken.", "home")
        where = home_on(stays, row["visited_on"], named.pk if named else None)
        if where is None and home_on(stays, row["visited_on"]):
            entry.remark("other_home", "The child lived in another home on that day.", "home")
        elif where is None:
            says = "No home is recorded for that day, so the visit answers nothing that was due."
            entry.remark("no_home_that_day", says, "visited_on")
        if named:
            return named.pk
        return where.home.pk if where else None


class _Roles:
    """In which role somebody visited, where the files do not say."""

    def __init__(self, crossing: Crossing) -> None:
        self.held: dict[uuid.UUID, list[RoleAssignment]] = defaultdict(list)
        for post in RoleAssignment.objects.order_by("starts_on"):
            self.held[post.user_id].append(post)
        new: Any = crossing.changes.create.get(Allocation, [])
        ids = {child.pk for child in crossing.children.values()}
        self.allocated: dict[tuple[uuid.UUID, uuid.UUID], list[Allocation]] = defaultdict(list)
        for one in [*Allocation.objects.filter(child__in=ids), *new]:
            self.allocated[one.child_id, one.user_id].append(one)

    def on(self, day: datetime.date, by: User, child: Child) -> VisitorRole:
        """What they were to the child that day, else what they were here, else what they are."""
        for one in self.allocated[child.pk, by.pk]:
            if one.starts_on <= day < (one.ends_on or FAR):
                return VISITS_AS[Role(one.role)]
        posts = [post for post in self.held[by.pk] if Role(post.role) in VISITS_AS]
        then = [one for one in posts if one.starts_on <= day <= (one.ends_on or FAR)]
        for post in [*then, *reversed(posts)]:
            return VISITS_AS[Role(post.role)]
        return VisitorRole.OTHER


def _stays(crossing: Crossing) -> list[Placement]:
    """Where the children live and lived, what this import is about to write included."""
    ids = {child.pk for child in crossing.children.values()}
    new: Any = crossing.changes.create.get(Placement, [])
    moved = {
        row.pk: row
        for rows in crossing.changes.update.get(Placement, {}).values()
        for row in rows
        if isinstance(row, Placement)
    }
    here = Placement.objects.real().filter(child__in=ids).select_related("home")
    rows = [*(moved.get(row.pk, row) for row in here), *new]
    return sorted(rows, key=lambda row: row.starts_on)
