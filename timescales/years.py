"""So many answers in every twelve months: one duty a year, each standing by itself."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from timescales.facts import Fact
from timescales.item import Item
from timescales.periods import Months, add_months
from timescales.rules import Yearly

if TYPE_CHECKING:
    from timescales.run import Run


class Years:
    """The years of one chain, counted from `anchor` (from the day after it, both ends included).

    Each year's duty opens the day after the last period ends, whatever is unmet (reading 8);
    an answer goes to the oldest duty still unmet.
    """

    def __init__(self, run: "Run", yearly: Yearly, anchor: date) -> None:
        self.run, self.yearly, self.anchor = run, yearly, anchor
        self.made: list[Item] = []
        self._open(anchor)

    def _open(self, opened: date) -> None:
        due = add_months(self.anchor, 12 * (len(self.made) + 1))
        item = Item(
            self.yearly.rule, self.run, self.run.anchor, opened=opened,
            born=max(opened, self.run.walk.day), due=due, period=Months(12),
        )  # fmt: skip
        self.made.append(item)
        self.run.walk.items.append(item)

    def next_opens(self) -> date:
        """The day on which the next year's duty opens."""
        return add_months(self.anchor, 12 * len(self.made)) + timedelta(days=1)

    def roll(self, day: date) -> None:
        """Open the duties of every year that has begun by `day`."""
        while self.next_opens() <= day:
            self._open(self.next_opens())

    def open_items(self) -> list[Item]:
        """The years' duties still open."""
        return [item for item in self.made if item.is_open]

    def event(self, fact: Fact) -> None:
        """Count one answer; days up to the anchor belong to what came before."""
        if fact.day <= self.anchor:
            return
        self.roll(fact.day)
        for item in self.made:
            if item.is_open:
                item.count += 1
                if item.count == self.yearly.times:
                    item.meet(fact, self.run.walk.ref(fact))
                return
