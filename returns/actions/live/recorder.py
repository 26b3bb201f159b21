"""What visits, reviews and plans have in common: each is a record of a child, written once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from cases.models.records import Record
from returns.actions.live.crossing import Crossing, plan
from returns.actions.live.ledger import Kind, key_of
from returns.live.rows import Entry
from returns.live.tables import Table

R = TypeVar("R", bound=Record)


class Recorder:
    """Takes the rows of one table of records, one after the other."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing
        self.children = {child.pk for child in crossing.children.values()}
        self.run = crossing.run

    def take(
        self,
        entry: Entry,
        kind: Kind,
        fresh: R,
        names: Mapping[str, str],
        *,
        carried: R | None,
        here: R | None,
    ) -> None:
        """Write `fresh`, or what differs of it on the row an earlier import wrote.

        `names` are the fields the row says something of, with the column each comes from; a row
        recorded `here` is only filled in where it is blank.
        """
        values = {name: getattr(fresh, name) for name in names}
        todo = plan(
            self.crossing,
            entry,
            kind,
            values,
            names,
            carried=carried,
            here=None if carried else here,
        )
        if todo is None:
            return
        child = self.crossing.children[entry.row.child]
        row = todo.row or fresh
        if todo.row is None:
            row.recorded_by, row.recorded_at = self.run.by, self.run.at
            self.crossing.changes.new(row)
            self.crossing.changed(child, f"{kind}s_new")
        elif carried is not None and carried.child_id != child.pk:
            entry.leave("refiled_here", "It was filed under another child here.", "child")
            return
        elif todo.write:
            for name, value in todo.write.items():
                setattr(row, name, value)
            self.crossing.changes.changed(row)
            self.crossing.fields.setdefault(type(row), set()).update(todo.write)
            self.crossing.changed(child, f"{kind}s_changed")
        self.crossing.ledger.keep(kind, key_of(*entry.row.key), row.pk, values)

    def born(self, entry: Entry, day: datetime.date, column: str) -> bool:
        """Whether the child was born by then, as far as the record knows."""
        born = self.crossing.children[entry.row.child].born_on
        if born and day < born:
            entry.leave("before_birth", "That is before the child was born.", column)
        return entry.left_out is None

    def of(self, model: type[R], table: Table, kind: Kind) -> tuple[dict[str, R], list[R]]:
        """Our rows by key of the files, and every row of these children."""
        rows: Any = model
        found: list[R] = list(rows.objects.filter(child__in=self.children))
        return self.crossing.load(table, kind, model), found
