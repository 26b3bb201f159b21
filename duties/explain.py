"""Why this date: the rule, its source, the facts and the arithmetic, in plain sentences."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from duties.compute import owed
from duties.models import Duty
from duties.rules import rule_book
from timescales import Duty as Owed

EVIDENCE = {
    "V": "We have read the text of the source.",
    "Q": "Quoted by an authority's own procedures; we have not read the source itself. "
    "It reminds, and starts no escalation until an administrator confirms it.",
    "K": "Known to practitioners; we have not read the source. "
    "It reminds, and starts no escalation until an administrator confirms it.",
}


@dataclass(frozen=True)
class Explanation:
    """One duty and how its date came about. `duty` is the row, `owed` the engine's answer."""

    duty: Duty
    owed: Owed

    @property
    def steps(self) -> list[str]:
        return list(self.owed.because)

    @property
    def evidence(self) -> str:
        return EVIDENCE.get(self.owed.evidence or "", "")

    @property
    def law(self) -> bool:
        return self.duty.nature == Duty.Nature.LAW


def explain(duty: Duty, *, today: datetime.date) -> Explanation | None:
    """Worked out afresh from the facts of the day, so that it always explains what is shown.

    None if the facts changed under it and the duty is about to be withdrawn.
    """
    answer = owed([duty.subject_id], rule_book(), today=today, explained=True).get(duty.subject_id)
    identity = (duty.rule, duty.anchor, duty.ordinal)
    for one in answer.duties if answer else ():
        if (one.rule, one.anchor or "", one.ordinal) == identity:
            return Explanation(duty, one)
    return None
