"""What the engine answers: duties, each with its dates, its state and the reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """One dated thing somebody owes a child, under one rule.

    `opened_on` is the day counted from, `due_on` the last day in time (None: open until done),
    `due_at` the instant where hours matter, in UTC. `state` is met, met_late, due, overdue, missed,
    lapsed or unknown (fell due before the records are complete). `anchor` is the ref of the fact
    whose placement, period of care or notice the duty belongs to; (rule, anchor, ordinal) is
    unique in an answer. `met_by` is the ref of the fact that met it.
    """

    rule: str
    pack: str
    title: str
    owner: str
    opened_on: date
    due_on: date | None
    due_at: datetime | None
    met_on: date | None
    state: str
    source: str
    evidence: str | None
    asks: str
    nature: str
    reading: str | None
    anchor: str
    ordinal: int
    met_by: str | None
    explained: "Callable[[Duty], tuple[str, ...]] | None" = field(
        default=None, repr=False, compare=False
    )

    @property
    def because(self) -> tuple[str, ...]:
        """The steps from fact to date, one plain sentence each. Worked out when asked."""
        return self.explained(self) if self.explained else ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every duty the facts create, ordered by due date (none last) and rule.

    `reconsider_on` is the next day on which time alone changes the set of duties, or None.
    """

    duties: tuple[Duty, ...]
    reconsider_on: date | None
