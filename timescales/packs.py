"""Rule packs: YAML in, frozen rules out. A mistake is refused with file, line, rule and reason."""

from functools import lru_cache
from pathlib import Path

from timescales.errors import PackError
from timescales.pack_parts import (
    chain_from,
    condition_from,
    follow_from,
    once_from,
    per_review_from,
)
from timescales.rules import Pack, Replacement, Rule
from timescales.situation import Condition
from timescales.yamlread import Section, read

SHIPPED = Path(__file__).parent / "packs"
FAMILIES = ("visits", "reviews", "plans", "records", "concerns")


def _rule(section: Section, label: str, pack: str, nature: str, sections: dict[str, str]) -> Rule:
    law = nature == "law"
    where = section.one_of("section", tuple(sections))
    rule = Rule(
        id=section.optional_text("id") or label,
        pack=pack,
        title=section.text("title"),
        owner=section.text("owner"),
        source=section.text("source"),
        nature=nature,
        section=where,
        asks=section.text("asks"),
        family=section.one_of("family", FAMILIES),
        evidence=section.one_of("evidence", ("V", "Q", "K")) if law else None,
        reading=section.optional_text("reading"),
        from_=section.day("from"),
        until=section.day("until"),
    )
    if rule.from_ and rule.until and rule.until <= rule.from_:
        section.fail("until must come after from", "until")
    section.done()
    return rule


def _rules(top: Section, pack: str, nature: str, sections: dict[str, str]) -> dict[str, Rule]:
    listed = top.section("rules")
    found = {}
    for label in listed:
        found[label] = _rule(listed.section(label, label), label, pack, nature, sections)
    if not found:
        top.fail("a pack needs at least one rule", "rules")
    _refuse_overlaps(top, found)
    return found


def _refuse_overlaps(top: Section, rules: dict[str, Rule]) -> None:
    """Two versions of one rule must not be in force on the same day."""
    for label, rule in rules.items():
        for other_label, other in rules.items():
            if label < other_label and rule.id == other.id:
                first, second = sorted((rule, other), key=lambda r: (r.from_ is not None, r.from_))
                if first.until is None or second.from_ is None or first.until > second.from_:
                    top.fail(f"{label} and {other_label} are both in force on one day", "rules")


def load_text(file: str, text: str) -> Pack:
    """The pack a rule file holds. `file` is only named in errors. Raises PackError."""
    top = read(file, text)
    name, nature = top.text("pack"), top.one_of("nature", ("law", "local"))
    titles = top.section("sections")
    sections = {key: titles.text(key) for key in titles}
    rules = _rules(top, name, nature, sections)
    cases: dict[str, Condition] = {}
    if "cases" in top:
        listed = top.section("cases")
        for key in listed:
            cases[key] = condition_from(listed, key, cases)
    pack = Pack(
        name=name,
        title=top.text("title"),
        version=top.text("version"),
        nature=nature,
        rules=rules,
        chains=tuple(chain_from(s, rules, cases) for s in top.sections("chains", "chains")),
        onces=tuple(once_from(s, rules, cases) for s in top.sections("once", "once")),
        per_review=tuple(
            per_review_from(s, rules) for s in top.sections("per_review", "per_review")
        ),
        follows=tuple(follow_from(s, rules) for s in top.sections("follow", "follow")),
        replaces=tuple(_replacement(s) for s in top.sections("replaces", "replaces")),
        sections=sections,
    )
    top.done()
    _refuse_unused(top, pack)
    return pack


def _replacement(section: Section) -> Replacement:
    condition = condition_from(section, "while", {})
    families = frozenset(section.texts("families"))
    if not families or not families <= set(FAMILIES):
        section.fail(f"families must be some of {', '.join(FAMILIES)}", "families")
    section.done()
    return Replacement(condition, families)


def _refuse_unused(top: Section, pack: Pack) -> None:
    used = {phase.rule.id for chain in pack.chains for phase in chain.phases}
    used |= {chain.yearly.rule.id for chain in pack.chains if chain.yearly}
    used |= {once.rule.id for once in pack.onces} | {part.rule.id for part in pack.per_review}
    used |= {follow.rule.id for follow in pack.follows}
    listed = top.section("rules")
    for label, rule in pack.rules.items():
        if rule.id not in used:
            raise PackError(
                top.file, listed.line_of(label), label, "nothing says when it falls due"
            )


def load_file(path: Path) -> Pack:
    """The pack in a file. Raises PackError, also for a file that cannot be read as text."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise PackError(path.name, 1, "", f"cannot be read: {wrong}") from None
    return load_text(path.name, text)


def load_directory(folder: Path) -> dict[str, Pack]:
    """Every pack of a folder, by name. Raises PackError at the first mistake."""
    found: dict[str, Pack] = {}
    for path in sorted(folder.glob("*.yaml")):
        pack = load_file(path)
        if pack.name in found:
            raise PackError(path.name, 1, "", f"another file already holds the pack {pack.name!r}")
        found[pack.name] = pack
    return found


@lru_cache(maxsize=1)
def shipped() -> dict[str, Pack]:
    """The packs that come with Homeward, read once."""
    return load_directory(SHIPPED)
