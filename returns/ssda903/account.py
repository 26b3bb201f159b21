"""What became of every row of a return, children and their histories told."""

from __future__ import annotations

from dataclasses import dataclass

from returns.sheets.account import Account, At, Remark
from returns.ssda903.chain import Refusal
from returns.ssda903.checks import code_remarks
from returns.ssda903.held import Held, Rows
from returns.ssda903.history import Told


@dataclass
class ReturnAccount(Account):
    """The account of an import of returns: child by child."""

    def add(self, rows: Rows, told: Told) -> None:
        """What became of this import's rows of one child."""
        if told.refusal is not None:
            self._refuse_all(rows, told.refusal)
            return
        dropped = {id(held): remark for held, remark in told.dropped}
        superseded = {id(held) for held in told.superseded}
        for held in rows.by_row.values():
            if not held.at:
                continue
            first, *copies = sorted(held.at)
            self.repeat(copies)
            if held.before or id(held) in superseded:
                self.repeat([first])
            elif id(held) in dropped:
                self.drop(first, rows.number, dropped[id(held)])
            else:
                self._take_row(first, rows.number, held)

    def _take_row(self, at: At, number: str, held: Held) -> None:
        self.take(at, number, [*code_remarks(held.row, at.year), *held.remarks])

    def _refuse_all(self, rows: Rows, refusal: Refusal) -> None:
        """Every row of the child, each with the reason; column and value where the reason is."""
        elsewhere = Remark(refusal.remark.code, refusal.remark.reason)
        for held in rows.by_row.values():
            for at in held.at:
                self.refuse(at, rows.number, refusal.remark if held is refusal.held else elsewhere)
        for at, _ in rows.spoilt:
            self.refuse(at, rows.number, refusal.remark if at == refusal.at else elsewhere)
