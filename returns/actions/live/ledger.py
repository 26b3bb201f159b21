"""What earlier imports of live cases wrote, and so what this one may write.

A value may be written over only if it still is as an import wrote it, or blank. Whoever changed
something here is right; the files are told so.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from returns.models import CarriedOver

Kind = CarriedOver.Kind
Values = Mapping[str, Any]
BATCH = 2000
LONGEST = 80  # what somebody wrote about a child is kept in its own place only
BLANK = (None, "", "U", False)


def key_of(*parts: str) -> str:
    """One key of several."""
    return "\x1f".join(parts)


def plain(value: Any) -> Any:
    """A value as JSON holds it, to be compared and kept; of longer words only their hash."""
    if isinstance(value, str) and len(value) > LONGEST:
        return hashlib.sha256(value.encode()).hexdigest()
    if isinstance(value, datetime.date | uuid.UUID):
        return str(value)
    return value


@dataclass
class Settled:
    """What may be set on a row, and the columns that were changed here, so are left."""

    write: dict[str, Any] = field(default_factory=dict)
    changed_here: list[str] = field(default_factory=list)


@dataclass
class Ledger:
    """The other system's keys among the rows here. Read with `load`, write with `finish`."""

    known: dict[tuple[str, str], CarriedOver] = field(default_factory=dict)
    fresh: dict[tuple[str, str], CarriedOver] = field(default_factory=dict)
    renewed: dict[tuple[str, str], CarriedOver] = field(default_factory=dict)

    def load(self, kind: Kind, keys: Iterable[str]) -> None:
        """Read what is known under these keys."""
        wanted = sorted(set(keys))
        for start in range(0, len(wanted), BATCH):
            lot = wanted[start : start + BATCH]
            self.join(CarriedOver.objects.filter(kind=kind, key__in=lot))

    def join(self, rows: Iterable[CarriedOver]) -> None:
        """Take in what was read elsewhere."""
        self.known.update({(row.kind, row.key): row for row in rows})

    def find(self, kind: Kind, key: str) -> CarriedOver | None:
        return self.known.get((kind, key)) or self.fresh.get((kind, key))

    def says_the_same(self, kind: Kind, key: str, values: Values) -> bool:
        """Whether an earlier import was told exactly this: then there is nothing to do."""
        carried = self.known.get((kind, key))
        return carried is not None and all(
            carried.said.get(name) == plain(value) for name, value in values.items()
        )

    def settle(self, kind: Kind, key: str, values: Values, row: models.Model) -> Settled:
        """What of `values` may be set on `row`, which an earlier import wrote under this key."""
        said = self.known[kind, key].said
        found = Settled()
        for name, value in values.items():
            if said.get(name) == plain(value):
                continue
            now = getattr(row, name)
            if plain(now) == plain(value):
                continue
            if plain(now) == said.get(name) or now in BLANK:
                found.write[name] = value
            else:
                found.changed_here.append(name)
        return found

    def adopt(self, values: Values, row: models.Model) -> Settled:
        """What of `values` may be set on `row`, which no import of this kind wrote: blanks."""
        found = Settled()
        for name, value in values.items():
            now = getattr(row, name)
            if plain(now) == plain(value):
                continue
            if now in BLANK:
                found.write[name] = value
            else:
                found.changed_here.append(name)
        return found

    def keep(
        self, kind: Kind, key: str, row: uuid.UUID, values: Values, child: uuid.UUID | None = None
    ) -> None:
        """Note that `row` stands for this key, and what it was told."""
        said = {name: plain(value) for name, value in values.items()}
        carried = self.find(kind, key)
        if carried is None:
            self.fresh[kind, key] = CarriedOver(
                kind=kind, key=key, row=row, child_id=child, said=said
            )
            return
        both = {**carried.said, **said}
        if (carried.row, carried.said) != (row, both):
            carried.row, carried.said = row, both
            if (kind, key) in self.known:
                self.renewed[kind, key] = carried

    def finish(self) -> None:
        CarriedOver.objects.bulk_create(self.fresh.values(), batch_size=BATCH)
        CarriedOver.objects.bulk_update(self.renewed.values(), ["row", "said"], batch_size=BATCH)
