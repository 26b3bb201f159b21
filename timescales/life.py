"""Periods of care and placements, as the walk through the facts meets them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from timescales.facts import Fact
from timescales.item import Item
from timescales.rules import Once, PerReview
from timescales.workdays import WorkingCalendar

if TYPE_CHECKING:
    from timescales.run import Run


class Placement:
    """One placement: its visits, the reviews held since it started, and what runs in it.

    `fresh` is true only while the fact that starts it is being applied. `reviews` counts by type
    the reviews held after the day it started; `agreed` is a visiting frequency in weeks and the
    day of the review that agreed it.
    """

    def __init__(self, fact: Fact, anchor: str) -> None:
        self.anchor = anchor
        self.start: date = fact.day
        self.start_at: datetime | None = fact.at
        self.home = fact.get("home")
        self.ended: date | None = None
        self.fresh = True
        self.visits: list[Fact] = []
        self.reviews: dict[str, int] = {}
        self.agreed: tuple[int, date] | None = None
        self.runs: dict[int, Run] = {}
        self.once: dict[str, list[tuple[Once, Item]]] = {}


class Care:
    """One period of care: its reviews, the booking of the next, and what runs in it.

    `once` and `unanswered` hold single duties by the kind of fact that answers them.
    `held` are the days of its looked-after reviews, in order. `booking` is the latest booking of
    the next: the review's date and the day it was booked.
    """

    def __init__(self, fact: Fact, anchor: str) -> None:
        self.anchor = anchor
        self.start: date = fact.day
        self.start_at: datetime | None = fact.at
        self.ended: date | None = None
        self.placements = 0
        self.held: list[date] = []
        self.booking: tuple[date, date] | None = None
        self.runs: dict[int, Run] = {}
        self.once: dict[str, list[tuple[Once, Item]]] = {}
        self.per_review: dict[int, Item] = {}
        self.unanswered: dict[str, list[tuple[PerReview, Item]]] = {}

    def clock(self) -> "Run | None":
        """The chain whose open duty is the next review, if one is owed."""
        for run in self.runs.values():
            if run.chain.review_clock and run.open is not None:
                return run
        return None

    def own_due(self) -> date | None:
        """The next review's own due date."""
        run = self.clock()
        return run.open.due if run and run.open else None

    def next_date(self) -> date | None:
        """The next review's date: its latest booking, else its own due date."""
        return self.booking[0] if self.booking else self.own_due()

    def date_set_on(self) -> date:
        """The day on which the next review's present date was set."""
        if self.booking:
            return self.booking[1]
        run = self.clock()
        return run.open.born if run and run.open else self.start

    def owed_since(self) -> date:
        """The day the next review is counted from: the last one, or becoming looked after."""
        run = self.clock()
        return run.open.opened if run and run.open else self.start

    def review_date(
        self, start: date, opened: date, nth: int, calendar: WorkingCalendar
    ) -> date | None:
        """The date of the nth review after `start`, of those held from `opened` on; None if none.

        Held, else booked, else due. The second before the first is held: the first's date and the
        interval between them (reading 2). Where that lies before `start`, the start
        stands in (reading 3).
        """
        held = [day for day in self.held if day > start and day >= opened]
        if len(held) >= nth:
            return held[nth - 1]
        coming = self.next_date()
        if coming is None:
            return None
        coming = max(coming, start)
        clock = self.clock()
        for _ in range(nth - len(held) - 1):
            interval = clock.following_interval() if clock else None
            if interval is None:
                return None
            coming = interval.after(coming, calendar)
        return coming
