"""Reviews and plans. One of a kind on a day is one, whoever wrote it down."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from cases.models import CarePeriod, Done
from returns.actions.live.crossing import Crossing
from returns.actions.live.ledger import Kind, key_of
from returns.actions.live.recorder import Recorder
from returns.live.tables import PLANS, REVIEWS
from reviews.models import Review

HELD_HERE = "Another of that kind and day is recorded here already."
REVIEW = {
    "held_on": "held_on",
    "kind": "kind",
    "participation": "participation",
    "chaired_by_id": "chaired_by",
    "decisions": "decisions",
}


def take_reviews(crossing: Crossing) -> None:
    """Every review of the files, in the period of care of its day."""
    recorder = Recorder(crossing)
    known, every = recorder.of(Review, REVIEWS, Kind.REVIEW)
    here = {(row.child_id, row.held_on, row.kind): row for row in every}
    moving = _moving(crossing, known)
    cares: dict[uuid.UUID, list[CarePeriod]] = defaultdict(list)
    new: Any = crossing.changes.create.get(CarePeriod, [])
    for care in [*CarePeriod.objects.filter(child__in=recorder.children), *new]:
        cares[care.child_id].append(care)
    for entry in crossing.rows.of(REVIEWS):
        row, child = entry.row, crossing.children[entry.row.child]
        day = row["held_on"]
        held = [one for one in cares[child.pk] if one.starts_on <= day <= (one.ends_on or day)]
        if not held:
            entry.leave("not_in_care", "The child was not looked after on that day.", "held_on")
            continue
        chair = crossing.users.get(row["chaired_by"])
        if row["chaired_by"] and chair is None:
            entry.remark("no_such_person", "Nobody here or in the table of staff.", "chaired_by")
        fresh = Review(
            child=child,
            care_period=max(held, key=lambda one: one.starts_on),
            held_on=day,
            kind=row["kind"] or Review.Kind.LOOKED_AFTER.value,
            participation=row["participation"],
            chaired_by=chair,
            decisions=row["decisions"],
        )
        carried, place = known.get(key_of(*row.key)), (child.pk, day, fresh.kind)
        same = here.get(place)
        if same and (same.pk != carried.pk if carried else same.pk in moving):
            entry.leave("held_here", HELD_HERE, "held_on")
            continue
        here[place] = carried or same or fresh
        recorder.take(entry, Kind.REVIEW, fresh, REVIEW, carried=carried, here=same)


def _moving(crossing: Crossing, known: dict[str, Review]) -> set[uuid.UUID]:
    """Reviews of earlier imports to which the files now give another day or kind."""
    found = set()
    for entry in crossing.rows.of(REVIEWS):
        row, carried = entry.row, known.get(key_of(*entry.row.key))
        if carried and (carried.held_on, carried.kind) != (
            row["held_on"],
            row["kind"] or Review.Kind.LOOKED_AFTER.value,
        ):
            found.add(carried.pk)
    return found


PLAN = {"what": "what", "on": "done_on", "by_name": "done_by", "note": "note"}


def take_plans(crossing: Crossing) -> None:
    """Plans and whatever else was done: what, on which day, by whom."""
    recorder = Recorder(crossing)
    known, every = recorder.of(Done, PLANS, Kind.PLAN)
    here = {(row.child_id, row.what, row.on): row for row in every if row.withdrawn_at is None}
    for entry in crossing.rows.of(PLANS):
        row, child = entry.row, crossing.children[entry.row.child]
        if not recorder.born(entry, row["done_on"], "done_on"):
            continue
        fresh = Done(
            child=child,
            what=row["what"],
            on=row["done_on"],
            by_name=row["done_by"] or "Not said by the other system",
            note=row["note"],
        )
        carried = known.get(key_of(*row.key))
        place = (child.pk, row["what"], row["done_on"])
        same = here.get(place)
        here.setdefault(place, carried or fresh)
        values = {name: getattr(fresh, name) for name in PLAN}
        again = crossing.ledger.says_the_same(Kind.PLAN, key_of(*row.key), values)
        if carried and carried.withdrawn_at and not again:
            entry.leave("changed_here", "Somebody has taken this back here.", "plan")
            continue
        recorder.take(entry, Kind.PLAN, fresh, PLAN, carried=carried, here=same)
