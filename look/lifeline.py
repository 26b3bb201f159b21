"""A child's time in care: homes, visits, gaps and reviews between two days, to be drawn."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Home:
    """Where the child lived from ``start`` up to ``end`` (None: still there, drawn to today)."""

    label: str
    start: datetime.date
    end: datetime.date | None = None


@dataclass(frozen=True)
class Visit:
    """A visit; ``seen`` is False when somebody came but the child was not seen."""

    day: datetime.date
    seen: bool = True


@dataclass(frozen=True)
class Gap:
    """A time in which a visit was owed and none was made."""

    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class Review:
    """A review held, or (``held=False``) due and not held."""

    day: datetime.date
    held: bool = True


@dataclass(frozen=True)
class Lifeline:
    """What to draw between ``start`` and ``end`` (inclusive); what lies outside is left out."""

    start: datetime.date
    end: datetime.date
    today: datetime.date
    finding: str
    homes: Sequence[Home] = ()
    visits: Sequence[Visit] = ()
    gaps: Sequence[Gap] = ()
    reviews: Sequence[Review] = ()

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("A lifeline must end after it starts.")
        if not self.finding:
            raise ValueError("A lifeline must say in words what it shows.")


def home_letter(position: int) -> str:
    """0 → "A", 25 → "Z", 26 → "AA": what a home is called in the picture and in the table."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
