"""One walk through the facts of a life, in order, opening and closing duties on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from timescales.facts import Fact
from timescales.item import Item
from timescales.life import Care, Placement
from timescales.periods import Hours, london_date
from timescales.reviewing import close_all, hold, sync
from timescales.rules import Once
from timescales.ruleset import Ruleset
from timescales.run import Run
from timescales.situation import Situation
from timescales.workdays import WorkingCalendar


class Walk:
    """Applies facts one by one; `items` are the duties so far.

    Facts that cannot be (a placement ended that never started) are passed over: whoever wants them
    refused checks the life first. `complete_from` maps a family to the day from which its record
    is complete.
    """

    def __init__(
        self,
        rules: Ruleset,
        calendar: WorkingCalendar,
        complete_from: Mapping[str, date],
    ) -> None:
        self.rules, self.calendar = rules, calendar
        self.complete_from = dict(complete_from)
        self.situation = Situation()
        self.care: Care | None = None
        self.placement: Placement | None = None
        self.items: list[Item] = []
        self.day = date.min
        self.today: list[Fact] = []
        self.done: list[Fact] = []
        self.all_done: list[Fact] = []
        self._used: set[tuple[str, int]] = set()
        self._visits: list[tuple[Fact, object]] = []
        self._refs: dict[int, str] = {}
        self._at: datetime | None = None
        self._kinds: dict[str, int] = {}
        self._steps: dict[str, Callable[[Fact], None]] = {
            "became_looked_after": self._became,
            "ceased_looked_after": self._ceased,
            "placement_started": self._started,
            "placement_ended": self._ended,
            "legal_status": self._status,
            "registration_changed": self._registration,
            "permanence_agreed": self._permanence,
            "visiting_frequency_agreed": self._frequency,
            "review_booked": self._booked,
            "review_held": self._held,
            "visit": self._visit,
            "done": self._done,
        }

    # helpers the runs use

    def ref(self, fact: Fact) -> str:
        """The record's id, or the fact's kind and place among its kind."""
        return fact.ref or self._refs.get(id(fact), "")

    def instant_of(self, day: date) -> datetime | None:
        """The instant of the fact being applied, if it has one and is of that day."""
        return self._at if self._at is not None and london_date(self._at) == day else None

    def visits_to(self, home: object, first: date, before: date) -> Iterator[Fact]:
        """Visits to a named home from `first` up to the day before `before`, in order."""
        if home is not None:
            for fact, where in self._visits:
                if where == home and first <= fact.day < before:
                    yield fact

    # walking

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
        for run in self._runs():
            if run.years:
                run.years.roll(on)

    def next_openings(self) -> list[date]:
        """Days still to come on which a yearly duty opens by itself."""
        return [run.years.next_opens() for run in self._runs() if run.years]

    def _new_day(self, day: date) -> None:
        if day != self.day:
            self.day = day
            self.today = []

    def _apply(self, fact: Fact) -> None:
        self._new_day(fact.day)
        self._at = fact.at
        number = self._kinds[fact.kind] = self._kinds.get(fact.kind, 0) + 1
        if fact.ref is None:
            self._refs[id(fact)] = f"{fact.kind}:{number}"
        step = self._steps.get(fact.kind)
        if step:
            step(fact)
        if fact.kind in self.rules.onces:
            self._trigger(fact)
        self.today.append(fact)

    def _runs(self) -> list[Run]:
        runs = list(self.care.runs.values()) if self.care else []
        return runs + (list(self.placement.runs.values()) if self.placement else [])

    def _pass_on(self, fact: Fact) -> None:
        for run in self._runs():
            run.fact(fact)
        self._answer(fact)

    def _answer(self, fact: Fact) -> None:
        for context in (self.care, self.placement):
            if context is None:
                continue
            for once, item in context.once:
                if item.is_open and once.answer(fact):
                    item.meet(fact, self.ref(fact))
                    self._used.add((once.rule.id, id(fact)))
            context.once = [pair for pair in context.once if pair[1].is_open]
        if self.care:
            self._answer_reviews(self.care, fact)

    def _answer_reviews(self, care: Care, fact: Fact) -> None:
        for spec, item in care.unanswered:
            if item.is_open and spec.answer(fact):
                item.meet(fact, self.ref(fact))
        care.unanswered = [pair for pair in care.unanswered if pair[1].is_open]

    # the steps of a life

    def _became(self, fact: Fact) -> None:
        if self.care is not None:
            return
        self.care = Care(fact, self.ref(fact))
        self._refresh()

    def _ceased(self, fact: Fact) -> None:
        if self.care is None:
            return
        self._end_placement(fact.day)
        for run in self.care.runs.values():
            run.end(fact.day, replaced=False)
        for _, item in (*self.care.once, *self.care.unanswered):
            if item.is_open:
                item.close(fact.day)
        self.care.ended = fact.day
        self.care = None
        self.done = []
        self._visits = []
        self.situation.legal_status = None

    def _started(self, fact: Fact) -> None:
        if self.care is None:
            return
        self._end_placement(fact.day)
        self.placement = Placement(fact, self.ref(fact))
        self.care.placements += 1
        for name in (
            "home_kind", "registered", "planned", "concerns", "temporary_approval", "assessed",
            "long_term_foster", "child_agrees",
        ):  # fmt: skip
            setattr(self.situation, name, fact.get(name))
        self.situation.permanent = self.situation.long_term_foster
        self._refresh()
        self.placement.fresh = False

    def _ended(self, fact: Fact) -> None:
        self._end_placement(fact.day)
        self._refresh()

    def _end_placement(self, day: date) -> None:
        if self.placement is None:
            return
        for run in self.placement.runs.values():
            run.end(day, replaced=False)
        for _, item in self.placement.once:
            if item.is_open:
                item.close(day)
        self.placement.ended = day
        self.placement = None
        self.situation = Situation(legal_status=self.situation.legal_status)

    def _status(self, fact: Fact) -> None:
        self.situation.legal_status = str(fact.get("code"))
        for context in (self.care, self.placement):
            for once, item in context.once if context else ():
                if item.is_open and item.born == self.day and not once.when(self.situation):
                    item.close(self.day, replaced=True)
        if self.care:
            close_all(self.care, self.placement, self.rules.replaced(self.situation), self.day)
        self._refresh()

    def _registration(self, fact: Fact) -> None:
        if self.placement:
            self.situation.registered = bool(fact.get("registered"))
            self._refresh()

    def _permanence(self, fact: Fact) -> None:
        if self.placement:
            self.situation.permanent = True
            self.situation.long_term_foster = bool(fact.get("long_term_foster"))
            self.situation.child_agrees = bool(fact.get("child_agrees"))
            self._refresh()

    def _frequency(self, fact: Fact) -> None:
        weeks = fact.get("weeks")
        if self.placement and isinstance(weeks, int):
            self.placement.agreed = (weeks, fact.day)
            for run in self.placement.runs.values():
                run.redate(fact.day, floor=fact.day)

    def _booked(self, fact: Fact) -> None:
        day = fact.get("for")
        if self.care and fact.get("type") == "looked_after" and isinstance(day, date):
            self.care.booking = (day, fact.day)
            sync(self, self.care)

    def _held(self, fact: Fact) -> None:
        kind = str(fact.get("type"))
        if self.care is None:
            return
        if kind == "looked_after":
            hold(self.care, fact.day)
        placement = self.placement
        if placement and fact.day > placement.start:
            placement.reviews[kind] = placement.reviews.get(kind, 0) + 1
        self._pass_on(fact)
        if kind == "looked_after":
            for run in self._runs():
                run.review_held(fact.day)
        for run in self._runs():
            run.redate(fact.day)
        sync(self, self.care)

    def _visit(self, fact: Fact) -> None:
        here = self.placement.home if self.placement else None
        where = fact.get("home")
        where = here if where is None else where
        self._visits.append((fact, where))
        if self.placement and where == here:
            self.placement.visits.append(fact)
            self._pass_on(fact)

    def _done(self, fact: Fact) -> None:
        what = fact.get("what")
        self.done.append(fact)
        self.all_done.append(fact)
        self._pass_on(fact)
        if what == "carer_approved" and self.placement:
            self.situation.temporary_approval = False
            self._refresh()
        elif what == "parents_assessed" and self.placement:
            self.situation.assessed = True
            self._refresh()

    # what the situation starts and stops

    def _refresh(self) -> None:
        """Start, pause, resume and end chains as the situation now asks."""
        placement_active, care_active = self.rules.active(self.situation)
        if self.care:
            self._refresh_chains(care_active, self.care)
        if self.placement:
            self._refresh_chains(placement_active, self.placement)
        if self.care:
            for run in self._runs():
                run.redate(self.day)
            sync(self, self.care)

    def _refresh_chains(self, active: frozenset[int], context: Care | Placement) -> None:
        for index in list(context.runs):
            run = context.runs[index]
            turned = run.sees is not None and run.sees != getattr(
                self.situation, run.chain.restarts_on or ""
            )
            if index in active and not turned:
                if run.paused:
                    run.resume(self.day)
            elif run.chain.resumes:
                if not run.paused:
                    run.pause(self.day)
            else:
                run.end(self.day, replaced=True)
                del context.runs[index]
        self._start_chains(active, context)

    def _start_chains(self, active: frozenset[int], context: Care | Placement) -> None:
        in_care = isinstance(context, Care)
        chains = self.rules.care_chains if in_care else self.rules.placement_chains
        for index, chain in enumerate(chains):
            if index in context.runs or (index not in active and not chain.resumes):
                continue
            if self.care is None or (chain.needs_placement and self.placement is None):
                continue
            start = context.start if chain.resumes else self.day
            run = Run(self, chain, self.care, self.placement, start)
            context.runs[index] = run
            if index in active:
                run.begin(self.day)
            else:
                run.paused = True

    # duties opened by a fact

    def _trigger(self, fact: Fact) -> None:
        replaced = self.rules.replaced(self.situation)
        for once in self.rules.onces[fact.kind]:
            context = self.placement if once.per == "placement" else self.care
            if context is None or self.care is None or once.family in replaced:
                continue
            if once.first_of_care and self.care.placements != 1:
                continue
            if any(t(fact) for t in once.triggers) and once.when(self.situation):
                self._open_once(once, fact, context)

    def _open_once(self, once: Once, fact: Fact, context: Care | Placement) -> None:
        due = once.period.after(fact.day, self.calendar) if once.period else None
        item = Item(
            once.rule, context, self.ref(fact), opened=fact.day, born=self.day, due=due,
            period=once.period,
        )  # fmt: skip
        if isinstance(once.period, Hours) and fact.at:
            item.due_at = once.period.instant(fact.at)
            item.due = london_date(item.due_at)
        self.items.append(item)
        before = self._done_before(once, fact.day)
        if before:
            item.meet(before, self.ref(before))
            self._used.add((once.rule.id, id(before)))
        else:
            context.once.append((once, item))

    def _done_before(self, once: Once, day: date) -> Fact | None:
        if not once.early_any and once.early is None:
            return None
        first = once.early.before(day, self.calendar) if once.early else date.min
        for fact in self.done:
            if (
                fact.day >= first
                and once.answer(fact)
                and (once.rule.id, id(fact)) not in self._used
            ):
                return fact
        return None

    # records that are complete only from a day

    def _complete(self, day: date, family: str) -> None:
        """What fell due before `day` is unknown; chains go on as if their event were that day."""
        self._new_day(day)
        for run in self._runs():
            if run.chain.family == family:
                run.complete(day)
        for pair in self._loose():
            pair.settle()
            if pair.rule.family == family and pair.is_open and pair.due and pair.due < day:
                pair.close(day)
                pair.unknown = True
        if self.care:
            for run in self._runs():
                run.redate(day)
            sync(self, self.care)

    def _loose(self) -> list[Item]:
        found = [item for _, item in self.care.once] if self.care else []
        found += [item for _, item in self.care.unanswered] if self.care else []
        return found + ([item for _, item in self.placement.once] if self.placement else [])
