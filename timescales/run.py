"""One chain at work in one placement or period of care."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from timescales.facts import Fact
from timescales.item import Item
from timescales.life import Care, Placement
from timescales.periods import Hours, Period, Weeks, london_date
from timescales.rules import Chain, Phase
from timescales.years import Years

if TYPE_CHECKING:
    from timescales.walk import Walk


BECAME = "the day the child became looked after"


class Choice(NamedTuple):
    """The phase that asks next, its date, and the interval that gave it."""

    phase: Phase
    due: date | None
    period: Period | None


class Run:
    """A chain in one context: which duty is open, what it counts from, how many were answered.

    `start` is the day the stretch counts from, `clock` the day `through` counts from, `base` the
    day the open duty counts from, `n` the number of events so far, `floor` the earliest day the
    open duty may fall due. `waiting`: what opens the chain has not happened yet.
    """

    __slots__ = (
        "base", "care", "chain", "clock", "context", "ended", "floor", "last_day", "n", "open",
        "paused", "placement", "reviews", "sees", "start", "waiting", "walk", "years",
    )  # fmt: skip

    def __init__(
        self, walk: "Walk", chain: Chain, care: Care, placement: Placement | None, start: date
    ) -> None:
        self.walk, self.chain, self.care = walk, chain, care
        self.placement = placement if chain.per == "placement" else None
        self.context: Care | Placement = self.placement or care
        self.start = self.base = start
        self.clock = placement.start if placement and chain.clock == "placement" else start
        self.sees = getattr(walk.situation, chain.restarts_on) if chain.restarts_on else None
        self.n = self.reviews = 0
        self.last_day: date | None = None
        self.floor: date | None = None
        self.ended: date | None = None
        self.paused = False
        self.waiting = chain.opens is not None or chain.opens_at_review > 0
        self.open: Item | None = None
        self.years: Years | None = None
        walk.started.append(self)

    def let_go(self) -> None:
        """Hold nothing any more."""
        self.years = self.open = None
        del self.walk, self.care, self.placement, self.context

    @property
    def anchor(self) -> str:
        """The ref of the fact that started the context."""
        return self.context.anchor

    def has_turned(self) -> bool:
        """True if what the stretch must not survive has changed."""
        on = self.chain.restarts_on
        return on is not None and getattr(self.walk.situation, on) != self.sees

    def items(self) -> list[Item]:
        """Every duty of this run that is still open."""
        mine = [self.open] if self.open else []
        return mine + (self.years.open_items() if self.years else [])

    # choosing

    def choose(self) -> Choice | None:
        """The phase that asks next; None if none does (any more, or for the time being)."""
        for phase in self.chain.phases:
            if phase.first:
                if self.n == 0 and phase.when(self.walk.situation):
                    return self._first(phase)
            elif self._applies(phase):
                choice = self._next(phase)
                if choice:
                    return choice
        return None

    def _first(self, phase: Phase) -> Choice:
        if phase.before_review or phase.period is None:
            return Choice(phase, None, phase.period)
        return Choice(phase, phase.period.after(self.base, self.walk.calendar), phase.period)

    def _next(self, phase: Phase) -> Choice | None:
        calendar = self.walk.calendar
        period = self._interval(phase)
        if period is None:
            return Choice(phase, None, None)
        due = period.after(self.base, calendar)
        if phase.through and due > phase.through.after(self.clock, calendar):
            return None
        return Choice(phase, max(due, self.floor) if self.floor else due, period)

    def _applies(self, phase: Phase) -> bool:
        if phase.nth and not phase.nth[0] <= self.n <= phase.nth[1]:
            return False
        if phase.until_review and self.placement and phase.until_review in self.placement.reviews:
            return False
        return phase.rule.in_force(self.base) and phase.when(self.walk.situation)

    def _interval(self, phase: Phase) -> Period | None:
        agreed = self.placement.agreed if phase.agreed and self.placement else None
        return Weeks(agreed[0]) if agreed and agreed[1] >= self.start else phase.period

    def following_interval(self) -> Period | None:
        """The interval that will follow the open duty once it is met."""
        for phase in self.chain.phases:
            if not phase.first and (not phase.nth or phase.nth[0] <= self.n + 1 <= phase.nth[1]):
                return phase.period
        return None

    # opening

    def begin(self, day: date) -> None:
        """Open the first duty, or go on from what was already done in this placement."""
        fresh = self.placement is not None and self.placement.fresh
        if self.chain.carries_on and not fresh:
            self._carry(day)
        if not self.waiting and self.years is None:
            self.open_next(day)
        if fresh:
            self._look_back()

    def _carry(self, day: date) -> None:
        for fact in reversed(self.placement.visits if self.placement else []):
            if self.chain.answer(fact):
                self.n, self.last_day = 1, fact.day
                if self.chain.yearly:
                    self.years = Years(self, self.chain.yearly, day)
                else:
                    self.base = fact.day
                    floor = self.chain.carry_floor
                    self.floor = floor.after(day, self.walk.calendar) if floor else None
                return

    def _look_back(self) -> None:
        """Answers given at the coming home, shortly before the placement starts."""
        early = self.chain.phases[0].early
        if early is None or self.placement is None:
            return
        first = early.before(self.start, self.walk.calendar)
        wanted = self.chain.opens or self.chain.answer
        for fact in self.walk.visits_to(self.placement.home, first, self.start):
            if wanted(fact):
                self._open_by(fact.day) if self.waiting else self.event(fact)
                return

    def open_next(self, day: date) -> None:
        """Open the duty the chain asks for now, if it asks for one."""
        choice = self.choose()
        self.open = self._item(choice, day) if choice else None

    def _item(self, choice: Choice, day: date) -> Item:
        phase = choice.phase
        item = Item(
            phase.rule, self, self.anchor, opened=self.base, born=day, due=choice.due,
            period=choice.period, why=self._why(),
        )  # fmt: skip
        if phase.before_review:
            item.floating = self._floats(phase)
        if isinstance(phase.period, Hours) and phase.first:
            self._instant(item, phase.period)
        self.walk.items.append(item)
        return item

    def _why(self) -> str:
        """What the day counted from was, in words."""
        if self.n:
            return "the day of the last one" if self.base == self.last_day else "the start"
        if self.chain.opens:
            return "the day of the form that set it off"
        if self.chain.opens_at_review:
            return "the day of the review"
        if self.base == self.context.start:
            return "the day the placement started" if self.placement else BECAME
        return "the day this rule began to apply"

    def _instant(self, item: Item, period: Hours) -> None:
        started = self.walk.instant_of(self.start)
        if started is not None:
            item.due_at = period.instant(started)
            item.due = london_date(item.due_at)

    def _floats(self, phase: Phase) -> "Floating":
        return Floating(self, phase)

    # what happens

    def fact(self, fact: Fact) -> None:
        """A fact that may open, answer or move this chain."""
        if self.waiting:
            if self.chain.opens and self.chain.opens(fact):
                self._open_by(fact.day)
        elif self.chain.answer(fact):
            self.event(fact)
        elif self._only_moves(fact):
            self._move(fact.day)

    def _only_moves(self, fact: Fact) -> bool:
        """True for what counts as the last event while nothing of the chain is open."""
        moves = self.chain.also_moves
        return self.open is None and self.last_day != fact.day and bool(moves and moves(fact))

    def _open_by(self, day: date) -> None:
        self.waiting = False
        self.base = max(day, self.start)
        self.open_next(self.walk.day)
        if self.chain.same_day and self.open:
            for fact in self.walk.today:
                if self.chain.answer(fact):
                    self.event(fact)

    def event(self, fact: Fact) -> None:
        """A qualifying event: it meets the open duty and the next counts from it."""
        if self.last_day == fact.day:
            return
        if self.open is not None and not self.paused:
            self.last_day = fact.day
            self.open.meet(fact, self.walk.ref(fact))
            self._move(fact.day)
            self.open_next(self.walk.day)
        elif self.years is not None:
            self.last_day = fact.day
            self.years.event(fact)
        else:
            self._move(fact.day)

    def _move(self, day: date) -> None:
        self.last_day = day
        self.n += 1
        self.base = max(day, self.start)
        self.floor = None

    def review_held(self, day: date) -> None:
        """A looked-after review after the stretch's first day."""
        if day <= self.start:
            return
        self.reviews += 1
        if self.waiting and self.chain.opens_at_review == self.reviews:
            self._open_by(day)
        yearly = self.chain.yearly
        if yearly and self.years is None and yearly.from_review == self.reviews:
            self.years = Years(self, yearly, day)

    def redate(self, day: date, floor: date | None = None) -> None:
        """An interval may have changed: a duty open and not overdue moves, from the same event."""
        if self.waiting or self.paused or not self.chain.moves:
            return
        choice = self.choose()
        if self.open is None:
            if choice and self.years is None:
                self.open = self._item(choice, day)
        elif choice is None:
            self.open.close(day, replaced=self.walk.restated)
            self.open = None
        elif not choice.phase.first and not (self.open.due and self.open.due < day):
            self._move_date(choice, floor)

    def _move_date(self, choice: Choice, floor: date | None) -> None:
        item = self.open
        if item is None or (choice.phase.rule is item.rule and choice.due == item.due):
            return
        if floor and choice.due and choice.due < floor:
            self.floor = floor
            choice = choice._replace(due=floor)
            item.notes += ("Never due before the day the frequency was agreed (our reading).",)
        item.rule, item.due, item.period = choice.phase.rule, choice.due, choice.period

    def pause(self, day: date) -> None:
        """What replaces the chain begins: the open duty lapses."""
        for item in self.items():
            item.close(day, replaced=self.walk.restated)
        self.open = None
        self.paused = True

    def resume(self, day: date) -> None:
        """What replaced the chain is over: it goes on from the last event."""
        self.paused = False
        self.open_next(day)

    def complete(self, day: date) -> None:
        """What fell due before `day` is unknown; that day stands in for the chain's last event."""
        for item in self.items():
            item.settle()
            if item.due and item.due < day:
                item.close(day)
                item.unknown = True
        if self.open is not None and self.open.unknown:
            self.n += 1
            self.base = max(day, self.start)
            self.floor = None
            self.open_next(day)
            if self.open:
                self.open.notes += ("Records are complete only from that day, which stands in.",)
        elif self.paused and self.base < day:
            self.n = max(self.n, 1)
            self.base = day

    def end(self, day: date, *, replaced: bool) -> None:
        """The context is over."""
        if self.years:
            self.years.roll(day)
        for item in self.items():
            item.close(day, replaced=replaced)
        self.open = None
        self.ended = day


class Floating:
    """The date of a duty due before a review, worked out when asked."""

    __slots__ = ("phase", "run")

    def __init__(self, run: Run, phase: Phase) -> None:
        self.run, self.phase = run, phase

    def __call__(self, item: Item) -> None:
        run = self.run
        nth = self.phase.before_review
        item.due = run.care.review_date(run.start, item.opened, nth, run.walk.calendar)
        which = "first" if nth == 1 else "second"
        item.notes = ((f"Due before the {which} review after that day", item.due),)
        if self.phase.at_latest:
            last = self.phase.at_latest.after(run.start, run.walk.calendar)
            if item.due is None or last < item.due:
                item.due = last
                item.notes += ((f"At the latest {self.phase.at_latest} after the start", last),)
