"""What the engine answers: duties, each with its dates, its state and the reason."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from timescales.rules import Rule


@dataclass(frozen=True, slots=True)
class Duty:
    """One dated thing somebody owes a child, under one rule.

    `law` is the rule with its words. `opened_on` is the day counted from, `due_on` the last day in
    time (None: open until done), `due_at` the instant where hours matter, in UTC. `state` is met,
    met_late, due, overdue, missed, lapsed or unknown (fell due before the records are complete).
    `anchor` is the ref of the fact whose placement, period of care or notice the duty belongs to;
    (rule, anchor, ordinal) is unique in an answer. `met_by` is the ref of the fact that met it.
    """

    law: Rule
    opened_on: date
    due_on: date | None
    due_at: datetime | None
    met_on: date | None
    state: str
    anchor: str
    ordinal: int
    met_by: str | None
    explained: "Callable[[Duty], tuple[str, ...]] | None" = field(
        default=None, repr=False, compare=False
    )

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.law.id

    @property
    def pack(self) -> str:
        """The name of the rule's pack."""
        return self.law.pack

    @property
    def title(self) -> str:
        """What is to be done, in plain words."""
        return self.law.title

    @property
    def owner(self) -> str:
        """The role that owes it."""
        return self.law.owner

    @property
    def source(self) -> str:
        """Where the rule stands."""
        return self.law.source

    @property
    def evidence(self) -> str | None:
        """V, Q or K for the law; None for a local rule."""
        return self.law.evidence

    @property
    def asks(self) -> str:
        """What meets it; several rules may ask for the same."""
        return self.law.asks

    @property
    def nature(self) -> str:
        """ "law" or "local"."""
        return self.law.nature

    @property
    def reading(self) -> str | None:
        """How we read a source that is silent or says two things."""
        return self.law.reading

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
