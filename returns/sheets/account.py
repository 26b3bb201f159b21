"""What became of every row: taken, repeated, left out, or refused with its child. It adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, order=True)
class At:
    """Where a row stands: the return's year (0: not of a year), the file and the line."""

    year: int
    file: str
    line: int


@dataclass(frozen=True)
class Remark:
    """What is to be said about one row: in which column, which value, why. `code` is its kind."""

    code: str
    reason: str
    column: str = ""
    value: str = ""


class Fate(StrEnum):
    """Every row read has exactly one."""

    TAKEN = "taken"
    REPEATED = "repeated"  # said already: by another row, an earlier import, or begun there
    DROPPED = "dropped"
    REFUSED_CHILD = "refused_child"


WARNED = "warned"  # a taken row about which something is to be said
NOTICED = "noticed"  # about a file or a child, not a row


@dataclass(frozen=True)
class Line:
    """One line of the report: a row, what became of it, and why."""

    at: At
    number: str
    outcome: str
    remark: Remark


@dataclass
class Account:
    """The rows of each file by fate, and a line for each that was not simply taken."""

    fates: dict[str, Counter[str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def open_file(self, name: str) -> None:
        self.fates.setdefault(name, Counter())

    def note(self, at: At, fate: Fate) -> None:
        self.fates.setdefault(at.file, Counter())[fate.value] += 1

    def take(self, at: At, number: str, remarks: Iterable[Remark] = ()) -> None:
        """A row that was taken, with what is to be said about it."""
        self.note(at, Fate.TAKEN)
        for remark in remarks:
            self.lines.append(Line(at, number, WARNED, remark))

    def repeat(self, places: Iterable[At]) -> None:
        """Rows that say what was said already."""
        for at in places:
            self.note(at, Fate.REPEATED)

    def drop(self, at: At, number: str, remark: Remark) -> None:
        """A row left out by itself, whoever's it is."""
        self.note(at, Fate.DROPPED)
        self.lines.append(Line(at, number, Fate.DROPPED.value, remark))

    def refuse(self, at: At, number: str, remark: Remark) -> None:
        """A row of a child who was refused whole."""
        self.note(at, Fate.REFUSED_CHILD)
        self.lines.append(Line(at, number, Fate.REFUSED_CHILD.value, remark))

    def totals(self) -> Counter[str]:
        """All files together."""
        found: Counter[str] = Counter()
        for fates in self.fates.values():
            found.update(fates)
        return found
