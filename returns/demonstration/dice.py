"""Seeded chance. Nothing in the demonstration asks any other source of randomness."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Chance that repeats itself: the same name, the same throws."""

    def __init__(self, *name: object) -> None:
        self._random = random.Random(":".join(str(part) for part in name))

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self._random.getrandbits(128), version=4)

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return self._random.randint(low, max(low, high))

    def between(self, low: float, high: float) -> float:
        return self._random.uniform(low, high)

    def spell(self, mean: float) -> int:
        """A length in days whose average is `mean`: many short ones, a few very long."""
        return max(1, round(self._random.expovariate(1 / mean)))

    def pick(self, things: Sequence[T]) -> T:
        return things[self._random.randrange(len(things))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """`count` different ones, or all of them if there are fewer."""
        return self._random.sample(list(things), min(count, len(things)))

    def days(self, low: int, high: int) -> datetime.timedelta:
        return datetime.timedelta(days=self.number(low, high))
