"""Rules as frozen objects: what a pack's YAML becomes once read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from timescales.facts import Fact
from timescales.periods import Period
from timescales.situation import Condition, always


@dataclass(frozen=True, slots=True)
class Rule:
    """The words and the standing of one rule; how it is dated is in the schedule that names it.

    `nature` is "law" or "local"; `evidence` V (text seen), Q (quoted by an authority) or K (known,
    not seen), None for a local rule. `reading` is how we read a source that is silent or says two
    things. `family` names the records that answer it (see `complete_from`).
    """

    id: str
    pack: str
    title: str
    owner: str
    source: str
    nature: str
    section: str
    asks: str
    family: str
    evidence: str | None = None
    reading: str | None = None
    from_: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """True if a duty opened on `day` falls under this version of the rule."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Matcher:
    """Facts of one kind whose attributes hold one of the wanted values."""

    kind: str
    wanted: tuple[tuple[str, frozenset[object]], ...] = ()

    def __call__(self, fact: Fact) -> bool:
        if fact.kind != self.kind:
            return False
        attrs = fact.attrs
        for name, values in self.wanted:
            if (attrs[name] if name in attrs else fact.get(name)) not in values:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of a chain.

    `first`: the step before any event, counted from the start; others count from the last event.
    `through`: only dates up to this long after the start belong to the phase.
    `until_review`: over once the first review of that type after the placement's start is held.
    `nth`: only while the number of events so far lies in this range (both included).
    `agreed`: a frequency agreed at a review takes the interval's place.
    `before_review`: due on the date of the first (1) or second (2) review after the start;
    `at_latest` caps that. `early`: an answer up to so long before the start counts.
    No period and no review: open until done.
    """

    rule: Rule
    period: Period | None = None
    first: bool = False
    when: Condition = always
    through: Period | None = None
    until_review: str | None = None
    nth: tuple[int, int] | None = None
    agreed: bool = False
    before_review: int = 0
    at_latest: Period | None = None
    early: Period | None = None


@dataclass(frozen=True, slots=True)
class Yearly:
    """So many answers in every twelve months, counted from the nth review after the start."""

    rule: Rule
    times: int
    from_review: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Phases of one visitor's (or reviewer's) duty, one open at a time.

    `per` is placement or care. It runs while `when` holds. With `resumes` it goes on from the last
    event after a pause; otherwise each stretch starts afresh. `clock` says where `through` counts
    from: the placement's start or the stretch's. `opens`: the stretch starts with this fact, the
    first of its kind. `opens_at_review`: with the nth review after the start.
    `needs_placement`: it starts with the first placement. `listens` are the kinds of fact it hears,
    `moves` whether an open duty of it can change its date. `restarts_on`: a change of this
    attribute ends the stretch and starts another. `carries_on`: a stretch that begins within a
    placement goes on from the last answer already given in it, due `carry_floor` on at the soonest.
    `also_moves`: facts that, during a pause, count as the last event. `review_clock`: its open
    duty's date is the next review's own due date. `stands_in`: it runs while its family is
    replaced. `same_day`: an answer given on the day it opens counts, whichever is written first.
    """

    name: str
    per: str
    answer: Matcher
    phases: tuple[Phase, ...]
    family: str
    when: Condition = always
    resumes: bool = False
    clock: str = "stretch"
    opens: Matcher | None = None
    opens_at_review: int = 0
    needs_placement: bool = False
    restarts_on: str | None = None
    carries_on: bool = False
    carry_floor: Period | None = None
    also_moves: Matcher | None = None
    review_clock: bool = False
    stands_in: bool = False
    same_day: bool = False
    yearly: Yearly | None = None
    listens: frozenset[str] = field(init=False)
    moves: bool = field(init=False)

    def __post_init__(self) -> None:
        heard = (self.answer, self.opens, self.also_moves)
        object.__setattr__(self, "listens", frozenset(m.kind for m in heard if m))
        moves = any(p.when is not always or p.until_review or p.agreed for p in self.phases)
        object.__setattr__(self, "moves", moves)


@dataclass(frozen=True, slots=True)
class Once:
    """A duty opened by each fact that triggers it. `per` is the context whose end closes it.

    `first_of_care`: only the first such fact of a period of care. `early`: an answer given before
    the trigger counts: "any" since the last period of care, or so long before it.
    """

    rule: Rule
    triggers: tuple[Matcher, ...]
    answer: Matcher
    per: str
    family: str
    period: Period | None = None
    when: Condition = always
    first_of_care: bool = False
    early: Period | None = None
    early_any: bool = False

    def set_off_by(self, fact: Fact) -> bool:
        """True if this fact is one of its triggers."""
        return any(trigger(fact) for trigger in self.triggers)


@dataclass(frozen=True, slots=True)
class Offset:
    """Where a date lies seen from a review: before it, after its date was set, or on it."""

    period: Period | None = None
    after_set: bool = False


@dataclass(frozen=True, slots=True)
class PerReview:
    """One duty for each review of the period of care. `booked_only`: once its date is booked."""

    rule: Rule
    answer: Matcher
    family: str
    first: Offset
    later: Offset
    booked_only: bool


@dataclass(frozen=True, slots=True)
class Follow:
    """A duty that opens the day after one of the followed rules' duties falls overdue."""

    rule: Rule
    follows: frozenset[str]
    period: Period
    answer: Matcher


@dataclass(frozen=True, slots=True)
class Replacement:
    """While the condition holds, these families rest in every pack; what stands in runs."""

    condition: Condition
    families: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One pack: an authority's, or the law's."""

    name: str
    title: str
    version: str
    nature: str
    rules: Mapping[str, Rule]
    chains: tuple[Chain, ...] = ()
    onces: tuple[Once, ...] = ()
    per_review: tuple[PerReview, ...] = ()
    follows: tuple[Follow, ...] = ()
    replaces: tuple[Replacement, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
