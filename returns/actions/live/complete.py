"""From which day the record of each child holds everything: what fell due before is unknown.

For each family of facts the first of these that there is:
the day the child's own row names; the day the whole import was told; for visits and reviews the
child's earliest in the files, if that is before the day known so far. A child new here, of whom
the files say nothing, is complete from the day of the import. Plans are not guessed at: one plan
says nothing of the others.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict

from cases.models import CompleteFrom
from returns.actions.live.crossing import Crossing
from returns.actions.live.ledger import Kind, key_of
from returns.actions.writer import FAMILIES
from returns.live.rows import Entry
from returns.live.tables import CHILDREN, REVIEWS, VISITS

STATED = ("visits", "reviews", "plans")
EARLIEST = {"visits": (VISITS, "visited_on"), "reviews": (REVIEWS, "held_on")}
Day = datetime.date
Days = dict[tuple[uuid.UUID, str], Day]


def take_complete_from(crossing: Crossing) -> None:
    """Set the days for every child of the files. Call when all other rows are taken."""
    stated, earliest = _stated(crossing), _earliest(crossing)
    keys = {child.pk: key for key, child in crossing.children.items()}
    here = {
        (row.child_id, row.family): row for row in CompleteFrom.objects.filter(child__in=list(keys))
    }
    names = {
        (child, family): key_of(key, family) for child, key in keys.items() for family in FAMILIES
    }
    crossing.ledger.load(Kind.COMPLETE, names.values())
    for (child, family), name in names.items():
        new = keys[child] in crossing.new
        row = here.get((child, family))
        day = stated.get((child, family))
        if day is None:
            day = _guessed(row, earliest.get((child, family)), new=new, on=crossing.run.on)
        if day is None or (row is None and not new):
            continue  # a child entered here is complete from the beginning
        if crossing.ledger.says_the_same(Kind.COMPLETE, name, {"on": day}):
            continue
        if row is None:
            row = CompleteFrom(child_id=child, family=family, on=day)
            crossing.changes.new(row)
        elif row.on != day:
            row.on = day
            crossing.changes.changed(row)
            crossing.touched.add(child)
        crossing.ledger.keep(Kind.COMPLETE, name, row.pk, {"on": day})


def _guessed(row: CompleteFrom | None, earliest: Day | None, *, new: bool, on: Day) -> Day | None:
    if row is None:
        return (earliest or on) if new else None
    return earliest if earliest and earliest < row.on else None


def _stated(crossing: Crossing) -> Days:
    found: Days = {}
    for child in crossing.children.values():
        for family, day in crossing.run.complete_from.items():
            found[child.pk, family] = day
    for entry in crossing.rows.of(CHILDREN):
        for family in STATED:
            own = _column(crossing, entry, f"{family}_complete_from")
            if own:
                found[crossing.children[entry.row.child].pk, family] = own
    return found


def _column(crossing: Crossing, entry: Entry, column: str) -> Day | None:
    day = entry.row.day(column)
    if day and day > crossing.run.on:
        entry.remark("in_future", "That is after today; the day of the import is taken.", column)
        return crossing.run.on
    return day


def _earliest(crossing: Crossing) -> Days:
    days: dict[tuple[uuid.UUID, str], list[Day]] = defaultdict(list)
    for family, (table, column) in EARLIEST.items():
        for entry in crossing.rows.of(table):
            days[crossing.children[entry.row.child].pk, family].append(entry.row[column])
    return {place: min(found) for place, found in days.items()}
