"""A checked row, told apart from where it stands, and what is to become of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from returns.live.tables import Table
from returns.sheets.account import At, Remark

Key = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """What a row says: its key, and every column of its table by name (None or "" if blank)."""

    table: Table
    key: Key
    values: tuple[tuple[str, Any], ...]

    def __getitem__(self, column: str) -> Any:
        return self._cells[column]

    @cached_property
    def _cells(self) -> dict[str, Any]:
        return dict(self.values)

    def day(self, column: str) -> datetime.date | None:
        value: datetime.date | None = self[column]
        return value

    @property
    def child(self) -> str:
        """The child it is about, by their key in the files; "" for rows about nobody."""
        if not self.table.of_child:
            return ""
        return str(self["child"])


@dataclass
class Entry:
    """One row and every place where the files have it.

    `left_out` says why it is not taken; `repeated`, that the record has it from an earlier import.
    """

    row: Row
    places: list[At] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: Remark | None = None
    repeated: bool = False

    def leave(self, code: str, reason: str, column: str = "") -> None:
        """Leave the row out, unless an earlier reason stands already."""
        if self.left_out is None:
            self.left_out = Remark(code, reason, column, self.shown(column))

    def remark(self, code: str, reason: str, column: str = "") -> None:
        self.remarks.append(Remark(code, reason, column, self.shown(column)))

    def shown(self, column: str) -> str:
        """The value of a column as people write it; nothing of what was written about a child."""
        if not column or self.row.table[column].narrative or self.row[column] is None:
            return ""
        value = self.row[column]
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class Refusal:
    """Why a child is refused whole; `at` is where the reason stands, if it stands anywhere."""

    remark: Remark
    at: At | None = None


@dataclass
class Rows:
    """Every row of the files by table, and the children who are refused whole, by key."""

    by_table: dict[str, list[Entry]] = field(default_factory=dict)
    spoilt: list[tuple[str, At]] = field(default_factory=list)  # children's rows nobody can use
    refused: dict[str, Refusal] = field(default_factory=dict)

    def of(self, table: Table) -> Iterator[Entry]:
        """The entries of a table that are still to be taken, in an order of their own."""
        for entry in self.every(table):
            if entry.left_out is None and entry.row.child not in self.refused:
                yield entry

    def every(self, table: Table) -> list[Entry]:
        return self.by_table.get(table.name, [])

    def refuse(self, child: str, remark: Remark, at: At | None = None) -> None:
        """Refuse a child whole; the first reason stands."""
        self.refused.setdefault(child, Refusal(remark, at))

    def refuse_for(self, entry: Entry, code: str, reason: str, column: str = "") -> None:
        remark = Remark(code, reason, column, entry.shown(column))
        self.refuse(entry.row.child, remark, min(entry.places))


def by_key(entries: Iterable[Entry]) -> dict[Key, list[Entry]]:
    """Entries of one table that say something of the same thing."""
    found: dict[Key, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.row.key, []).append(entry)
    return found
