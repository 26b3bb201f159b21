"""Two records, two main workers: which of them stays main when the records become one."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from cases.conflicts import Conflict
from cases.models import Allocation, Child
from look.words import longdate

ONE_MAIN, NOT_TWICE = "allocation_one_main", "allocation_not_twice"
KEPT, MERGED = "kept", "merged"


@dataclass(frozen=True)
class MainChoice:
    """A role in which both records have a main worker at the same time.

    Of the side that is not chosen these allocations become those of a helper, their days as
    they were: one child has one main worker in a role on every day of its past, too.
    """

    role: str
    kept: list[Allocation]
    merged: list[Allocation]

    @property
    def label(self) -> str:
        return Allocation.Role(self.role).label

    @property
    def field(self) -> str:
        """Its name in a form."""
        return f"main_{self.role}"

    def words(self, side: str) -> str:
        """Who that is, and since when."""
        return "; ".join(_words(row) for row in self.side(side))

    def side(self, side: str) -> list[Allocation]:
        return self.kept if side == KEPT else self.merged

    def loser(self, chosen: str) -> list[Allocation]:
        """The allocations that are main no longer."""
        return self.merged if chosen == KEPT else self.kept

    def holds_today(self, side: str, on: datetime.date) -> bool:
        return any(row.ends_on is None or row.ends_on > on for row in self.side(side))

    def likely(self, on: datetime.date) -> str:
        """Whoever still works with the child; of two, the one on the record that stays."""
        return KEPT if self.holds_today(KEPT, on) or not self.holds_today(MERGED, on) else MERGED


def choices(found: Iterable[Conflict]) -> list[MainChoice]:
    """What is to be chosen among conflicts of allocations, role by role. One query."""
    pairs = [one for one in found if one.constraint == ONE_MAIN]
    ids = {one.row for one in pairs} | {one.kept_row for one in pairs}
    rows = {row.pk: row for row in Allocation.objects.filter(pk__in=ids).select_related("user")}
    roles = sorted({rows[one.row].role for one in pairs})
    return [
        MainChoice(
            role,
            _of(rows, role, {one.kept_row for one in pairs}),
            _of(rows, role, {one.row for one in pairs}),
        )
        for role in roles
    ]


def held_already(found: Iterable[Conflict]) -> set[uuid.UUID]:
    """Rows of the record that goes that say nothing the other does not: the same person holds the
    child there in the same role, as main if they are, and at least as long."""
    pairs = [one for one in found if one.constraint == NOT_TWICE]
    ids = {one.row for one in pairs} | {one.kept_row for one in pairs}
    rows = Allocation.objects.in_bulk(ids)
    return {one.row for one in pairs if _says_no_more(rows[one.row], rows[one.kept_row])}


def _says_no_more(row: Allocation, kept: Allocation) -> bool:
    as_long = kept.ends_on is None or (row.ends_on is not None and row.ends_on <= kept.ends_on)
    return as_long and (kept.main or not row.main)


def step_down(
    offered: list[MainChoice], chosen: Mapping[str, str], *, on: datetime.date
) -> dict[str, dict[str, bool]]:
    """Let the workers who were not chosen be helpers; what was changed, for the undoing.

    `chosen` says for each role whose worker stays main, "kept" or "merged".

    Raises:
        ValidationError: keyed by the choice's field: none was made, or it would leave the child
            with nobody today although somebody is there.
    """
    losers: list[uuid.UUID] = []
    for one in offered:
        side = chosen.get(one.role)
        if side not in (KEPT, MERGED):
            raise ValidationError({one.field: "Choose who stays the main worker"})
        other = MERGED if side == KEPT else KEPT
        if one.holds_today(other, on) and not one.holds_today(side, on):
            raise ValidationError(
                {one.field: f"{one.words(side)}: they stopped, so the other stays main"}
            )
        losers += [row.pk for row in one.loser(side)]
    Allocation.objects.filter(pk__in=losers).update(main=False)
    return {str(pk): {"from": True, "to": False} for pk in losers}


def step_up(changed: Mapping[str, Mapping[str, bool]]) -> None:
    """Give them back, unless somebody changed it since."""
    Allocation.objects.filter(pk__in=list(changed), main=False).update(main=True)


def named_since(
    changed: Mapping[str, object], moved: Iterable[str], kept: Child, merged: Child
) -> list[str]:
    """Why they cannot all be main again: somebody else was named for the kept child since."""
    back = set(moved)
    found = []
    for row in Allocation.objects.filter(pk__in=list(changed), main=False):
        home = merged if str(row.pk) in back else kept
        others = Allocation.objects.filter(child=kept, role=row.role, main=True)
        others = others.exclude(pk__in=back) if home == kept else others.none()
        if any(_overlap(row, other) for other in others):
            found.append(
                f"{row.get_role_display()}: another main worker was named since the merge. "
                "End that first."
            )
    return list(dict.fromkeys(found))


def _overlap(one: Allocation, two: Allocation) -> bool:
    last = datetime.date.max
    return max(one.starts_on, two.starts_on) < min(one.ends_on or last, two.ends_on or last)


def _of(rows: Mapping[uuid.UUID, Allocation], role: str, ids: set[uuid.UUID]) -> list[Allocation]:
    return sorted((rows[pk] for pk in ids if rows[pk].role == role), key=lambda row: row.starts_on)


def _words(row: Allocation) -> str:
    until = f" to {longdate(row.ends_on)}" if row.ends_on else ""
    return f"{row.user}, from {longdate(row.starts_on)}{until}"
