"""What a measure answers: lines, each a figure and, where there is one, its bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.timing import Times, said


@dataclass(frozen=True)
class Line:
    """One figure. Without a bar it is there to be known. `how` says what was set against what."""

    what: str
    ours: str
    theirs: str
    figure: float
    bar: float | None = None
    unit: str = "×"
    how: str = ""

    @property
    def over(self) -> bool:
        return self.bar is not None and self.figure > self.bar

    @property
    def verdict(self) -> str:
        if self.bar is None:
            return ""
        return (
            f"OVER by {self.figure / self.bar:.1f}×"
            if self.over and self.bar
            else ("OVER" if self.over else "kept")
        )

    @property
    def shown(self) -> str:
        return (
            f"{self.figure:.2f}{self.unit}" if self.figure < 10 else f"{self.figure:.1f}{self.unit}"
        )


@dataclass(frozen=True)
class Measure:
    """Something that can be asked for by name."""

    name: str
    about: str
    run: Callable[[], list[Line]]


MEASURES: dict[str, Measure] = {}


def measure(about: str) -> Callable[[Callable[[], list[Line]]], Callable[[], list[Line]]]:
    """Offer a function as the measure of its name, in the order in which they are defined."""

    def offered(run: Callable[[], list[Line]]) -> Callable[[], list[Line]]:
        MEASURES[run.__name__] = Measure(run.__name__, about, run)
        return run

    return offered


def of_medians(
    what: str, ours: Times, theirs: Times, *, bar: float | None = None, how: str = ""
) -> Line:
    """The ratio of two medians."""
    return Line(
        what, f"{said(ours.median)} ({ours.times} times)",
        f"{said(theirs.median)} ({theirs.times} times)",
        ours.median / theirs.median, bar, how=how,
    )  # fmt: skip


def of_p95(
    what: str, ours: Times, theirs: Times, *, bar: float | None = None, how: str = ""
) -> Line:
    """The ratio of two 95th percentiles; the medians stand beside them."""
    return Line(
        what,
        f"{said(ours.p95)} (median {said(ours.median)}, {ours.times} times)",
        f"{said(theirs.p95)} (median {said(theirs.median)}, {theirs.times} times)",
        ours.p95 / theirs.p95, bar, how=how,
    )  # fmt: skip
