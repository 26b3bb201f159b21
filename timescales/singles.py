"""Single duties: each opened by one fact, met by one other, closed with its context."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from timescales.facts import Fact
from timescales.item import Item
from timescales.life import Care, Placement
from timescales.periods import Hours, london_date
from timescales.rules import Once

if TYPE_CHECKING:
    from timescales.walk import Walk


def trigger(walk: "Walk", fact: Fact) -> None:
    """Open what this fact sets off."""
    care = walk.care
    for once in walk.rules.onces.get(fact.kind, ()) if care else ():
        if not once.set_off_by(fact):
            continue
        context = walk.placement if once.per == "placement" else care
        if context is None or care is None or once.family in walk.rules.replaced(walk.situation):
            continue
        if once.first_of_care and care.placements != 1:
            continue
        if once.when(walk.situation):
            _open(walk, once, fact, context)


def _open(walk: "Walk", once: Once, fact: Fact, context: Care | Placement) -> None:
    due = once.period.after(fact.day, walk.calendar) if once.period else None
    item = Item(
        once.rule, context, walk.ref(fact), opened=fact.day, born=walk.day, due=due,
        period=once.period,
    )  # fmt: skip
    if isinstance(once.period, Hours) and fact.at:
        item.due_at = once.period.instant(fact.at)
        item.due = london_date(item.due_at)
    walk.items.append(item)
    before = _done_before(walk, once, fact.day)
    if before:
        _meet(walk, once, item, before)
    else:
        context.once.setdefault(once.answer.kind, []).append((once, item))


def _meet(walk: "Walk", once: Once, item: Item, fact: Fact) -> None:
    item.meet(fact, walk.ref(fact))
    walk.used.add((once.rule.id, id(fact)))


def _done_before(walk: "Walk", once: Once, day: date) -> Fact | None:
    """An answer that came before its trigger, where the rule allows it, and served no other."""
    if not once.early_any and once.early is None:
        return None
    first = once.early.before(day, walk.calendar) if once.early else date.min
    for fact in walk.done:
        if fact.day >= first and once.answer(fact) and (once.rule.id, id(fact)) not in walk.used:
            return fact
    return None


def answer(walk: "Walk", fact: Fact) -> None:
    """Meet every single duty this fact answers."""
    for context in (walk.care, walk.placement):
        waiting = context.once.get(fact.kind) if context else None
        if context is None or not waiting:
            continue
        for once, item in waiting:
            if once.answer(fact):
                _meet(walk, once, item, fact)
        context.once[fact.kind] = [
            pair for pair in waiting if pair[1].met_on is None and pair[1].closed is None
        ]
    if walk.care and fact.kind in walk.care.unanswered:
        waiting_papers = walk.care.unanswered[fact.kind]
        for spec, item in waiting_papers:
            if spec.answer(fact):
                item.meet(fact, walk.ref(fact))
        walk.care.unanswered[fact.kind] = [pair for pair in waiting_papers if pair[1].is_open]


def pairs(context: Care | Placement | None) -> Iterator[tuple[Once, Item]]:
    """The single duties still open in a context, each with its rule's schedule."""
    for waiting in context.once.values() if context else ():
        for once, item in waiting:
            if item.is_open:
                yield once, item


def open_items(*contexts: Care | Placement | None) -> list[Item]:
    """Every single duty still open, those leaning on a review included."""
    found = [item for context in contexts for _, item in pairs(context)]
    for context in contexts:
        if isinstance(context, Care):
            found += [i for waiting in context.unanswered.values() for _, i in waiting if i.is_open]
    return found


def status_changed(walk: "Walk") -> None:
    """A new legal status: what it rules out never arose today; what is replaced lapses."""
    replaced = walk.rules.replaced(walk.situation)
    for context in (walk.care, walk.placement):
        for once, item in pairs(context):
            ruled_out = item.born == walk.day and not once.when(walk.situation)
            if ruled_out or once.family in replaced:
                item.close(walk.day, replaced=walk.restated)
    if walk.care:
        # Now, while the reviews they lean on still have their ordinary dates.
        for waiting in walk.care.unanswered.values():
            for spec, item in waiting:
                if item.is_open and spec.family in replaced:
                    item.close(walk.day, replaced=walk.restated)
