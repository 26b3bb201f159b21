"""Facts of a child's life in care, and the child they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from timescales.periods import london_date
from timescales.vocabulary import DEFAULTS


@dataclass(frozen=True, slots=True)
class Child:
    """Whose life it is. `born` is the birth date."""

    born: date


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, with exactly one of `on` (a date) and `at` (an aware instant).

    `day` is the day it happened, in London.
    `ref` is the id of the record it comes from; duties hand it back as anchor and met_by.
    Raises ValueError for both or neither of `on` and `at`, or an instant without an offset.
    """

    kind: str
    on: date | None = None
    at: datetime | None = None
    attrs: Mapping[str, object] = field(default_factory=dict)
    ref: str | None = None
    day: date = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if (self.on is None) == (self.at is None):
            raise ValueError(f"{self.kind}: give either a date or an instant, not both")
        if self.at is not None and self.at.utcoffset() is None:
            raise ValueError(f"{self.kind}: an instant needs its offset")
        object.__setattr__(self, "day", london_date(self.at) if self.at else self.on)

    def get(self, name: str) -> object:
        """The attribute, or its default."""
        if name in self.attrs:
            return self.attrs[name]
        return DEFAULTS[self.kind].get(name) if self.kind in DEFAULTS else None
