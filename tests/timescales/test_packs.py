"""Rule files: a mistake is refused with file, line, rule and reason; a new pack needs no code."""

import io
from datetime import date
from pathlib import Path

import pytest

from tests.timescales.lives import CALENDAR, raw_life
from timescales import Child, Evaluation, PackChoice, PackError, evaluate, load_text, shipped
from timescales.cli import lint
from timescales.scenario import read_fact

PACK = """\
pack: essex
title: An authority of our own
version: "1"
nature: local
sections: {visits: Visits, reviews: Reviews}
rules:
  ESX-FIRST:
    title: See the child within 3 days
    owner: social_worker
    source: Essex standards, 2
    section: visits
    asks: visit
    family: visits
  ESX-NEXT:
    title: See the child every month
    owner: social_worker
    source: Essex standards, 2
    section: visits
    asks: visit
    family: visits
  ESX-REV:
    title: Hold the review
    owner: iro
    source: Essex standards, 3
    section: reviews
    asks: review
    family: reviews
  ESX-PAPERS:
    title: Send the papers
    owner: social_worker
    source: Essex standards, 4
    section: reviews
    asks: review_documents
    family: reviews
  ESX-DENTIST:
    title: See the dentist
    owner: social_worker
    source: Essex standards, 5
    section: visits
    asks: dental
    family: plans
cases:
  fostered: {home_kind: [in_house_foster, agency_foster]}
chains:
  - name: visits
    per: placement
    when: fostered
    answer: {fact: visit, by: social_worker, seen: true}
    phases:
      - {rule: ESX-FIRST, first: 3 days}
      - {rule: ESX-NEXT, every: 1 month}
  - name: reviews
    per: care
    answer: {fact: review_held, type: looked_after}
    phases:
      - {rule: ESX-REV, first: 15 working days}
      - {rule: ESX-REV, every: 5 months}
once:
  - rule: ESX-DENTIST
    on: {fact: became_looked_after}
    per: care
    within: 2 months
    answer: {fact: done, what: dental}
per_review:
  - rule: ESX-PAPERS
    opens: when due
    first: 7 days before
    later: 10 working days before
    answer: {fact: done, what: review_documents}
"""
LIFE = """
    2026-01-05 became_looked_after
    2026-01-05 placement_started home_kind=in_house_foster
    2026-01-08 visit by=social_worker
    2026-01-26 review_held
"""


def ask(choice: PackChoice, on: str = "2026-01-27", told: str = LIFE) -> Evaluation:
    raw = raw_life(told)["facts"]
    assert isinstance(raw, list)
    facts = [read_fact(fact, number)[1] for number, fact in enumerate(raw, 1)]
    child = Child(date(2012, 2, 29))
    return evaluate(child, facts, [choice], date.fromisoformat(on), CALENDAR)


def found(evaluation: Evaluation) -> dict[tuple[str, int], str]:
    return {(d.rule, d.ordinal): f"{d.due_on} {d.state}" for d in evaluation.duties}


def test_an_authoritys_own_rules_need_no_code() -> None:
    assert found(ask(PackChoice(load_text("essex.yaml", PACK)))) == {
        ("ESX-FIRST", 1): "2026-01-08 met",
        ("ESX-NEXT", 1): "2026-02-08 due",
        ("ESX-REV", 1): "2026-01-26 met",
        ("ESX-REV", 2): "2026-06-26 due",
        ("ESX-DENTIST", 1): "2026-03-05 due",
        # The papers lean on the law's review dates: 20 working days, then three months.
        ("ESX-PAPERS", 1): "2026-01-19 overdue",
        ("ESX-PAPERS", 2): "2026-04-13 due",
    }


@pytest.mark.parametrize(
    ("old", "new", "at", "where", "reason"),
    [
        ("owner: iro", "owner: ", "owner: \n", "ESX-REV", "owner is missing"),
        ("    asks: review\n", "    ask: review\n", "title: Hold", "ESX-REV", "asks is missing"),
        ("first: 3 days", "first: 3 dys", "3 dys", "ESX-FIRST", "'3 dys' is not a period"),
        ("every: 1 month", "evry: 1 month", "evry", "ESX-NEXT", "give exactly one of"),
        ("rule: ESX-NEXT", "rule: ESX-NXT", "ESX-NXT", "visits", "there is no rule 'ESX-NXT'"),
        ("by: social_worker", "by: postman", "postman", "visits", "by cannot be 'postman'"),
        ("fact: visit", "fact: vist", "vist,", "visits", "there is no fact 'vist'"),
        ("when: fostered", "when: adopted", "adopted", "visits", "there is no case 'adopted'"),
        ("agency_foster]", "agency]", "agency]", "", "home_kind cannot be 'agency'"),
        ("{home_kind:", "{kind:", "{kind", "", "unknown attribute 'kind'"),
        ("nature: local", "nature: lawful", "lawful", "", "nature cannot be 'lawful'"),
        ("7 days before", "7 days", "first: 7 days", "ESX-PAPERS", "first: 'on the day'"),
        ("within: 2 months", "within: soon", "soon", "ESX-DENTIST", "'soon' is not a period"),
        ("family: plans", "family: plans\n    from: May", "from: May", "ESX-DENTIST", "be a date"),
        ("  ESX-NEXT:\n", "  ESX-FIRST:\n", "title: See the child every", "", "is given twice"),
        ("per: placement", "per: placement\n    x: 1", "x: 1", "visits", "unknown key 'x'"),
        ("- {rule: ESX-NEXT, every: 1 month}", "", "title: See the child every", "ESX-NEXT",
         "nothing says when"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_file_line_rule_and_reason(
    old: str, new: str, at: str, where: str, reason: str
) -> None:
    assert old in PACK
    text = PACK.replace(old, new, 1)
    line = text[: text.index(at)].count("\n") + 1
    with pytest.raises(PackError) as wrong:
        load_text("essex.yaml", text)
    assert reason in str(wrong.value)
    assert (wrong.value.file, wrong.value.where) == ("essex.yaml", where)
    # A rule given twice, or missing a key, is pointed at by its name or its first line.
    assert wrong.value.line in ((line, line - 1) if "title" in at else (line,))
    assert str(wrong.value).startswith(f"essex.yaml:{wrong.value.line}: ")


@pytest.mark.parametrize("text", ["", "- a", "pack: [", "a: &x\n  b: *x", "\x00", "pack: 1"])
def test_what_is_no_rule_file_at_all_is_refused_too(text: str) -> None:
    with pytest.raises(PackError):
        load_text("essex.yaml", text)


def test_linting_names_the_packs_or_the_mistake(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert lint(None, out, err) == 0
    assert {line.split(":")[0] for line in out.getvalue().splitlines()} == set(shipped())
    (tmp_path / "essex.yaml").write_text(PACK.replace("first: 3 days", "first: soon"))
    assert lint(str(tmp_path), out, err) == 2
    assert err.getvalue().startswith("essex.yaml:50: ESX-FIRST: 'soon' is not a period")
    assert err.getvalue().count("\n") == 1
    assert lint(str(tmp_path / "none"), out, err) == 2


def test_every_rule_of_the_law_carries_its_evidence_and_no_local_one_does() -> None:
    for pack in shipped().values():
        for rule in pack.rules.values():
            assert (rule.evidence is not None) == (pack.nature == "law")
            assert rule.source


STATUTE = shipped()["statute"]


def test_a_pack_covers_the_duties_that_open_while_it_is_followed() -> None:
    choice = PackChoice(STATUTE, from_=date(2026, 1, 8), until=date(2026, 1, 26))
    assert {rule for rule, _ in found(ask(choice))} == {"STA-VISIT-Y1"}


def test_a_section_switched_off_gives_no_duty_but_review_dates_still_hold() -> None:
    off = PackChoice(STATUTE, off=frozenset({"visits", "plans"}))
    assert {rule for rule, _ in found(ask(off))} == {"STA-REV-1", "STA-REV-2"}
    kent = ask(PackChoice(shipped()["kent"]), told=LIFE.replace("in_house", "agency"))
    assert found(kent)["KENT-REG-IRO-VISIT", 1] == "2026-04-26 due"


def test_an_amendment_is_a_second_version_and_leaves_history_alone() -> None:
    amended = PACK.replace(
        "  ESX-REV:",
        """  ESX-NEXT@2026:
    id: ESX-NEXT
    title: See the child every fortnight
    owner: social_worker
    source: Essex standards, 2, as amended
    section: visits
    asks: visit
    family: visits
    from: 2026-02-01
  ESX-REV:""",
    ).replace(
        "      - {rule: ESX-NEXT, every: 1 month}\n",
        "      - {rule: ESX-NEXT@2026, every: 2 weeks}\n      - {rule: ESX-NEXT, every: 1 month}\n",
    )
    told = LIFE + "2026-02-01 visit by=social_worker"
    with pytest.raises(PackError, match="both in force"):
        load_text("essex.yaml", amended)
    amended = amended.replace(
        "    title: See the child every month\n",
        "    title: See the child every month\n    until: 2026-02-01\n",
    )
    answer = found(ask(PackChoice(load_text("essex.yaml", amended)), "2026-02-02", told))
    assert answer["ESX-NEXT", 1] == "2026-02-08 met"
    assert answer["ESX-NEXT", 2] == "2026-02-15 due"
