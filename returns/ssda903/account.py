"""What became of every row: taken, repeated, left out, or refused with its child. It adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from returns.ssda903.chain import Refusal
from returns.ssda903.checks import code_remarks
from returns.ssda903.held import At, Held, Remark, Rows
from returns.ssda903.history import Told


class Fate(StrEnum):
    """Every row read has exactly one."""

    TAKEN = "taken"
    REPEATED = "repeated"  # said already, by an earlier return or import, or begun there
    DROPPED = "dropped"
    REFUSED_CHILD = "refused_child"


WARNED = "warned"  # a taken row about which something is to be said


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

    def drop(self, at: At, number: str, remark: Remark) -> None:
        """A row left out by itself, whoever's it is."""
        self.note(at, Fate.DROPPED)
        self.lines.append(Line(at, number, Fate.DROPPED.value, remark))

    def add(self, rows: Rows, told: Told) -> None:
        """What became of this import's rows of one child."""
        if told.refusal is not None:
            self._refuse(rows, told.refusal)
            return
        dropped = {id(held): remark for held, remark in told.dropped}
        superseded = {id(held) for held in told.superseded}
        for held in rows.by_row.values():
            if not held.at:
                continue
            first, *copies = sorted(held.at)
            self._repeat(copies)
            if held.before or id(held) in superseded:
                self._repeat([first])
            elif id(held) in dropped:
                self.drop(first, rows.number, dropped[id(held)])
            else:
                self._take(first, rows.number, held)

    def _take(self, at: At, number: str, held: Held) -> None:
        self.note(at, Fate.TAKEN)
        for remark in [*code_remarks(held.row, at.year), *held.remarks]:
            self.lines.append(Line(at, number, WARNED, remark))

    def _repeat(self, places: Iterable[At]) -> None:
        for at in places:
            self.note(at, Fate.REPEATED)

    def _refuse(self, rows: Rows, refusal: Refusal) -> None:
        """Every row of the child, each with the reason; column and value where the reason is."""
        elsewhere = Remark(refusal.remark.code, refusal.remark.reason)
        places = [(at, held) for held in rows.by_row.values() for at in held.at]
        for at, held in places:
            self.note(at, Fate.REFUSED_CHILD)
            here = held is refusal.held
            self._refused_line(at, rows.number, refusal.remark if here else elsewhere)
        for at, _ in rows.spoilt:
            self.note(at, Fate.REFUSED_CHILD)
            self._refused_line(at, rows.number, refusal.remark if at == refusal.at else elsewhere)

    def _refused_line(self, at: At, number: str, remark: Remark) -> None:
        self.lines.append(Line(at, number, Fate.REFUSED_CHILD.value, remark))

    def totals(self) -> Counter[str]:
        """All files together."""
        found: Counter[str] = Counter()
        for fates in self.fates.values():
            found.update(fates)
        return found
