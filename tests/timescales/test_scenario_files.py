"""Scenario files: what is answered, and what is refused with one plain sentence."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.timescales.lives import CALENDAR, raw_life
from timescales.cli import evaluate_file
from timescales.errors import FactError
from timescales.scenario import answer_line, read_json, read_scenario

ROOT = Path(__file__).parents[2]
LIFE = """
    2026-01-05 became_looked_after
    2026-01-05 placement_started home=H1 home_kind=childrens_home planned=no
    2026-01-09 visit by=social_worker purposeful
    2026-02-02 review_held
    2026-05-01 placement_ended
"""
IN_CARE = "2026-01-05 became_looked_after\n"
PLACED = IN_CARE + "2026-01-05 placement_started home=H1 home_kind=other\n"


def refusal(told: str, on: str = "2026-11-22") -> str:
    with pytest.raises(FactError) as wrong:
        read_scenario(raw_life(told), on, ["statute"])
    assert "\n" not in str(wrong.value)
    return str(wrong.value)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("2026-01-05 born", "fact 1: unknown kind"),
        (IN_CARE + "2026-01-06 visit by=postman", "fact 2 (visit): by must be"),
        (IN_CARE + "2026-01-06 visit", "fact 2 (visit): by is missing"),
        (PLACED + "2026-01-06 visit by=iro colour=red", "unknown attribute \"colour\""),
        (PLACED + "2026-01-06 visit by=iro seen=1", "seen must be true or false, not 1"),
        (IN_CARE + "2026-01-05 placement_started home=H1", "home_kind is missing"),
        (IN_CARE + "2026-01-05 legal_status code=Z9", "code must be one of the listed words"),
        (PLACED + "2026-01-06 done what=party", "what must be one of"),
        ("2026-02-30 became_looked_after", "there is no such day as 2026-02-30"),
        ("0001-01-01 became_looked_after", "not between 1900 and 2100"),
        ("9999-01-01 became_looked_after", "not between 1900 and 2100"),
        ("2026-1-5 became_looked_after", "must be a date such as"),
        ("2026-01-05T10:00 became_looked_after", "must be an instant with its offset"),
        ("2026-01-05T25:00+00:00 became_looked_after", "there is no such instant"),
        ("2011-01-05 became_looked_after", "before the child was born"),
        (IN_CARE + IN_CARE, "fact 2 (became_looked_after) on 2026-01-05: the child is already"),
        ("2026-01-05 ceased_looked_after", "the child is not looked after"),
        ("2026-01-05 placement_started home_kind=other", "outside a period of care"),
        (PLACED + "2026-01-06 placement_started home_kind=other", "another placement is still"),
        (IN_CARE + "2026-01-06 placement_ended", "no placement is open"),
        (IN_CARE + "2026-01-06 visit by=iro", "no placement is open that day"),
        (IN_CARE + "2026-01-06 permanence_agreed", "no placement is open that day"),
        (IN_CARE + "2026-01-06 regulator_concern", "no placement is open that day"),
        (PLACED + "2026-01-06 review_booked", "for is missing"),
        (PLACED + "2026-01-06 review_booked for=2026-01-05", "before it was booked"),
        ("2026-01-06 review_held", "the child is not looked after that day"),
        (PLACED + "2026-01-06 visiting_frequency_agreed weeks=0", "weeks must be a whole number"),
        (PLACED + "2026-01-06 visiting_frequency_agreed weeks", "weeks must be a whole number"),
        (PLACED + "2026-01-06 visiting_frequency_agreed weeks=3", "on the day of a review"),
        (PLACED + "2026-05-01 ceased_looked_after\n2026-05-02 placement_ended", "no placement is"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_naming_the_fact_and_what_is_wrong(told: str, reason: str) -> None:
    assert reason in refusal(told)


@pytest.mark.parametrize(("day", "good"), [("2026-01-07", False), ("2026-01-08", True)])
def test_a_visit_before_the_move_must_name_a_home_starting_within_28_days(
    day: str, good: bool
) -> None:
    told = f"2026-01-01 became_looked_after\n{day} visit by=iro home=H1"
    told += "\n2026-02-05 placement_started home=H1 home_kind=other"
    if good:
        read_scenario(raw_life(told), "2026-01-20", ["statute"])
    else:
        assert "within 28 days" in refusal(told)


def test_leaving_care_may_be_written_before_or_after_the_placements_end() -> None:
    for order in (
        ("ceased_looked_after", "placement_ended"),
        ("placement_ended", "ceased_looked_after"),
    ):
        told = PLACED + "\n".join(f"2026-05-01 {kind}" for kind in order)
        read_scenario(raw_life(told), "2026-06-01", ["statute"])


def test_facts_after_the_day_asked_about_are_ignored() -> None:
    told = PLACED + "2026-03-01 placement_started home_kind=other"
    read_scenario(raw_life(told), "2026-02-28", ["statute"])
    assert "still open" in refusal(told, "2026-03-01")


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"  ", b"{", b"[]", b"null", b"NaN", b'{"child": NaN}', b"\xff\xfe{}",
        b'{"child": {}, "facts": []}', b'{"child": {"born": "2012-01-01"}}',
        b'{"child": {"born": "2012-01-01"}, "facts": {}}',
        b'{"child": {"born": "2012-01-01", "name": "A"}, "facts": []}',
        b'{"child": {"born": 2012}, "facts": []}',
        b'{"child": {"born": "2012-01-01"}, "facts": [], "extra": 1}',
        b'{"child": {"born": "2012-01-01"}, "facts": [1]}',
        b'{"child": {"born": "2012-01-01"}, "facts": [[]]}',
        b'{"child": {"born": "2012-01-01"}, "facts": [{"kind": ["a"], "on": "2026-01-01"}]}',
        b'{"child": {"born": "2012-01-01"}, "facts": [{"kind": "ceased_looked_after"}]}',
        b'{"child": {"born": "2012-01-01"}, "facts": [{"kind": "visit", "on": "", "at": ""}]}',
        b'{"child": {"born": "2012-01-01"}, "facts": [{"kind": "visit", "kind": "visit"}]}',
        b"[" * 100_000, b"1" * 5000, b'{"child": {"born": "2012-01-01"}, "facts": [' + b"1" * 5000,
    ],
)  # fmt: skip
def test_whatever_is_thrown_at_it_is_one_plain_sentence(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "life.json"
    path.write_bytes(raw)
    out, err = io.StringIO(), io.StringIO()
    assert evaluate_file(str(path), "2026-11-22", ["statute"], out, err) == 2
    assert out.getvalue() == ""
    assert err.getvalue().count("\n") == 1
    assert "Traceback" not in err.getvalue()


@pytest.mark.parametrize(
    ("on", "packs", "reason"),
    [
        ("soon", ["statute"], "on must be a date"),
        (None, ["statute"], "on must be a date"),
        ("2026-11-22", ["essex"], 'unknown pack "essex"'),
        ("2026-11-22", [], "name at least one pack"),
    ],
)
def test_a_bad_question_is_refused(
    on: str | None, packs: list[str], reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "life.json"
    path.write_text(json.dumps(raw_life(LIFE)))
    out, err = io.StringIO(), io.StringIO()
    assert evaluate_file(str(path), on, packs, out, err) == 2
    assert reason in err.getvalue()


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_command_answers_without_a_database(tmp_path: Path) -> None:
    path = tmp_path / "life.json"
    path.write_text(json.dumps(raw_life(LIFE)))
    asked = ("manage.py", "evaluate_timescales", str(path), "--on", "2026-11-22")
    done = run(*asked, "--pack", "statute", "--pack", "kent", "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["on"], found["packs"]) == ("2026-11-22", ["statute", "kent"])
    keys = [(duty["due_on"] or "9999", duty["rule"]) for duty in found["duties"]]
    assert keys == sorted(keys)
    first = next(duty for duty in found["duties"] if duty["rule"] == "STA-VISIT-FIRST")
    because = first.pop("because")
    assert first == {
        "rule": "STA-VISIT-FIRST", "pack": "statute", "owner": "social_worker",
        "opened_on": "2026-01-05", "due_on": "2026-01-12", "due_at": None,
        "met_on": "2026-01-09", "state": "met", "source": "CPPCR reg 28(2)(a)", "evidence": "V",
    }  # fmt: skip
    assert because[0] == "Counted from 5 January 2026, the day the placement started."


def test_a_file_that_is_not_there_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert evaluate_file(str(tmp_path / "none"), "2026-11-22", ["statute"], out, err) == 2
    assert out.getvalue() == ""
    assert err.getvalue().endswith("none cannot be read: No such file or directory\n")


def test_lines_are_answered_in_order_refused_ones_in_their_place(tmp_path: Path) -> None:
    good = json.dumps({**raw_life(LIFE), "on": "2026-11-22", "packs": ["kent"]})
    path = tmp_path / "lives.jsonl"
    path.write_text(f"{good}\nnonsense\n\n{good}")
    out, err = io.StringIO(), io.StringIO()
    assert evaluate_file(str(path), None, [], out, err, lines=True) == 0
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [list(answer) for answer in answers] == [
        ["on", "packs", "duties"], ["error"], ["error"], ["on", "packs", "duties"],
    ]  # fmt: skip
    assert {duty["pack"] for duty in answers[0]["duties"]} == {"kent"}
    assert answers[0] == answer_line(good.encode(), CALENDAR)


def test_every_step_of_a_reason_names_the_bank_holidays_left_out() -> None:
    told = "2026-12-21 became_looked_after\n2026-12-21 placement_started home_kind=other"
    raw = json.dumps({**raw_life(told), "on": "2026-12-22", "packs": ["statute"]}).encode()
    found = answer_line(raw, CALENDAR, explain=True)["duties"]
    assert isinstance(found, list)
    plan = next(duty for duty in found if duty["rule"] == "STA-PLACEPLAN")
    assert plan["due_on"] == "2026-12-30"
    assert any(
        "Christmas Day (25 December 2026)" in step and "28 December 2026" in step
        for step in plan["because"]
    )
