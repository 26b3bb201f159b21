"""Rows of placements judged together: periods of care, and one home at a time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import combinations

from returns.live.periods import overlapping
from returns.live.rows import Entry, Rows
from returns.live.tables import PLACEMENTS

Day = datetime.date


def judge_placements(rows: Rows, on: Day) -> None:
    """Mark rows that cannot be, and refuse children whose care contradicts itself."""
    of_child: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows.of(PLACEMENTS):
        _judge(entry, on)
        if entry.left_out is None:
            of_child[entry.row.child].append(entry)
    for entries in of_child.values():
        for _, other in overlapping(entries, "from", "until"):
            says = "The child lives in two homes at once."
            rows.refuse_for(other, "two_homes", says, "from")
        _judge_care(rows, entries)


def _judge(entry: Entry, on: Day) -> None:
    row = entry.row
    starts, ends = row["from"], row.day("until")
    care, over = row.day("care_from"), row.day("care_until")
    if starts > on or (care and care > on):
        entry.leave("in_future", "That is after today.", "from")
    elif (ends and ends > on) or (over and over > on):
        entry.leave("in_future", "That is after today.", "until" if ends else "care_until")
    elif (ends and ends < starts) or (care and over and over < care):
        entry.leave("ends_before_start", "It ends before it begins.", "until")
    elif care and starts < care:
        entry.leave("outside_care", "The child moved in before care began.", "from")
    elif over and (ends or Day.max) > over and (ends or starts > over):
        entry.leave("outside_care", "The child lives there after care ended.", "until")


def _judge_care(rows: Rows, entries: list[Entry]) -> None:
    """Rows of one period of care agree when it ended; two periods share no day."""
    ends: dict[Day, set[Day | None]] = defaultdict(set)
    for entry in entries:
        care = entry.row.day("care_from")
        if care:
            ends[care].add(entry.row.day("care_until"))
    said = {care: next(iter(found)) for care, found in ends.items()}
    apart = all((said[one] or Day.max) <= other for one, other in combinations(sorted(said), 2))
    if not apart or any(len(found) > 1 for found in ends.values()):
        says = "The rows of this child differ on when care began or ended."
        rows.refuse_for(entries[0], "care_unclear", says, "care_from")
