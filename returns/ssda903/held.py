"""A row of the return, told apart from where it stands: the same row may stand in five returns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from returns.sheets.account import At, Remark
from returns.ssda903 import dates
from returns.ssda903.tables import EPISODES

UNKNOWN_YEAR = 0


@dataclass(frozen=True)
class Row:
    """What a row says. Equal rows say the same of the same child in the same table."""

    table: str
    number: str
    values: tuple[tuple[str, str], ...]

    def __getitem__(self, column: str) -> str:
        return dict(self.values).get(column, "")

    def day(self, column: str) -> datetime.date | None:
        return dates.read(self[column])


@dataclass
class Held:
    """One row and every return that holds it.

    `at` lists where this import has it (empty: an earlier import brought it); `before` says that
    an earlier import brought it.
    """

    row: Row
    years: set[int] = field(default_factory=set)
    at: list[At] = field(default_factory=list)
    before: bool = False
    remarks: list[Remark] = field(default_factory=list)

    @property
    def last_year(self) -> int:
        return max(self.years, default=UNKNOWN_YEAR)


class Rows:
    """All rows of one child: those of this import, joined to those an earlier one brought."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.by_row: dict[Row, Held] = {}
        self.spoilt: list[tuple[At, Remark]] = []  # rows that say too little to be held

    def add(self, row: Row, at: At) -> None:
        """Take a row of this import."""
        held = self.by_row.setdefault(row, Held(row))
        held.years.add(at.year)
        held.at.append(at)

    def join(self, stored: Iterable[tuple[Row, frozenset[int]]]) -> None:
        """Join what earlier imports brought. A return given again takes the place of itself.

        That is said per child and table: where this import has rows of a return, the stored rows
        of that return no longer count.
        """
        given = {(row.table, at.year) for row, held in self.by_row.items() for at in held.at}
        for row, years in stored:
            here = self.by_row.get(row)
            still = {year for year in years if (row.table, year) not in given}
            if here is not None:
                here.before = True
                here.years |= still
            elif still:
                self.by_row[row] = Held(row, still, before=True)

    def of(self, table: str) -> list[Held]:
        """The rows of one table, in an order that does not depend on the files."""
        found = [held for row, held in self.by_row.items() if row.table == table]
        return sorted(found, key=lambda held: (held.last_year, held.row.values))

    @property
    def episodes(self) -> list[Held]:
        return self.of(EPISODES.name)
