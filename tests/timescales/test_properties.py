"""What must hold for every life, tried on many."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timescales.lives import CALENDAR
from timescales import Child, Duty, Evaluation, Fact, PackChoice, evaluate, shipped
from timescales.vocabulary import DONE, HOME_KINDS, VISITORS

CHILD = Child(date(2012, 2, 29))
START = date(2024, 2, 1)
PACKS = [PackChoice(pack) for pack in shipped().values()]
SPAN = 900
ELSEWHERE = ["visit", "review_held", "review_booked", "done"]
AT_HOME = [
    "visit", "visit", "visit", "permanence_agreed", "registration_changed", "section_30a_notice",
    "visit_requested", "regulator_concern", "home_rated", "visiting_frequency_agreed",
]  # fmt: skip
KINDS = st.sampled_from([*ELSEWHERE, *AT_HOME, "legal_status", "placement_started", "ceased"])
flags = st.booleans()


@st.composite
def attributes(draw: st.DrawFn, kind: str, day: date) -> dict[str, object]:
    """Attributes for one fact."""
    if kind == "placement_started":
        names = ("registered", "planned", "concerns", "temporary_approval", "assessed")
        more = {name: draw(flags) for name in (*names, "long_term_foster", "child_agrees")}
        home = draw(st.sampled_from(["H1", "H2"]))
        return {"home": home, "home_kind": draw(st.sampled_from(HOME_KINDS)), **more}
    if kind == "visit":
        by = draw(st.sampled_from([*VISITORS, "social_worker", "social_worker", "iro"]))
        visited = draw(st.sampled_from([None, None, None, "H1", "H2"]))
        return {
            "by": by,
            "purposeful": draw(flags),
            "seen": draw(st.integers(0, 5)) > 0,
            "home": visited,
        }
    if kind == "review_held":
        return {"type": draw(st.sampled_from(["looked_after", "looked_after", "adoption"]))}
    if kind == "review_booked":
        return {"for": day + timedelta(days=draw(st.integers(0, 120)))}
    if kind == "legal_status":
        return {"code": draw(st.sampled_from(["C1", "C2", "V2", "V3", "V4", "E1"]))}
    fixed: dict[str, st.SearchStrategy[dict[str, object]]] = {
        "done": st.sampled_from(DONE).map(lambda what: {"what": what}),
        "home_rated": st.just({"judgement": "inadequate"}),
        "registration_changed": flags.map(lambda yes: {"registered": yes}),
        "visiting_frequency_agreed": st.integers(1, 30).map(lambda weeks: {"weeks": weeks}),
        "permanence_agreed": st.fixed_dictionaries(
            {"long_term_foster": flags, "child_agrees": flags}
        ),
    }
    return draw(fixed.get(kind, st.just({})))


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    """A child's life in care: some facts in order, all of them possible."""
    steps = draw(st.lists(st.tuples(st.integers(0, 45), KINDS), min_size=3, max_size=40))
    facts = [Fact("became_looked_after", on=START)]
    day, placed, in_care = START, False, True

    def add(kind: str) -> None:
        attrs = draw(attributes(kind, day))
        facts.append(Fact(kind, on=day, attrs=attrs))

    add("placement_started")
    placed = True
    for gap, kind in steps:
        day += timedelta(days=gap)
        if kind == "ceased":
            facts.append(Fact("ceased_looked_after" if in_care else "became_looked_after", on=day))
            in_care, placed = not in_care, False
        elif kind == "placement_started" and in_care:
            if placed:
                facts.append(Fact("placement_ended", on=day))
            placed = draw(st.integers(0, 4)) > 0
            if placed:
                add(kind)
        elif (placed or kind not in AT_HOME) and in_care:
            add(kind)
    return [replace(fact, ref=f"row{number}") for number, fact in enumerate(facts)]


days_on = st.integers(0, SPAN).map(lambda days: START + timedelta(days=days))


def ask(facts: Sequence[Fact], on: date) -> Evaluation:
    return evaluate(CHILD, facts, PACKS, on, CALENDAR)


Key = tuple[str, str, int]


def key(duty: Duty) -> Key:
    return (duty.rule, duty.anchor, duty.ordinal)


def by_identity(found: Evaluation) -> dict[Key, Duty]:
    return {key(duty): duty for duty in found.duties}


@given(lives(), days_on)
def test_identities_are_unique_in_an_answer(facts: list[Fact], on: date) -> None:
    found = ask(facts, on)
    assert len(by_identity(found)) == len(found.duties)


@given(lives(), days_on, st.randoms(use_true_random=False))
def test_the_order_of_facts_of_different_days_does_not_matter(
    facts: list[Fact], on: date, random: Random
) -> None:
    days = sorted({fact.day for fact in facts})
    random.shuffle(days)
    mixed = [fact for day in days for fact in facts if fact.day == day]
    assert ask(mixed, on) == ask(facts, on)


@given(lives(), days_on, days_on)
def test_evaluating_on_a_later_day_never_changes_what_was_met(
    facts: list[Fact], one: date, other: date
) -> None:
    first, second = sorted((one, other))
    later = by_identity(ask(facts, second))
    for identity, duty in by_identity(ask(facts, first)).items():
        if duty.state in ("met", "met_late"):
            assert later[identity] == duty


@given(lives(), days_on)
def test_an_unrelated_fact_changes_nothing(facts: list[Fact], on: date) -> None:
    extra = [Fact("visit", on=fact.day, attrs={"by": "health"}, ref="health") for fact in facts] + [
        Fact("risk_assessment_requested", on=facts[-1].day, ref="risk")
    ]
    known = [replace(fact) for fact in facts]
    assert ask(known + extra, on) == ask(facts, on)


@given(lives())
def test_fact_by_fact_agrees_with_one_go(facts: list[Fact]) -> None:
    """Asked on each day with only what was known then, the answer is that of the whole life."""
    for day in sorted({fact.day for fact in facts}):
        known = [fact for fact in facts if fact.day <= day]
        assert ask(known, day).duties == ask(facts, day).duties


def timeless(found: Evaluation) -> list[tuple[object, ...]]:
    """The duties, but for the wording due or overdue."""
    return sorted(
        (*key(d), str(d.opened_on), str(d.due_on), str(d.met_on),
         "open" if d.state in ("due", "overdue") else d.state)
        for d in found.duties
    )  # fmt: skip


@given(lives(), days_on)
@settings(max_examples=60)
def test_until_reconsider_on_time_alone_changes_nothing(facts: list[Fact], on: date) -> None:
    found = ask(facts, on)
    last = min(found.reconsider_on or date.max, on + timedelta(days=800))
    day, step = on, 1
    while day < last:
        assert timeless(ask(facts, day)) == timeless(found)
        day += timedelta(days=step)
        step = min(step * 2, max(1, (last - day).days - 1), 40)


@given(lives(), days_on, st.integers(0, SPAN))
def test_nothing_that_fell_due_before_the_records_are_complete_is_overdue(
    facts: list[Fact], on: date, after: int
) -> None:
    complete = START + timedelta(days=after)
    families = dict.fromkeys(("visits", "reviews", "plans", "records", "concerns"), complete)
    found = evaluate(CHILD, facts, PACKS, on, CALENDAR, complete_from=families)
    for duty in found.duties:
        if duty.due_on and duty.due_on < complete:
            assert duty.state in ("met", "met_late", "unknown")
        else:
            assert duty.state != "unknown"
    assert len(by_identity(found)) == len(found.duties)


@given(lives(), days_on)
def test_every_duty_can_say_why(facts: list[Fact], on: date) -> None:
    for duty in ask(facts, on).duties:
        steps = duty.because
        assert len(steps) >= 3
        assert all(step.endswith((".", "?")) and "None" not in step for step in steps)


@given(lives(), days_on)
def test_states_follow_from_the_dates(facts: list[Fact], on: date) -> None:
    for duty in ask(facts, on).duties:
        if duty.state in ("met", "met_late"):
            late = bool(duty.due_on and duty.met_on and duty.met_on > duty.due_on)
            assert (duty.state == "met_late") == late
        else:
            assert duty.met_on is None
            assert duty.state in ("due", "overdue", "missed", "lapsed")
            if duty.state == "overdue":
                assert duty.due_on
                assert duty.due_on < on
            if duty.state == "due":
                assert duty.due_on is None or duty.due_on >= on


VISITS = {"visit", "purposeful_visit", "commissioning_visit"}


@given(lives(), days_on)
def test_a_child_who_is_never_seen_is_never_visited(facts: list[Fact], on: date) -> None:
    unseen = [
        replace(fact, attrs={**fact.attrs, "seen": False}) if fact.kind == "visit" else fact
        for fact in facts
    ]
    assert not [d for d in ask(unseen, on).duties if d.asks in VISITS and d.met_on]


@given(lives(), days_on)
def test_only_a_purposeful_visit_meets_a_purposeful_duty(facts: list[Fact], on: date) -> None:
    ordinary = [
        replace(fact, attrs={**fact.attrs, "purposeful": False}) if fact.kind == "visit" else fact
        for fact in facts
    ]
    assert not [d for d in ask(ordinary, on).duties if d.asks == "purposeful_visit" and d.met_on]


@given(lives(), days_on)
def test_only_the_named_roles_meet_a_duty(facts: list[Fact], on: date) -> None:
    by = {fact.ref: fact.get("by") for fact in facts if fact.kind == "visit"}
    for duty in ask(facts, on).duties:
        if duty.met_on and duty.asks in VISITS:
            stands_in = {"personal_adviser"} if duty.asks == "purposeful_visit" else set()
            allowed = {duty.owner} | (stands_in if duty.owner == "social_worker" else set())
            assert by[duty.met_by] in allowed


SAME = [
    ("STA-VISIT-R24", "CAL-R24"), ("STA-VISIT-30A", "CAL-30A"), ("STA-VISIT-ASKED", "CAL-ASKED"),
    ("STA-REV-1", "CAL-REV-1"), ("STA-REV-2", "CAL-REV-2"), ("STA-REV-N", "CAL-REV-N"),
]  # fmt: skip


@given(lives(), days_on)
def test_where_calderdale_says_what_the_law_says_the_dates_agree(
    facts: list[Fact], on: date
) -> None:
    def dates(rule: str) -> list[tuple[object, ...]]:
        return [
            (d.anchor, d.ordinal, d.opened_on, d.due_on, d.met_on, d.state)
            for d in ask(facts, on).duties
            if d.rule == rule
        ]

    for law, local in SAME:
        assert dates(law) == dates(local)
