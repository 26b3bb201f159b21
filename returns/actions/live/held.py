"""What the record holds of children's care, and which of it earlier imports wrote."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cases.models import CarePeriod, LegalStatus
from placements.models import Placement
from returns.actions.live.ledger import Kind, plain
from returns.models import CarriedOver

NAMES: dict[Any, tuple[str, ...]] = {
    CarePeriod: ("starts_on", "ends_on", "need_code"),
    LegalStatus: ("code", "starts_on", "ends_on"),
    Placement: ("home_id", "kind", "starts_on", "ends_on"),
}
KINDS = {CarePeriod: Kind.CARE, LegalStatus: Kind.STATUS, Placement: Kind.PLACEMENT}
Part = Any  # a CarePeriod, LegalStatus or Placement


@dataclass
class Here:
    """What the record holds of one child's care, and which of it an earlier import wrote."""

    cares: list[CarePeriod] = field(default_factory=list)
    statuses: list[LegalStatus] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    carried: dict[uuid.UUID, CarriedOver] = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        return [*self.cares, *self.statuses, *self.placements]

    @property
    def ours(self) -> bool:
        """Whether all care here was written by earlier imports of live cases, or there is none."""
        return all(care.pk in self.carried for care in self.cares)

    @property
    def untouched(self) -> bool:
        """Whether all of it still is as they wrote it."""
        return all(
            part.pk in self.carried
            and all(
                plain(getattr(part, name)) == self.carried[part.pk].said.get(name)
                for name in NAMES[type(part)]
            )
            for part in self.parts
        )


def held_of(children: Iterable[uuid.UUID]) -> dict[uuid.UUID, Here]:
    """The care of these children; placements recorded in error are no part of it."""
    found = {pk: Here() for pk in children}
    for care in CarePeriod.objects.filter(child__in=found):
        found[care.child_id].cares.append(care)
    for status in LegalStatus.objects.filter(child__in=found):
        found[status.child_id].statuses.append(status)
    real = Placement.objects.real().filter(child__in=found).select_related("home")
    for placement in real.order_by("starts_on"):
        found[placement.child_id].placements.append(placement)
    owner = {part.pk: one for one in found.values() for part in one.parts}
    for row in CarriedOver.objects.filter(kind__in=KINDS.values(), row__in=list(owner)):
        owner[row.row].carried[row.row] = row
    return found
