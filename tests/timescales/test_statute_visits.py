"""The law's visits, at and around every boundary."""

import pytest

from tests.timescales.lives import asked, visits

IN_CARE = """
    2026-01-05 became_looked_after
    2026-01-05 placement_started home=H1 home_kind={kind}
"""


def at(kind: str, more: str = "") -> str:
    return IN_CARE.format(kind=kind) + more


@pytest.mark.parametrize(
    ("day", "state"), [("2026-01-11", "met"), ("2026-01-12", "met"), ("2026-01-13", "met_late")]
)
def test_the_first_visit_is_due_a_week_after_the_start(day: str, state: str) -> None:
    told = at("in_house_foster", visits("social_worker", day))
    assert asked(told, "2026-01-20").one("STA-VISIT-FIRST") == (
        "2026-01-05", "2026-01-12", day, state,
    )  # fmt: skip


@pytest.mark.parametrize(("on", "state"), [("2026-01-12", "due"), ("2026-01-13", "overdue")])
def test_a_visit_is_overdue_once_its_day_has_passed(on: str, state: str) -> None:
    assert asked(at("in_house_foster"), on).one("STA-VISIT-FIRST")[3] == state


def test_a_visit_where_the_child_was_not_seen_is_an_attempt() -> None:
    told = at("in_house_foster", "2026-01-08 visit by=social_worker seen=no")
    assert asked(told, "2026-01-09").one("STA-VISIT-FIRST")[2] is None


@pytest.mark.parametrize("by", ["personal_adviser", "iro", "team_manager", "other"])
def test_only_the_social_workers_visit_meets_the_law(by: str) -> None:
    told = at("in_house_foster", visits(by, "2026-01-08"))
    assert asked(told, "2026-01-09").one("STA-VISIT-FIRST")[2] is None


def test_each_visit_in_the_first_year_is_due_six_weeks_after_the_last() -> None:
    told = at("in_house_foster", visits("social_worker", "2026-01-09", "2026-02-20", "2026-04-10"))
    assert asked(told, "2026-04-11").of("STA-VISIT-Y1") == [
        ("2026-01-09", "2026-02-20", "2026-02-20", "met"),
        ("2026-02-20", "2026-04-03", "2026-04-10", "met_late"),
        ("2026-04-10", "2026-05-22", None, "due"),
    ]


@pytest.mark.parametrize(
    ("last", "rule", "due"),
    [
        ("2026-11-24", "STA-VISIT-Y1", "2027-01-05"),
        ("2026-11-25", "STA-VISIT-LATER", "2027-01-06"),
    ],
)
def test_the_first_year_ends_with_its_anniversary(last: str, rule: str, due: str) -> None:
    found = asked(at("in_house_foster", visits("social_worker", last)), "2026-12-01")
    assert found.of(rule) == [(last, due, None, "due")]


@pytest.mark.parametrize(
    ("agreed", "rule", "due"),
    [
        ("", "STA-VISIT-LATER", "2027-01-12"),
        ("permanence_agreed", "STA-VISIT-LATER", "2027-03-01"),
        ("permanence_agreed long_term_foster", "STA-VISIT-LATER", "2027-03-01"),
        ("permanence_agreed long_term_foster child_agrees", "STA-VISIT-LTF", "2027-06-01"),
        ("permanence_agreed child_agrees", "STA-VISIT-LATER", "2027-03-01"),
    ],
)
def test_later_intervals_follow_what_was_agreed(agreed: str, rule: str, due: str) -> None:
    line = f"2026-06-01 {agreed}\n" if agreed else ""
    told = at("in_house_foster", line + visits("social_worker", "2026-12-01"))
    assert asked(told, "2026-12-02").of(rule) == [("2026-12-01", due, None, "due")]


def test_permanence_agreed_in_a_later_year_moves_the_open_duty_from_the_same_visit() -> None:
    told = at("in_house_foster", visits("social_worker", "2027-02-01"))
    told += "\n{} permanence_agreed"
    early = asked(told.format("2027-03-15"), "2027-03-20")
    assert early.one("STA-VISIT-LATER") == ("2027-02-01", "2027-05-01", None, "due")
    late = asked(told.format("2027-03-16"), "2027-03-20")
    assert late.one("STA-VISIT-LATER") == ("2027-02-01", "2027-03-15", None, "overdue")


def test_six_monthly_visits_began_on_1_april_2015() -> None:
    told = """
        2013-01-05 became_looked_after
        2013-01-05 placement_started home_kind=in_house_foster long_term_foster child_agrees
        {} visit by=social_worker
    """
    assert asked(told.format("2015-03-31"), "2015-04-02").dues("STA-VISIT-LATER") == ["2015-06-30"]
    assert asked(told.format("2015-04-01"), "2015-04-02").dues("STA-VISIT-LTF") == ["2015-10-01"]


def test_a_move_restarts_the_first_week_and_closes_what_was_open() -> None:
    told = at("in_house_foster", visits("social_worker", "2026-01-09"))
    told += """
        2026-{end} placement_ended
        2026-{end} placement_started home_kind=agency_foster
    """
    found = asked(told.replace("{end}", "02-20"), "2026-02-21")
    assert found.one("STA-VISIT-Y1") == ("2026-01-09", "2026-02-20", None, "lapsed")
    assert found.dues("STA-VISIT-FIRST") == ["2026-01-12", "2026-02-27"]
    found = asked(told.replace("{end}", "02-21"), "2026-02-21")
    assert found.one("STA-VISIT-Y1")[3] == "missed"


def test_with_parents_weekly_until_the_review_then_six_weeks() -> None:
    told = at("with_parents assessed=no", visits("social_worker", "2026-01-10", "2026-01-17"))
    told += "\n2026-{} review_held"
    before = asked(told.format("01-24"), "2026-01-30")
    assert before.of("STA-VISIT-R19") == [
        ("2026-01-05", "2026-01-12", "2026-01-10", "met"),
        ("2026-01-10", "2026-01-17", "2026-01-17", "met"),
        ("2026-01-17", "2026-02-28", None, "due"),
    ]
    overdue = asked(told.format("01-25"), "2026-01-30")
    assert overdue.dues("STA-VISIT-R19")[-1] == "2026-01-24"
    assert overdue.of("STA-VISIT-R19")[-1][3] == "overdue"


def test_the_assessments_end_hands_over_to_the_ordinary_chain_from_the_last_visit() -> None:
    told = at("with_parents assessed=no", visits("social_worker", "2026-01-10"))
    told += "\n2026-01-15 done what=parents_assessed"
    found = asked(told, "2026-01-16")
    assert found.of("STA-VISIT-R19")[-1] == ("2026-01-10", "2026-01-17", None, "lapsed")
    assert found.one("STA-VISIT-Y1") == ("2026-01-10", "2026-02-21", None, "due")
    assert not found.of("STA-VISIT-FIRST")


def test_a_special_case_that_ends_before_any_visit_leaves_the_first_visit_from_the_start() -> None:
    told = at("with_parents assessed=no", "2026-01-09 done what=parents_assessed")
    assert asked(told, "2026-01-10").one("STA-VISIT-FIRST") == (
        "2026-01-05", "2026-01-12", None, "due",
    )  # fmt: skip


def test_a_temporarily_approved_carer_is_visited_every_four_weeks_after_the_review() -> None:
    told = at("connected_person temporary_approval", visits("social_worker", "2026-01-10"))
    told += "\n2026-01-16 review_held\n2026-02-10 done what=carer_approved"
    assert asked(told, "2026-01-20").dues("STA-VISIT-R24") == ["2026-01-12", "2026-02-07"]
    ended = asked(told, "2026-02-10")
    assert ended.of("STA-VISIT-R24")[-1][3] == "missed"
    assert ended.one("STA-VISIT-Y1") == ("2026-01-10", "2026-02-21", None, "due")


def test_an_interim_order_at_home_counts_from_the_order_and_starts_weekly() -> None:
    told = at("with_parents", visits("social_worker", "2026-01-09"))
    told += "\n2026-01-20 legal_status code=C1"
    found = asked(told, "2026-01-21")
    assert found.one("STA-VISIT-Y1")[3] == "lapsed"
    assert found.one("STA-VISIT-R24") == ("2026-01-20", "2026-01-27", None, "due")


def test_an_interim_order_after_the_first_review_starts_at_four_weeks() -> None:
    told = at("with_parents", "2026-01-19 review_held\n2026-01-20 legal_status code=C1")
    assert asked(told, "2026-01-21").one("STA-VISIT-R24")[1] == "2026-02-17"


def test_a_care_order_at_home_counts_a_week_from_the_order_even_after_a_review() -> None:
    told = at("with_parents", "2026-01-19 review_held\n2026-01-20 legal_status code=C2")
    told += "\n2026-01-27 visit by=social_worker"
    assert asked(told, "2026-01-28").of("STA-VISIT-CO-HOME") == [
        ("2026-01-20", "2026-01-27", "2026-01-27", "met"),
        ("2026-01-27", "2026-03-10", None, "due"),
    ]


def test_a_status_of_the_first_day_leaves_no_trace_of_the_ordinary_chain() -> None:
    told = at("with_parents", "2026-01-05 legal_status code=C2")
    found = asked(told, "2026-01-06")
    assert found.one("STA-VISIT-CO-HOME")[1] == "2026-01-12"
    assert "STA-VISIT-FIRST" not in found.rules()


def test_two_special_cases_at_once_are_both_shown() -> None:
    told = at("with_parents assessed=no", "2026-01-05 legal_status code=C1")
    assert {"STA-VISIT-R19", "STA-VISIT-R24"} <= asked(told, "2026-01-06").rules()


def test_in_hospital_six_weeks_for_a_year_then_three_months() -> None:
    told = at("hospital", visits("social_worker", "2026-01-08", "2026-11-24", "2026-12-01"))
    assert asked(told, "2026-12-02").dues("STA-VISIT-OTHER") == [
        "2026-01-12", "2026-02-19", "2027-01-05", "2027-03-01",
    ]  # fmt: skip


def test_adopters_are_visited_weekly_until_the_adoption_review_and_then_as_it_sets() -> None:
    told = at("for_adoption", visits("social_worker", "2026-01-12", "2026-01-19"))
    told += """
        2026-01-20 review_held
        2026-01-22 review_held type=adoption
        2026-02-03 visit by=social_worker
    """
    assert asked(told, "2026-01-21").of("STA-VISIT-ADOPT")[-1][1] == "2026-01-26"
    assert asked(told, "2026-01-22").of("STA-VISIT-ADOPT")[-1] == (
        "2026-01-19", None, None, "due",
    )  # fmt: skip
    assert asked(told, "2026-06-01").of("STA-VISIT-ADOPT")[-1] == (
        "2026-02-03", None, None, "due",
    )  # fmt: skip


def test_short_breaks_replace_visits_and_reviews_of_every_pack() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-01-05 legal_status code=V4
        2026-01-10 placement_started home_kind=childrens_home registered=no
        2026-03-01 visit by=social_worker purposeful
        2026-03-02 placement_ended
        2026-04-01 placement_started home_kind=childrens_home registered=no
        2026-04-02 visit_requested
        2026-04-02 section_30a_notice
        2026-04-10 review_held
    """
    found = asked(told, "2026-05-01", "statute", "kent", "calderdale")
    assert found.of("STA-VISIT-SHORT") == [
        ("2026-01-10", "2026-04-10", "2026-03-01", "met"),
        ("2026-03-01", "2026-09-01", None, "due"),
    ]
    assert found.dues("STA-REV-SHORT") == ["2026-04-10", "2026-10-10"]
    assert {rule for rule in found.rules() if "VISIT" in rule or "REV" in rule} == {
        "STA-VISIT-SHORT", "STA-REV-SHORT",
    }  # fmt: skip
    assert not any(rule.startswith("KENT") for rule in found.rules())


def test_after_short_breaks_the_ordinary_rules_go_on_from_the_last_visit_and_review() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-01-05 legal_status code=V3
        2026-01-05 placement_started home_kind=in_house_foster
        2026-02-02 visit by=social_worker
        2026-02-03 review_held
        2026-03-01 legal_status code=V2
    """
    found = asked(told, "2026-03-01")
    assert found.one("STA-VISIT-Y1") == ("2026-02-02", "2026-03-16", None, "due")
    assert found.one("STA-REV-2") == ("2026-02-03", "2026-05-03", None, "due")
    assert found.of("STA-VISIT-SHORT")[-1][3] == "lapsed"


def test_a_notice_about_the_home_asks_for_a_visit_within_a_week() -> None:
    told = at("childrens_home", "2026-02-01 section_30a_notice\n2026-02-09 visit by=social_worker")
    assert asked(told, "2026-02-10").one("STA-VISIT-30A") == (
        "2026-02-01", "2026-02-08", "2026-02-09", "met_late",
    )  # fmt: skip


def test_a_requested_visit_is_open_until_made_and_never_overdue() -> None:
    told = at("childrens_home", "2026-02-01 visit_requested")
    assert asked(told, "2030-02-10").one("STA-VISIT-ASKED") == ("2026-02-01", None, None, "due")
    ended = asked(told + "\n2026-05-01 placement_ended", "2026-06-01")
    assert ended.one("STA-VISIT-ASKED")[3] == "lapsed"


def test_a_second_period_of_care_starts_everything_afresh() -> None:
    told = at("in_house_foster", visits("social_worker", "2026-01-09"))
    told += """
        2026-02-01 ceased_looked_after
        2026-06-01 became_looked_after
        2026-06-01 placement_started home_kind=in_house_foster
    """
    found = asked(told, "2026-06-02")
    assert found.dues("STA-VISIT-FIRST") == ["2026-01-12", "2026-06-08"]
    assert found.dues("STA-REV-1") == ["2026-02-02", "2026-06-29"]
    assert found.of("STA-REV-1")[0][3] == "lapsed"


def test_an_order_of_a_later_day_leaves_that_days_duty_lapsed() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-01-05 placement_started home_kind=with_parents
        2026-01-20 visit by=social_worker
        2026-01-20 legal_status code=C2
    """
    assert asked(told, "2026-01-21").of("STA-VISIT-Y1") == [
        ("2026-01-20", "2026-03-03", None, "lapsed")
    ]
