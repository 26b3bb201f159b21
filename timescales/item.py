"""A duty while the walk through the facts is still going on."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from timescales.facts import Fact
from timescales.periods import Period, london_date
from timescales.rules import Rule

# A sentence, or a sentence's beginning and the date it ends in.
Note = str | tuple[str, date | None]


class Context(Protocol):
    """What a duty lives in: it closes when this ends."""

    @property
    def anchor(self) -> str: ...

    ended: date | None


class Item:
    """One duty in the making. `settle` gives floating dates (those leaning on a review) as of now.

    `born` is the day on which the walk opened it, `opened` the day it is counted from, `why` what
    that day was, in words; `notes` are further sentences for the explanation.
    """

    __slots__ = (
        "anchor", "born", "closed", "context", "count", "dropped", "due", "due_at", "floating",
        "met_at", "met_by", "met_on", "notes", "opened", "period", "rule", "unknown", "why",
    )  # fmt: skip

    def __init__(
        self,
        rule: Rule,
        context: Context,
        anchor: str,
        *,
        opened: date,
        born: date,
        due: date | None = None,
        period: Period | None = None,
        why: str = "the day it was set off",
    ) -> None:
        self.rule = rule
        self.context = context
        self.anchor = anchor
        self.opened = opened
        self.born = born
        self.due = due
        self.due_at: datetime | None = None
        self.period = period
        self.met_on: date | None = None
        self.met_at: datetime | None = None
        self.met_by: str | None = None
        self.closed: date | None = None
        self.dropped = False
        self.unknown = False
        self.count = 0
        self.floating: Callable[[Item], None] | None = None
        self.why = why
        self.notes: tuple[Note, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.met_on is None and self.closed is None

    def settle(self) -> None:
        """Bring a date that leans on a review up to what is known now."""
        if self.floating is not None:
            self.floating(self)

    def freeze(self) -> None:
        """Keep the present date for good: a met or closed duty never moves (reading 1)."""
        self.settle()
        self.floating = None

    def meet(self, fact: Fact, ref: str) -> None:
        """Met by this fact, on its day."""
        self.freeze()
        self.met_on, self.met_at, self.met_by = fact.day, fact.at, ref

    def close(self, day: date, *, replaced: bool = False) -> None:
        """Its context ended. One replaced on the very day it arose never arose."""
        self.freeze()
        self.closed = day
        self.dropped = replaced and self.born == day

    def let_go(self) -> None:
        """Hold nothing but dates any more."""
        self.floating = None
        del self.context

    def is_late(self) -> bool:
        """True if it was met after its time. A bare date is in time on the instant's own day."""
        if self.met_on is None or self.due is None:
            return False
        if self.due_at is not None and self.met_at is not None:
            return self.met_at > self.due_at
        return self.met_on > (london_date(self.due_at) if self.due_at else self.due)

    def state(self, on: date, now: datetime | None, complete_from: date | None) -> str:
        """The state at the end of day `on`, or at the instant `now`."""
        if self.met_on is not None:
            return "met_late" if self.is_late() else "met"
        if self.unknown or (self.due and complete_from and self.due < complete_from):
            return "unknown"
        if self.closed is not None:
            return "missed" if self.due and self.due < self.closed else "lapsed"
        if now is not None and self.due_at is not None:
            return "overdue" if now > self.due_at else "due"
        return "overdue" if self.due and self.due < on else "due"
