"""What rooms above hand in: how their rows become facts.

A room registers in its AppConfig.ready(); duties then reads facts without knowing the room.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from timescales import Fact

FactReader = Callable[[Collection[uuid.UUID]], Iterable[tuple[uuid.UUID, Fact]]]

_readers: list[FactReader] = []

# Facts of one day apply in this order: what ends comes before what begins, and what people did
# that day comes after where the child lived that day was settled.
ORDER_WITHIN_A_DAY = {
    kind: rank
    for rank, kind in enumerate(
        [
            "placement_ended",
            "ceased_looked_after",
            "became_looked_after",
            "legal_status",
            "placement_started",
            "registration_changed",
            "permanence_agreed",
            "home_rated",
            "regulator_concern",
            "section_30a_notice",
            "visit_requested",
            "review_booked",
            "visit",
            "review_held",
            "visiting_frequency_agreed",
            "done",
        ]
    )
}


def register_facts(reader: FactReader) -> None:
    """Hand in a reader: given children, it yields (child, fact), a fixed number of queries."""
    if reader not in _readers:
        _readers.append(reader)


def facts_of(
    children: Collection[uuid.UUID], also: Mapping[uuid.UUID, Sequence[Fact]]
) -> dict[uuid.UUID, list[Fact]]:
    """Every fact of each child, those of `also` among them, in the order in which they apply."""
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for reader in _readers:
        for child, fact in reader(children):
            found[child].append(fact)
    for child, supposed in also.items():
        found[child].extend(supposed)
    for facts in found.values():
        facts.sort(key=_order)
    return found


def _order(fact: Fact) -> tuple[object, float, str]:
    rank: float = ORDER_WITHIN_A_DAY[fact.kind]
    if fact.kind == "review_booked" and fact.get("for") != fact.day:
        # Set at a review that was held that day, it is the date of the next one.
        rank = ORDER_WITHIN_A_DAY["review_held"] + 0.5
    return (fact.day, rank, fact.ref or "")
