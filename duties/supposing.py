"""What a record would meet, asked of the engine before it is made. Writes nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from duties.compute import owed
from duties.models import Duty
from duties.rules import rule_book
from timescales import Fact

# The row that does not exist yet.
SUPPOSED = "supposed"


@dataclass(frozen=True)
class WouldMeet:
    """An open duty, and whether it would be met late."""

    duty: Duty
    late: bool


def would_meet(
    child: uuid.UUID, fact: Fact, open_duties: Iterable[Duty], *, today: datetime.date
) -> list[WouldMeet]:
    """Those of the child's `open_duties` that would be met were `fact` recorded.

    Whether a record counts is for the rules to say, so the rules are asked: the facts with this
    one added are evaluated as they will be after the record is kept.
    """
    answer = owed([child], rule_book(), today=today, also={child: [fact]}).get(child)
    met = {
        (one.rule, one.anchor or "", one.ordinal): one.state
        for one in (answer.duties if answer else ())
        if one.state in ("met", "met_late")
    }
    found = ((duty, met.get((duty.rule, duty.anchor, duty.ordinal))) for duty in open_duties)
    return [WouldMeet(duty, state == "met_late") for duty, state in found if state]
