"""Who works with the children: allocations, never two main ones at once, no IRO in the line."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from cases.independence import WORKS_WITH, breaches
from cases.models import Allocation, Child
from cases.visibility import not_barred
from people.models import RoleAssignment, User
from returns.actions.live.crossing import Crossing, plan
from returns.actions.live.ledger import Kind, key_of
from returns.live.rows import Entry
from returns.live.tables import ALLOCATIONS

COLUMNS = {"main": "main", "starts_on": "from", "ends_on": "until"}
FAR = datetime.date.max


@dataclass
class Proposal:
    """One row of the files as it would stand: `row` is ours for it, None for a new one."""

    entry: Entry
    row: Allocation | None
    write: dict[str, Any]
    then: Allocation


def take_allocations(crossing: Crossing) -> None:
    """Every allocation of the files that may be; what stands in its way is left as it is here."""
    known = crossing.load(ALLOCATIONS, Kind.ALLOCATION, Allocation)
    children = {child.pk for child in crossing.children.values()}
    held: dict[uuid.UUID, list[Allocation]] = defaultdict(list)
    for row in Allocation.objects.filter(child__in=children).select_related("user"):
        held[row.child_id].append(row)
    may = _May(crossing, children)
    proposed: list[Proposal] = []
    for entry in crossing.rows.of(ALLOCATIONS):
        carried = known.get(key_of(*entry.row.key))
        one = _propose(crossing, entry, carried, held, may)
        if one is not None:
            proposed.append(one)
    proposed = _independent(crossing, _with_room(proposed, held), held)
    for one in proposed:
        _write(crossing, one)


class _May:
    """Whether somebody can hold a child: what they are here, and whether they may see the child."""

    def __init__(self, crossing: Crossing, children: set[uuid.UUID]) -> None:
        self.on = crossing.run.on
        self.posts: dict[uuid.UUID, list[RoleAssignment]] = defaultdict(list)
        for post in RoleAssignment.objects.all():
            self.posts[post.user_id].append(post)
        listed = Child.objects.filter(pk__in=children)
        self.guarded = set(listed.filter(restricted=True).values_list("pk", flat=True))
        self.guarded |= set(listed.exclude(exclusions=None).values_list("pk", flat=True))

    def hold(self, entry: Entry, user: User, child: Child) -> bool:
        """Leaves the row out if not. What is over by today is history, and always can be."""
        starts, ends, role = entry.row["from"], entry.row["until"], entry.row["role"]
        if ends and ends <= self.on:
            return True
        day = max(starts, self.on)
        at_work = user.is_active and (user.left_on is None or user.left_on > day)
        holds = any(
            post.role == role and post.starts_on <= day <= (post.ends_on or FAR)
            for post in self.posts[user.pk]
        )
        if not (at_work and holds):
            entry.leave("role_not_held", "The worker does not hold this role then.", "worker")
        elif child.pk in self.guarded and not self._sees(user, child, day):
            entry.leave("barred", "The worker may not see this child's record.", "worker")
        return entry.left_out is None

    def _sees(self, user: User, child: Child, day: datetime.date) -> bool:
        return Child.objects.filter(not_barred(user, day), pk=child.pk).exists()


def _propose(
    crossing: Crossing,
    entry: Entry,
    carried: Allocation | None,
    held: dict[uuid.UUID, list[Allocation]],
    may: _May,
) -> Proposal | None:
    row, child = entry.row, crossing.children[entry.row.child]
    user = crossing.users.get(row["worker"])
    if user is None:
        entry.leave("no_such_person", "Nobody here or in the table of staff has it.", "worker")
        return None
    then = Allocation(
        child=child, user=user, role=row["role"], main=row["main"] is not False,
        starts_on=row["from"], ends_on=row["until"],
    )  # fmt: skip
    values = {name: getattr(then, name) for name in COLUMNS}
    same = (
        one
        for one in held[child.pk]
        if (one.user_id, one.role) == (user.pk, then.role) and _meet(one, then)
    )
    here = None if carried else next(same, None)
    todo = plan(crossing, entry, Kind.ALLOCATION, values, COLUMNS, carried=carried, here=here)
    if todo is None:
        return None
    if here is not None:  # recorded here: it stays as it is, and that it differs is said
        crossing.ledger.keep(Kind.ALLOCATION, key_of(*row.key), here.pk, values)
        return None
    return Proposal(entry, todo.row, todo.write, then) if may.hold(entry, user, child) else None


def _with_room(proposed: list[Proposal], held: dict[uuid.UUID, list[Allocation]]) -> list[Proposal]:
    """Those that no allocation recorded here forbids.

    One that is left out stays as it was, and may be in the way of another: hence the loop.
    """
    while True:
        moving = {one.row.pk for one in proposed if one.row}
        blocked = [
            one
            for one in proposed
            if any(
                row.pk not in moving and _in_the_way(row, one.then)
                for row in held[one.then.child_id]
            )
        ]
        if not blocked:
            return proposed
        for one in blocked:
            says = "The record here has somebody in this role on these days: end that first."
            one.entry.leave("held_here", says, "worker")
        proposed = [one for one in proposed if one.entry.left_out is None]


def _independent(
    crossing: Crossing, proposed: list[Proposal], held: dict[uuid.UUID, list[Allocation]]
) -> list[Proposal]:
    """Those that put no reviewing officer into the line of their own children."""
    on, moving = crossing.run.on, {one.row.pk for one in proposed if one.row}
    then = {id(one.then): one for one in proposed}
    standing = [row for rows in held.values() for row in rows if row.pk not in moving]
    lasting = [
        row
        for row in [*standing, *(one.then for one in proposed)]
        if row.ends_on is None or row.ends_on > on
    ]
    reviewing = [row for row in lasting if row.role == Allocation.Role.IRO]
    working = [row for row in lasting if row.role in WORKS_WITH]
    pairs = {(row.child_id, row.user_id) for row in reviewing}
    for row, says in breaches(reviewing, working, on=on):
        if id(row) in then:
            then[id(row)].entry.leave("iro_in_line", says, "worker")
    for one in proposed:  # an officer recorded here who would now work with the child
        officer = (one.then.child_id, one.then.user_id) in pairs
        if one.then.role in WORKS_WITH and officer and _reviews_here(one.then, standing):
            says = "They review this child's plan here, and cannot work with the child too."
            one.entry.leave("iro_in_line", says, "worker")
    return [one for one in proposed if one.entry.left_out is None]


def _reviews_here(then: Allocation, standing: list[Allocation]) -> bool:
    return any(
        row.role == Allocation.Role.IRO
        and (row.child_id, row.user_id) == (then.child_id, then.user_id)
        and _meet(row, then)
        for row in standing
    )


def _write(crossing: Crossing, one: Proposal) -> None:
    row = one.row or one.then
    if one.row is None:
        crossing.changes.new(row)
        crossing.changed(one.then.child, "allocations_new")
    elif one.write:
        row.main = one.write.get("main", row.main)
        crossing.changes.move(
            row,
            one.write.get("starts_on", row.starts_on),
            one.write.get("ends_on", row.ends_on),
        )
        crossing.changed(one.then.child, "allocations_changed")
    values = {name: getattr(one.then, name) for name in COLUMNS}
    crossing.ledger.keep(Kind.ALLOCATION, key_of(*one.entry.row.key), row.pk, values)


def _in_the_way(row: Allocation, then: Allocation) -> bool:
    both_main = row.main and then.main
    return row.role == then.role and (both_main or row.user_id == then.user_id) and _meet(row, then)


def _meet(row: Allocation, then: Allocation) -> bool:
    """Whether two periods [start, end) share a day; one that begins and ends that day has none."""
    return max(row.starts_on, then.starts_on) < min(row.ends_on or FAR, then.ends_on or FAR)
