"""The parts of a rule file that say when a duty falls due."""

from collections.abc import Mapping

from timescales.periods import Hours, Period, parse_period
from timescales.rules import Chain, Follow, Matcher, Offset, Once, PerReview, Phase, Rule, Yearly
from timescales.situation import Condition, all_of, always, any_of, is_one_of, none_of
from timescales.vocabulary import KINDS
from timescales.yamlread import Section

Rules = Mapping[str, Rule]
Cases = Mapping[str, Condition]


def period_from(section: Section, key: str) -> Period | None:
    """A period in words ("5 working days"), or None if the key is not there."""
    if key not in section:
        return None
    try:
        return parse_period(section.text(key))
    except ValueError as wrong:
        section.fail(str(wrong), key)


def rule_from(section: Section, rules: Rules, key: str = "rule") -> Rule:
    """The rule a part names. Errors from here on name it."""
    label = section.text(key)
    if label not in rules:
        section.fail(f"there is no rule {label!r}", key)
    section.where = label
    return rules[label]


def _condition(section: Section, key: str, wanted: object, cases: Cases) -> Condition:
    if isinstance(wanted, str):
        if wanted not in cases:
            section.fail(f"there is no case {wanted!r}", key)
        return cases[wanted]
    if isinstance(wanted, list):
        return any_of([_condition(section, key, part, cases) for part in wanted])
    if not isinstance(wanted, dict) or not wanted:
        section.fail(f"{key} must be a case, a list of them, or attributes and values", key)
    parts = []
    for attribute, value in wanted.items():
        if attribute == "case":
            parts.append(_condition(section, key, value, cases))
            continue
        try:
            parts.append(is_one_of(attribute, value))
        except ValueError as wrong:
            section.fail(str(wrong), key)
    return all_of(parts)


def condition_from(section: Section, key: str, cases: Cases) -> Condition:
    """A condition: a case by name, attributes that must all hold, or a list, one of which must."""
    return _condition(section, key, section.value(key), cases)


def _when(section: Section, cases: Cases) -> Condition:
    parts = [condition_from(section, "when", cases)] if "when" in section else []
    if "unless" in section:
        parts.append(none_of([condition_from(section, "unless", cases)]))
    return all_of(parts) if parts else always


def matcher_from(section: Section, key: str) -> Matcher:
    """A fact with the attributes wanted of it."""
    part = section.section(key)
    kind = part.text("fact")
    if kind not in KINDS:
        part.fail(f"there is no fact {kind!r}", "fact")
    wanted = []
    for name in part:
        if name == "fact":
            continue
        if name not in KINDS[kind]:
            part.fail(f"a {kind} has no {name!r}", name)
        value = part.value(name)
        values = value if isinstance(value, list) else [value]
        choices = KINDS[kind][name].choices
        # What was done may be any record: the product takes answers a scenario cannot state.
        if choices and kind != "done" and not set(values) <= set(choices):
            part.fail(f"{name} cannot be {value!r}", name)
        wanted.append((name, frozenset(values)))
    part.done()
    return Matcher(kind, tuple(wanted))


def _phase(section: Section, rules: Rules, cases: Cases) -> Phase:
    rule = rule_from(section, rules)
    kinds = [key for key in ("first", "every", "before_review", "open") if key in section]
    if len(kinds) != 1:
        section.fail("give exactly one of first, every, before_review and open")
    if "open" in section and not section.flag("open"):
        section.fail("open can only be true", "open")
    phase = Phase(
        rule=rule,
        period=period_from(section, "first") or period_from(section, "every"),
        first=kinds[0] in ("first", "before_review"),
        when=_when(section, cases),
        through=period_from(section, "through"),
        until_review=_review_type(section),
        nth=_nth(section),
        agreed=section.flag("agreed"),
        before_review=section.number("before_review"),
        at_latest=period_from(section, "at_latest"),
        early=period_from(section, "early"),
    )
    section.done()
    return phase


def _review_type(section: Section) -> str | None:
    if "until_review" not in section:
        return None
    return section.one_of("until_review", ("looked_after", "adoption"))


def _nth(section: Section) -> tuple[int, int] | None:
    """`after_events: 1` after exactly one event; `from_events: 2` after two or more."""
    if "after_events" in section:
        count = section.number("after_events")
        return (count, count)
    return (section.number("from_events"), 10**9) if "from_events" in section else None


def _yearly(section: Section, rules: Rules) -> Yearly | None:
    if "yearly" not in section:
        return None
    part = section.section("yearly")
    rule = rule_from(part, rules)
    yearly = Yearly(rule, part.number("times") or 1, part.number("from_review") or 1)
    part.done()
    return yearly


def chain_from(section: Section, rules: Rules, cases: Cases) -> Chain:
    """One chain: phases of one visitor's duty, one open at a time."""
    section.where = name = section.text("name")
    phases = tuple(_phase(part, rules, cases) for part in section.sections("phases", name))
    if not phases:
        section.fail("a chain needs at least one phase")
    opens = "opens" in section
    chain = Chain(
        name=name,
        per=section.one_of("per", ("placement", "care")),
        answer=matcher_from(section, "answer"),
        phases=phases,
        family=phases[0].rule.family,
        when=_when(section, cases),
        resumes=section.flag("resumes"),
        clock=section.one_of("clock", ("placement", "stretch"))
        if "clock" in section
        else "stretch",
        opens=matcher_from(section, "opens") if opens else None,
        opens_at_review=section.number("opens_at_review"),
        needs_placement=section.flag("needs_placement"),
        restarts_on=section.optional_text("restarts_on"),
        carries_on=section.flag("carries_on"),
        carry_floor=period_from(section, "carry_floor"),
        also_moves=matcher_from(section, "also_moves") if "also_moves" in section else None,
        review_clock=section.flag("review_clock"),
        stands_in=section.flag("stands_in"),
        same_day=section.flag("same_day"),
        yearly=_yearly(section, rules),
    )
    if chain.restarts_on not in (None, "registered", "long_term_foster", "permanent", "assessed"):
        section.fail(f"a chain cannot restart on {chain.restarts_on!r}", "restarts_on")
    section.done()
    return chain


def once_from(section: Section, rules: Rules, cases: Cases) -> Once:
    """A duty opened by each fact that triggers it."""
    rule = rule_from(section, rules)
    within = section.text("within")
    early = section.value("early")
    once = Once(
        rule=rule,
        triggers=tuple(matcher_from(part, "on") for part in section.sections("triggers", rule.id))
        or (matcher_from(section, "on"),),
        answer=matcher_from(section, "answer"),
        per=section.one_of("per", ("placement", "care")),
        family=rule.family,
        period=None if within == "open until done" else period_from(section, "within"),
        when=_when(section, cases),
        first_of_care=section.flag("first_of_care"),
        early=period_from(section, "early") if early not in (None, "any") else None,
        early_any=early == "any",
    )
    section.done()
    return once


def _offset(section: Section, key: str) -> Offset:
    words = section.text(key)
    if words == "on the day":
        return Offset()
    before = words.removesuffix(" before")
    after = words.removesuffix(" after its date is set")
    if words in (before, after) and before == after:
        section.fail(
            f"{key}: 'on the day', or a period and 'before' or 'after its date is set'", key
        )
    try:
        period = parse_period(min(before, after, key=len))
    except ValueError as wrong:
        section.fail(str(wrong), key)
    if isinstance(period, Hours):
        section.fail("hours cannot be counted from a review", key)
    return Offset(period, after_set=after != words)


def per_review_from(section: Section, rules: Rules) -> PerReview:
    """One duty for each review of the period of care."""
    rule = rule_from(section, rules)
    part = PerReview(
        rule=rule,
        answer=matcher_from(section, "answer"),
        family=rule.family,
        first=_offset(section, "first"),
        later=_offset(section, "later"),
        booked_only=section.one_of("opens", ("when booked", "when due")) == "when booked",
    )
    section.done()
    return part


def follow_from(section: Section, rules: Rules) -> Follow:
    """A duty that opens when a followed one falls overdue."""
    rule = rule_from(section, rules)
    period = period_from(section, "within")
    if period is None:
        section.fail("within is missing")
    follows = section.texts("after_overdue")
    for label in follows:
        if label not in rules:
            section.fail(f"there is no rule {label!r}", "after_overdue")
    part = Follow(
        rule,
        frozenset(rules[label].id for label in follows),
        period,
        matcher_from(section, "answer"),
    )
    section.done()
    return part
