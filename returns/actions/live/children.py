"""Who the children are: found again, recognised from a statutory return, or new here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from cases import naming
from cases.models import Child
from cases.survivors import survivors
from people.models import Team
from returns.actions.live.crossing import Crossing, plan, said
from returns.actions.live.ledger import Kind
from returns.live.rows import Entry
from returns.live.tables import CHILDREN
from returns.models import CarriedOver, Import

CHILD = {
    name: name
    for name in (
        "given_name", "family_name", "known_as", "born_on", "expected_on", "sex", "ethnicity",
        "nhs_number", "upn", "language", "religion", "disability", "unaccompanied", "ssda903_id",
    )
}  # fmt: skip
COLUMNS = {**CHILD, "team_id": "team"}
NUMBERS = ("nhs_number", "upn")


def take_children(crossing: Crossing) -> None:
    """Find or begin the record of every child; afterwards `crossing.children` has them by key.

    A child is refused whole here for what only the record knows.
    """
    finder = _Finder(crossing)
    for entry in crossing.rows.of(CHILDREN):
        child = finder.find(entry)
        if entry.row.child not in crossing.rows.refused:
            _child(crossing, entry, child, finder)
    for key in crossing.rows.refused:
        crossing.children.pop(key, None)


class _Finder:
    """The records here that rows of the files may mean. Their rows are locked."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing
        rows = crossing.rows
        keys = {entry.row.child for entries in rows.by_table.values() for entry in entries}
        crossing.ledger.load(Kind.CHILD, keys - {""})
        carried = {key: row.row for key in keys if (row := crossing.ledger.find(Kind.CHILD, key))}
        numbers = {entry.row["ssda903_id"] for entry in rows.of(CHILDREN)} - {""}
        numbered = dict(
            Child.objects.filter(ssda903_id__in=numbers).values_list("ssda903_id", "pk")
        )
        kept = survivors({*carried.values(), *numbered.values()})
        locked = Child.objects.select_for_update(no_key=True).filter(pk__in=set(kept.values()))
        records = {child.pk: child for child in locked.order_by("pk").prefetch_related("aliases")}
        self.carried = {
            key: records[kept[pk]] for key, pk in carried.items() if kept[pk] in records
        }
        self.numbered = {number: (pk, records[kept[pk]]) for number, pk in numbered.items()}
        self.keys_of = _keys_of(pk for pk, _ in self.numbered.values())
        self.held = {name: _holders(rows.of(CHILDREN), name) for name in NUMBERS}
        self.of_returns = set(
            Import.objects.filter(kind=Import.Kind.SSDA903).values_list("team", flat=True)
        )
        crossing.children |= self.carried

    def find(self, entry: Entry) -> Child | None:
        """The record a row means, or None for a child new here. May refuse the child."""
        rows, row = self.crossing.rows, entry.row
        carried = self.carried.get(row.child)
        number, by_number = self.numbered.get(row["ssda903_id"], (None, None))
        if carried and by_number and carried.pk != by_number.pk:
            says = "This number of the return belongs to another child here."
            rows.refuse_for(entry, "number_of_another", says, "ssda903_id")
        elif not carried and self.keys_of.get(number, {row.child}) != {row.child}:
            says = "An earlier import gave this child another id."
            rows.refuse_for(entry, "another_id_here", says, "child")
        found = carried or by_number
        if found is None:
            self._not_a_double(entry)
            return None
        born = row["born_on"]
        if born is None and not carried and found.born_on:
            says = "A child of a return is recognised by number and date of birth: it is missing."
            rows.refuse_for(entry, "no_birth_date", says, "born_on")
        elif born and found.born_on and born != found.born_on and not self._corrects(row.child):
            says = "The record here has another date of birth."
            rows.refuse_for(entry, "birth_date_here", says, "born_on")
        return found

    def _corrects(self, key: str) -> bool:
        """Whether the date of birth here is the one an import of live cases wrote."""
        carried = self.crossing.ledger.find(Kind.CHILD, key)
        found = self.carried.get(key)
        if carried is None or found is None or found.ssda903_id:
            return False
        return bool(carried.said.get("born_on") == str(found.born_on))

    def _not_a_double(self, entry: Entry) -> None:
        for name in NUMBERS:
            if entry.row[name] in self.held[name]:
                says = (
                    "Another record here has this number. If it is the same child, give their "
                    "number of the return; if not, correct this one."
                )
                self.crossing.rows.refuse_for(entry, "perhaps_here", says, name)

    def unsorted(self, child: Child) -> bool:
        """Whether a return put the child where they are, and nobody has taken them up since."""
        return child.team_id in self.of_returns and not child.allocations.exists()

    def own_record(self, entry: Entry, record: Child) -> uuid.UUID:
        """The record of this very id, merged away or not: were it undone, it would count again."""
        carried = self.crossing.ledger.find(Kind.CHILD, entry.row.child)
        by_number, _ = self.numbered.get(entry.row["ssda903_id"], (record.pk, None))
        return carried.row if carried else by_number

    def free(self, entry: Entry, child: Child | None, values: dict[str, Any]) -> dict[str, Any]:
        """The values without numbers another child here has; they are remarked upon."""
        if entry.row["ssda903_id"] in self.numbered:
            values.pop("ssda903_id", None)  # it stands on their record, or on one merged into it
        for name in NUMBERS:
            holder = self.held[name].get(values.get(name, ""))
            if holder and (child is None or holder != child.pk):
                values.pop(name)
                entry.remark("number_here", "Another child here has it; left blank.", name)
        return values


def _keys_of(children: Iterable[uuid.UUID]) -> dict[uuid.UUID | None, set[str]]:
    found: dict[uuid.UUID | None, set[str]] = {}
    rows = CarriedOver.objects.filter(kind=Kind.CHILD, child__in=list(children))
    for key, child in rows.values_list("key", "row"):
        found.setdefault(child, set()).add(key)
    return found


def _holders(entries: Iterable[Entry], name: str) -> dict[str, uuid.UUID]:
    """Which child here has each of these numbers."""
    numbers = {entry.row[name] for entry in entries} - {""}
    unique = [number for number in numbers if not number.startswith("UN")]
    held = Child.objects.filter(**{f"{name}__in": unique}, merged_into=None)
    return dict(held.values_list(name, "pk"))


def _child(crossing: Crossing, entry: Entry, child: Child | None, finder: _Finder) -> None:
    key = entry.row.child
    values, carried = finder.free(entry, child, said(entry, CHILD)), finder.carried.get(key)
    team = _team(crossing, entry) or (crossing.run.team if child is None else None)
    if child is None and team is None:
        says = "Name the child's team here, or the receiving team with --team."
        crossing.rows.refuse_for(entry, "no_team", says, "team")
        return
    with_team = {**values, "team_id": team.pk} if team else values
    todo = plan(
        crossing, entry, Kind.CHILD, with_team if carried or child is None else values, COLUMNS,
        carried=carried, here=child, key=key,
    )  # fmt: skip
    if child is not None:
        crossing.children[key] = child
    if todo is None:
        return
    record = todo.row or Child()
    if todo.row and not carried and team and record.team_id != team.pk:
        if finder.unsorted(record):
            todo.write["team_id"] = team.pk
        else:
            entry.remark("differs_here", "Another team answers for the child here.", "team")
    _write(crossing, key, record, todo.write, new=todo.row is None)
    crossing.ledger.keep(
        Kind.CHILD, key, finder.own_record(entry, record), with_team,
        child=finder.own_record(entry, record),
    )  # fmt: skip
    crossing.children[key] = record


def _write(
    crossing: Crossing, key: str, record: Child, write: dict[str, Any], *, new: bool
) -> None:
    for name, value in write.items():
        setattr(record, name, value)
    if not new and not write:
        return
    aliases = [] if new else record.aliases.all()
    record.search_name = naming.search_name(record, aliases)
    if new:
        crossing.new.add(key)
        crossing.changes.new(record)
        crossing.changed(record, "children_new")
    else:
        record.version += 1
        crossing.changes.changed(record)
        crossing.changed(record, "children_changed")


def _team(crossing: Crossing, entry: Entry) -> Team | None:
    name = entry.row["team"]
    team = crossing.teams.get(name.casefold()) if name else None
    if name and team is None:
        entry.remark("no_such_team", "No team of that name is here or in the files.", "team")
    elif team and team.closed_on and team.closed_on <= crossing.run.on:
        entry.remark("team_closed", "This team is closed.", "team")
        return None
    return team
