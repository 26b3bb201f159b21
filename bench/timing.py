"""Times taken in turns, and what is said of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Work = Callable[[], object]


@dataclass
class Times:
    """Wall seconds of one thing, repeated."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The time 95 in a hundred stay under (nearest rank)."""
        ranked = sorted(self.seconds)
        return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]

    @property
    def times(self) -> int:
        return len(self.seconds)

    def take(self, work: Work) -> None:
        """Time it once."""
        started = time.perf_counter()
        work()
        self.seconds.append(time.perf_counter() - started)


def in_turns(*works: Work, times: int, warm: int = 1) -> list[Times]:
    """Time each so often, in turns whose order is reversed every round."""
    taken = [Times() for _ in works]
    for _ in range(warm):
        for work in works:
            work()
    gc.collect()
    for number in range(times):
        turns = list(zip(taken, works, strict=True))
        for one, work in turns if number % 2 == 0 else reversed(turns):
            one.take(work)
    return taken


def said(seconds: float) -> str:
    """A time as a person reads it."""
    if seconds < 0.1:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
