"""Facts in, duties out: the one question the rest of Homeward asks of law and policy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter

from timescales.duty import Duty, Evaluation
from timescales.explain import explain
from timescales.facts import Child, Fact
from timescales.item import Item
from timescales.packs import shipped
from timescales.rules import Follow, Pack, Rule
from timescales.ruleset import ruleset
from timescales.walk import Walk
from timescales.workdays import WorkingCalendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PackChoice:
    """An authority follows a pack from a day until a day (not included), but for some sections."""

    pack: Pack
    from_: date | None = None
    until: date | None = None
    off: frozenset[str] = frozenset()

    def covers(self, rule: Rule, opened: date) -> bool:
        """True if a duty of this rule, opened on that day, is the authority's."""
        return (
            rule.section not in self.off
            and (self.from_ is None or self.from_ <= opened)
            and (self.until is None or opened < self.until)
            and rule.in_force(opened)
        )


def evaluate(
    child: Child,
    facts: Sequence[Fact],
    packs: Sequence[PackChoice],
    on: date,
    calendar: WorkingCalendar,
    *,
    now: datetime | None = None,
    complete_from: Mapping[str, date] | None = None,
    explained: bool = True,
) -> Evaluation:
    """Every duty the facts up to the end of day `on` create under these packs.

    Facts of one day apply in the order given; facts after `on` are left out. `now` is for duties
    due at an instant; without it they are overdue once their day has passed. `complete_from` maps
    a family of records (visits, reviews, plans, ...) to the day from which it is complete. The
    statute's review dates are worked out whatever the packs, as other rules lean on them.
    Without `explained` the duties cannot say `because`, and what led to them is let go of at once:
    for thousands of children at a time.
    """
    answer = Answer(
        child, facts, packs, on, calendar, now=now, complete_from=complete_from, explained=explained
    )
    return answer.evaluation()


class Answer:
    """One evaluation being put together."""

    def __init__(
        self,
        child: Child,
        facts: Sequence[Fact],
        packs: Sequence[PackChoice],
        on: date,
        calendar: WorkingCalendar,
        *,
        now: datetime | None,
        complete_from: Mapping[str, date] | None,
        explained: bool,
    ) -> None:
        self.explained = explained
        self.child, self.on, self.now, self.calendar = child, on, now, calendar
        self.complete_from = complete_from or {}
        self.choices = {choice.pack.name: choice for choice in packs}
        chosen = [choice.pack for choice in packs]
        if not any(pack.nature == "law" for pack in chosen):
            chosen.insert(0, shipped()["statute"])
        self.rules = ruleset(tuple(chosen))
        self.facts = sorted(facts, key=attrgetter("day"))
        self.walk = Walk(self.rules, calendar, self.complete_from)

    def evaluation(self) -> Evaluation:
        """Walk, keep what the packs cover, add what follows from lateness, and order it."""
        self.walk.through(self.facts, self.on)
        items = []
        for item in self.walk.items:
            if item.dropped:
                continue
            item.settle()
            choice = self.choices.get(item.rule.pack)
            if choice and choice.covers(item.rule, item.opened):
                items.append(item)
        numbered = [*_number(items), *self._following(items)]
        duties = [self._duty(item, ordinal) for item, ordinal in numbered]
        duties.sort(key=_order)
        found = Evaluation(tuple(duties), self._reconsider(items))
        if not self.explained:
            self.walk.let_go()
        return found

    def _duty(self, item: Item, ordinal: int) -> Duty:
        rule = item.rule
        state = item.state(self.on, self.now, self.complete_from.get(rule.family))
        return Duty(
            rule, item.opened, item.due, item.due_at, item.met_on, state, item.anchor, ordinal,
            item.met_by, partial(self._explain, item) if self.explained else None,
        )  # fmt: skip

    def _explain(self, item: Item, duty: Duty) -> tuple[str, ...]:
        return explain(item, duty, self.calendar)

    def _following(self, items: Iterable[Item]) -> Iterable[tuple[Item, int]]:
        for follow in self.rules.follows:
            numbers: dict[str, int] = {}
            for item in items:
                if item.rule.id not in follow.follows:
                    continue
                number = numbers[item.anchor] = numbers.get(item.anchor, 0) + 1
                late = self._late_from(item)
                choice = self.choices.get(follow.rule.pack)
                if late and choice and choice.covers(follow.rule, late):
                    yield self._follow(follow, item, late), number

    def _late_from(self, item: Item) -> date | None:
        """The day on which the duty became overdue, if it did."""
        first = self.complete_from.get(item.rule.family)
        if item.due is None or item.unknown or (first and item.due < first):
            return None
        late = item.due + ONE_DAY
        until = item.met_on or item.closed or self.on
        return late if late <= until else None

    def _follow(self, follow: Follow, parent: Item, late: date) -> Item:
        due = follow.period.after(late, self.calendar)
        item = Item(
            follow.rule, parent.context, parent.anchor, opened=late, born=late, due=due,
            period=follow.period,
        )  # fmt: skip
        item.why = f"the day after {parent.rule.id} fell due"
        ended = parent.context.ended
        for fact in self.walk.all_done:
            if fact.day >= late and follow.answer(fact) and not (ended and fact.day > ended):
                item.meet(fact, self.walk.ref(fact))
                return item
        if ended:
            item.close(ended)
        return item

    def _reconsider(self, items: Iterable[Item]) -> date | None:
        followed = frozenset().union(*(follow.follows for follow in self.rules.follows))
        days = [fact.day for fact in self.facts if fact.day > self.on]
        days += [day for day in self.complete_from.values() if day > self.on]
        for item in items:
            if item.is_open and item.due and item.rule.id in followed and item.due >= self.on:
                days.append(item.due + ONE_DAY)
        days += [day for day in self.walk.next_openings() if day > self.on]
        return min(days, default=None)


def _number(items: Iterable[Item]) -> Iterable[tuple[Item, int]]:
    """The place of each duty among those of its rule and anchor."""
    numbers: dict[tuple[str, str], int] = {}
    for item in items:
        key = (item.rule.id, item.anchor)
        numbers[key] = numbers.get(key, 0) + 1
        yield item, numbers[key]


def _order(duty: Duty) -> tuple[date, str, date, str, int]:
    return (duty.due_on or date.max, duty.rule, duty.opened_on, duty.anchor, duty.ordinal)
