"""Whether a life can have happened as told: what a scenario is refused for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NoReturn

from timescales.errors import FactError
from timescales.facts import Child, Fact

# Facts about the home the child lives in that day.
ABOUT_THE_HOME = frozenset(
    {
        "permanence_agreed", "registration_changed", "visiting_frequency_agreed",
        "visit_requested", "section_30a_notice", "home_rated", "regulator_concern",
    }
)  # fmt: skip
ONLY_IN_CARE = frozenset({"review_held", "review_booked"})
EARLY_VISIT = timedelta(days=28)


def check_life(child: Child, facts: Sequence[tuple[str, Fact]], on: date) -> None:
    """Refuse a life that cannot be: facts with their names, in the order given.

    Raises FactError, naming the fact. Facts after `on` are ignored, but for the coming home that a
    visit before the move may name.
    """
    in_order = sorted(facts, key=lambda named: named[1].day)
    starts = [
        (fact.day, fact.get("home")) for _, fact in in_order if fact.kind == "placement_started"
    ]
    reviews = {fact.day for _, fact in in_order if fact.kind == "review_held"}
    story = Story(starts, reviews)
    for name, fact in in_order:
        if fact.day < child.born:
            raise FactError(f"{name}: before the child was born")
        if fact.day <= on:
            story.add(name, fact)


class Story:
    """What is open as the facts go by."""

    def __init__(self, starts: list[tuple[date, object]], reviews: set[date]) -> None:
        self.starts, self.reviews = starts, reviews
        self.in_care = self.placed = False
        self.home: object = None
        self.left_with_care: date | None = None

    def add(self, name: str, fact: Fact) -> None:
        """Take the next fact, or refuse it."""
        step = getattr(self, f"_{fact.kind}", None)
        if step:
            step(name, fact)
        elif fact.kind in ABOUT_THE_HOME and not self.placed:
            self._refuse(name, "no placement is open that day")
        elif fact.kind in ONLY_IN_CARE and not self.in_care:
            self._refuse(name, "the child is not looked after that day")

    def _refuse(self, name: str, reason: str) -> NoReturn:
        raise FactError(f"{name}: {reason}")

    def _became_looked_after(self, name: str, _: Fact) -> None:
        if self.in_care:
            self._refuse(name, "the child is already looked after")
        self.in_care = True

    def _ceased_looked_after(self, name: str, fact: Fact) -> None:
        if not self.in_care:
            self._refuse(name, "the child is not looked after")
        self.left_with_care = fact.day if self.placed else None
        self.in_care = self.placed = False

    def _placement_started(self, name: str, fact: Fact) -> None:
        if not self.in_care:
            self._refuse(name, "outside a period of care")
        if self.placed:
            self._refuse(name, "another placement is still open")
        self.placed, self.home = True, fact.get("home")

    def _placement_ended(self, name: str, fact: Fact) -> None:
        if self.placed:
            self.placed = False
        elif self.left_with_care == fact.day:
            # Leaving care ended it; the two may be written in either order.
            self.left_with_care = None
        else:
            self._refuse(name, "no placement is open")

    def _visit(self, name: str, fact: Fact) -> None:
        if self.placed:
            return
        home = fact.get("home")
        coming = any(
            home is not None and home == where and fact.day < start <= fact.day + EARLY_VISIT
            for start, where in self.starts
        )
        if not coming:
            self._refuse(
                name,
                "no placement is open that day, and it names no home where one starts "
                "within 28 days",
            )

    def _visiting_frequency_agreed(self, name: str, fact: Fact) -> None:
        if not self.placed:
            self._refuse(name, "no placement is open that day")
        if fact.day not in self.reviews:
            self._refuse(name, "a frequency is agreed on the day of a review, and none was held")

    def _review_booked(self, name: str, fact: Fact) -> None:
        if not self.in_care:
            self._refuse(name, "the child is not looked after that day")
        when = fact.get("for")
        if isinstance(when, date) and when < fact.day:
            self._refuse(name, "the review is booked for a day before it was booked")
