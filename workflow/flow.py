"""One table of transitions per workflow. Everything else is drawn from it.

    class State(models.TextChoices):
        SENT = "sent", "Sent"
        READ = "read", "Read"

    FLOW = Flow(
        name="visit_form",
        states=State,
        begins=[State.SENT],
        moves=[Move("sign", "Sign", [State.SENT], State.READ)],
    )

    class Visit(models.Model):
        state = FLOW.field(default=State.SENT)
        sign = FLOW.transition("sign")

        class Meta:
            triggers = [FLOW.trigger("visit_moves_only_so")]

The field is protected: only `workflow.actions.take` moves a row, and the trigger refuses every
other way, an `update()` of a queryset included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django_fsm
import pgtrigger
from django.db import models

_flows: dict[str, Flow] = {}


@dataclass(frozen=True)
class Move:
    """A transition: `name` is the method, `words` what a person would say they do."""

    name: str
    words: str
    sources: Sequence[str]
    target: str


class Flow:
    """The states a row may be in, where it begins, and the moves between them.

    `before` says in a few words where the row was before it was one, for the picture.
    """

    def __init__(
        self,
        *,
        name: str,
        states: type[models.TextChoices],
        begins: Sequence[str],
        moves: Sequence[Move],
        before: str = "",
        column: str = "state",
    ) -> None:
        """Raises ValueError if a move leads from or to what is no state, or two share a name."""
        self.name, self.states, self.begins, self.column = name, states, list(begins), column
        self.moves = {move.name: move for move in moves}
        self.before = before
        named = {*begins, *(move.target for move in moves)}
        named |= {source for move in moves for source in move.sources}
        if strange := named - set(states.values):
            raise ValueError(f"{name}: {', '.join(sorted(strange))} is no state of it.")
        if len(self.moves) != len(moves):
            raise ValueError(f"{name}: two moves have one name.")
        _flows[name] = self

    def field(self, **options: Any) -> django_fsm.FSMField:
        """The column of the state, which code cannot set."""
        longest = max(len(state) for state in self.states.values)
        column: django_fsm.FSMField = django_fsm.FSMField(
            choices=self.states.choices, protected=True, max_length=longest, **options
        )
        return column

    def transition(self, name: str) -> Callable[[models.Model], None]:
        """The method that makes the move `name`; it changes the row and nothing besides."""
        move = self.moves[name]

        def moved(row: models.Model) -> None:
            """Nothing else happens here: what follows from a move is for actions."""

        moved.__name__ = name
        made: Callable[[models.Model], None] = django_fsm.transition(
            field=self.column, source=list(move.sources), target=move.target
        )(moved)
        return made

    def trigger(self, name: str) -> pgtrigger.FSM:
        """The database's own guard: no row changes its state but by a move."""
        return pgtrigger.FSM(name=name, field=self.column, transitions=self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every (source, target) there is."""
        return [
            (str(source), str(move.target))
            for move in self.moves.values()
            for source in move.sources
        ]


def flows() -> list[Flow]:
    """Every workflow of the product, by name."""
    return [_flows[name] for name in sorted(_flows)]
