"""One walk through the facts of a life, in order, opening and closing duties on the way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from timescales.chains import redate
from timescales.facts import Fact
from timescales.item import Item
from timescales.life import Care, Placement
from timescales.periods import london_date
from timescales.reviewing import sync
from timescales.ruleset import Ruleset
from timescales.run import Run
from timescales.singles import open_items, trigger
from timescales.situation import Situation
from timescales.steps import STEPS
from timescales.workdays import WorkingCalendar


class Walk:
    """Applies facts one by one; `items` are the duties so far.

    Facts that cannot be (a placement ended that never started) are passed over: whoever wants them
    refused checks the life first. `complete_from` maps a family to the day from which its record
    is complete. `today` are the facts of this day already applied, `done` the work done in this
    period of care, `used` which of it served which rule, `visits` where each visit was made.
    `restated` is true while a legal status of a first day is applied: what it replaces that day
    never arose. `started` is every run there ever was.
    `hears` remembers which chains at work hear a kind of fact, until one starts or ends.
    """

    def __init__(
        self,
        rules: Ruleset,
        calendar: WorkingCalendar,
        complete_from: Mapping[str, date],
    ) -> None:
        self.rules, self.calendar, self.complete_from = rules, calendar, complete_from
        self.situation = Situation()
        self.care: Care | None = None
        self.placement: Placement | None = None
        self.items: list[Item] = []
        self.started: list[Run] = []
        self.hears: dict[str, list[Run]] = {}
        self.day = date.min
        self.today: list[Fact] = []
        self.done: list[Fact] = []
        self.all_done: list[Fact] = []
        self.used: set[tuple[str, int]] = set()
        self.visits: list[tuple[Fact, object]] = []
        self.restated = False
        self._at: datetime | None = None
        self._kinds: dict[str, int] = {}
        self._refs: dict[int, str] = {}

    def ref(self, fact: Fact) -> str:
        """The record's id, or the fact's kind and place among its kind."""
        return fact.ref or self._refs.get(id(fact), "")

    def instant_of(self, day: date) -> datetime | None:
        """The instant of the fact being applied, if it has one and is of that day."""
        return self._at if self._at is not None and london_date(self._at) == day else None

    def visits_to(self, home: object, first: date, before: date) -> Iterator[Fact]:
        """Visits to a named home from `first` up to the day before `before`, in order."""
        if home is not None:
            for fact, where in self.visits:
                if where == home and first <= fact.day < before:
                    yield fact

    def runs(self) -> list[Run]:
        """Every chain at work now."""
        runs = list(self.care.runs.values()) if self.care else []
        return runs + list(self.placement.runs.values()) if self.placement else runs

    def hearing(self, kind: str) -> list[Run]:
        """Those of them that hear facts of this kind."""
        found = self.hears.get(kind)
        if found is None:
            found = self.hears[kind] = [run for run in self.runs() if kind in run.chain.listens]
        return found

    def next_openings(self) -> list[date]:
        """Days still to come on which a yearly duty opens by itself."""
        return [run.years.next_opens() for run in self.runs() if run.years]

    def through(self, facts: Sequence[Fact], on: date) -> None:
        """Apply the facts (sorted by day) up to and including `on`."""
        marks = sorted((day, family) for family, day in self.complete_from.items() if day <= on)
        for fact in facts:
            if fact.day > on:
                break
            while marks and marks[0][0] <= fact.day:
                self._complete(*marks.pop(0))
            self._apply(fact)
        for mark in marks:
            self._complete(*mark)
        self._new_day(on)
        for run in self.runs():
            if run.years:
                run.years.roll(on)

    def let_go(self) -> None:
        """Undo the circles in which runs and duties hold each other: the walk is over for good.

        What is held in circles waits for the garbage collector, which then takes as long as all
        the rest together.
        """
        for run in self.started:
            run.let_go()
        for item in self.items:
            item.let_go()

    def _new_day(self, day: date) -> None:
        if day != self.day:
            self.day = day
            self.today = []

    def _apply(self, fact: Fact) -> None:
        kind = fact.kind
        self._new_day(fact.day)
        self._at = fact.at
        number = self._kinds[kind] = self._kinds.get(kind, 0) + 1
        if fact.ref is None:
            self._refs[id(fact)] = f"{kind}:{number}"
        if kind == "review_held" and self._again(fact):
            return
        step = STEPS.get(kind)
        if step:
            step(self, fact)
        if kind in self.rules.onces:
            trigger(self, fact)
        self.today.append(fact)

    def _again(self, fact: Fact) -> bool:
        """A second review of one type on one day is the same review, held in parts."""
        kind = fact.get("type")
        return any(f.kind == fact.kind and f.get("type") == kind for f in self.today)

    def _complete(self, day: date, family: str) -> None:
        """What fell due before `day` is unknown; chains go on as if their event were that day."""
        self._new_day(day)
        for run in self.runs():
            if run.chain.family == family:
                run.complete(day)
        for item in open_items(self.care, self.placement):
            item.settle()
            if item.rule.family == family and item.due and item.due < day:
                item.close(day)
                item.unknown = True
        if self.care:
            redate(self)
            sync(self, self.care)
