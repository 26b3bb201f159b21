"""What each kind of fact does to a life: the table the walk goes by."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from timescales.chains import redate, refresh
from timescales.facts import Fact
from timescales.life import Care, Placement
from timescales.reviewing import hold, sync
from timescales.singles import answer, open_items, status_changed
from timescales.situation import Situation

if TYPE_CHECKING:
    from timescales.walk import Walk


def became(walk: "Walk", fact: Fact) -> None:
    """The child becomes looked after."""
    if walk.care is None:
        walk.care = Care(fact, walk.ref(fact))
        walk.hears.clear()
        refresh(walk)


def ceased(walk: "Walk", fact: Fact) -> None:
    """The child leaves care: everything of this period of care closes."""
    if walk.care is None:
        return
    end_placement(walk, fact.day)
    for run in walk.care.runs.values():
        run.end(fact.day, replaced=False)
    for item in open_items(walk.care):
        item.close(fact.day)
    walk.care.ended = fact.day
    walk.care = None
    walk.hears.clear()
    walk.done = []
    walk.situation.legal_status = None


def started(walk: "Walk", fact: Fact) -> None:
    """A placement starts."""
    if walk.care is None:
        return
    end_placement(walk, fact.day)
    walk.placement = Placement(fact, walk.ref(fact))
    walk.hears.clear()
    walk.care.placements += 1
    for name in Situation.OF_A_PLACEMENT:
        setattr(walk.situation, name, fact.get(name))
    walk.situation.permanent = walk.situation.long_term_foster
    refresh(walk)
    walk.placement.fresh = False


def ended(walk: "Walk", fact: Fact) -> None:
    """The placement ends."""
    end_placement(walk, fact.day)
    refresh(walk)


def end_placement(walk: "Walk", day: date) -> None:
    """Close everything of the present placement, if there is one."""
    placement = walk.placement
    if placement is None:
        return
    for run in placement.runs.values():
        run.end(day, replaced=False)
    for item in open_items(placement):
        item.close(day)
    placement.ended = day
    walk.placement = None
    walk.hears.clear()
    walk.situation = Situation(legal_status=walk.situation.legal_status)


def legal_status(walk: "Walk", fact: Fact) -> None:
    """A new legal status."""
    walk.situation.legal_status = str(fact.get("code"))
    walk.restated = fact.day in {c.start for c in (walk.care, walk.placement) if c}
    status_changed(walk)
    refresh(walk)
    walk.restated = False


def registration(walk: "Walk", fact: Fact) -> None:
    """The present home gains or loses its registration."""
    if walk.placement:
        walk.situation.registered = bool(fact.get("registered"))
        refresh(walk)


def permanence(walk: "Walk", fact: Fact) -> None:
    """The present placement is meant to last; the fact states the whole agreement anew."""
    if walk.placement:
        walk.situation.permanent = True
        walk.situation.long_term_foster = bool(fact.get("long_term_foster"))
        walk.situation.child_agrees = bool(fact.get("child_agrees"))
        refresh(walk)


def frequency(walk: "Walk", fact: Fact) -> None:
    """Another visiting frequency is agreed at a review."""
    weeks = fact.get("weeks")
    if walk.placement and isinstance(weeks, int):
        walk.placement.agreed = (weeks, fact.day)
        for run in walk.placement.runs.values():
            run.redate(fact.day, floor=fact.day)


def booked(walk: "Walk", fact: Fact) -> None:
    """The next review is booked, or booked anew."""
    day = fact.get("for")
    if walk.care and fact.get("type") == "looked_after" and isinstance(day, date):
        walk.care.booking = (day, fact.day)
        sync(walk, walk.care)


def held(walk: "Walk", fact: Fact) -> None:
    """A review is held."""
    if walk.care is None:
        return
    kind = str(fact.get("type"))
    if kind == "looked_after":
        hold(walk.care, fact.day)
    placement = walk.placement
    if placement and fact.day > placement.start:
        placement.reviews[kind] = placement.reviews.get(kind, 0) + 1
    pass_on(walk, fact)
    if kind == "looked_after":
        for run in walk.runs():
            run.review_held(fact.day)
    redate(walk)
    sync(walk, walk.care)


def visit(walk: "Walk", fact: Fact) -> None:
    """A visit: to the present home, or to another, which may be the one to come."""
    here = walk.placement.home if walk.placement else None
    where = fact.get("home")
    where = here if where is None else where
    walk.visits.append((fact, where))
    if walk.placement and where == here:
        walk.placement.visits.append(fact)
        pass_on(walk, fact)


def done(walk: "Walk", fact: Fact) -> None:
    """A piece of work is done; two kinds of it change how the child lives."""
    walk.done.append(fact)
    walk.all_done.append(fact)
    pass_on(walk, fact)
    what = fact.get("what")
    if walk.placement and what == "carer_approved":
        walk.situation.temporary_approval = False
        refresh(walk)
    elif walk.placement and what == "parents_assessed":
        walk.situation.assessed = True
        refresh(walk)


def pass_on(walk: "Walk", fact: Fact) -> None:
    """Let every chain and single duty hear a fact that may answer it."""
    for run in walk.hearing(fact.kind):
        run.fact(fact)
    answer(walk, fact)


STEPS: Mapping[str, "Callable[[Walk, Fact], None]"] = {
    "became_looked_after": became,
    "ceased_looked_after": ceased,
    "placement_started": started,
    "placement_ended": ended,
    "legal_status": legal_status,
    "registration_changed": registration,
    "permanence_agreed": permanence,
    "visiting_frequency_agreed": frequency,
    "review_booked": booked,
    "review_held": held,
    "visit": visit,
    "done": done,
}
