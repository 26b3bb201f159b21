"""Calderdale's visits to children looked after."""

import pytest

from tests.timescales.lives import asked, visits

HOME = """
    2026-01-05 became_looked_after
    2026-01-05 placement_started home_kind={}
"""
FOSTER = HOME.format("in_house_foster")


@pytest.mark.parametrize(
    ("day", "state"), [("2026-01-09", "met"), ("2026-01-12", "met"), ("2026-01-13", "met_late")]
)
def test_the_first_visit_is_due_within_5_working_days(day: str, state: str) -> None:
    found = asked(FOSTER + visits("social_worker", day), "2026-01-14", "calderdale")
    assert found.one("CAL-CLA-FIRST") == ("2026-01-05", "2026-01-12", day, state)


def test_weekly_for_four_weeks_then_six_weekly() -> None:
    told = FOSTER + visits("social_worker", "2026-01-12", "2026-01-19", "2026-01-26", "2026-01-27")
    found = asked(told, "2026-01-28", "calderdale")
    assert found.dues("CAL-CLA-4X1W") == ["2026-01-19", "2026-01-26", "2026-02-02"]
    assert found.dues("CAL-CLA-6W") == ["2026-03-10"]


@pytest.mark.parametrize(
    ("weeks", "due"),
    [
        (4, "2026-04-15"),
        (8, "2026-05-13"),
        (41, "2026-12-30"),
        (42, "2026-04-29"),
        (1, "2026-04-01"),
    ],
)
def test_an_agreed_frequency_holds_in_the_first_year(weeks: int, due: str) -> None:
    told = FOSTER + visits("social_worker", "2026-01-12", "2026-03-18")
    told += f"\n2026-04-01 review_held\n2026-04-01 visiting_frequency_agreed weeks={weeks}"
    found = asked(told, "2026-04-01", "calderdale")
    assert found.of("CAL-CLA-6W")[-1] == ("2026-03-18", due, None, "due")


def test_later_years_are_six_weeks_or_three_months_where_permanent() -> None:
    told = FOSTER + visits("social_worker", "2026-12-01")
    assert asked(told, "2026-12-02", "calderdale").dues("CAL-CLA-6W") == ["2027-01-12"]
    told = FOSTER + "2026-11-01 permanence_agreed\n" + visits("social_worker", "2026-12-01")
    assert asked(told, "2026-12-02", "calderdale").dues("CAL-CLA-6W") == ["2027-03-01"]


@pytest.mark.parametrize(
    ("agrees", "rule", "due"),
    [("", "CAL-LTF-6W", "2027-02-12"), ("child_agrees", "CAL-LTF-3M", "2027-04-01")],
)
def test_long_term_foster_care(agrees: str, rule: str, due: str) -> None:
    told = HOME.format(f"agency_foster long_term_foster {agrees}")
    told += visits("social_worker", "2026-01-13", "2027-01-01")
    found = asked(told, "2027-01-02", "calderdale")
    assert found.one("CAL-LTF-1W") == ("2026-01-05", "2026-01-12", "2026-01-13", "met_late")
    assert found.dues("CAL-LTF-6W")[0] == "2026-02-24"
    assert found.dues(rule)[-1] == due
    assert not found.of("CAL-CLA-FIRST")


def test_adopters_5_working_days_then_weekly_then_monthly_after_the_adoption_review() -> None:
    told = HOME.format("for_adoption") + visits("social_worker", "2026-01-12", "2026-01-19")
    told += "\n2026-01-30 review_held type=adoption\n2026-02-03 visit by=social_worker"
    assert asked(told, "2026-02-04", "calderdale").dues("CAL-ADOPT") == [
        "2026-01-12", "2026-01-19", "2026-01-26", "2026-03-03",
    ]  # fmt: skip


def test_home_under_a_care_order_weekly_while_the_assessment_is_unfinished() -> None:
    told = HOME.format("with_parents assessed=no") + "2026-01-05 legal_status code=C2\n"
    told += visits("social_worker", "2026-01-12")
    assert asked(told, "2026-01-13", "calderdale").dues("CAL-CO-HOME") == [
        "2026-01-12", "2026-01-19",
    ]  # fmt: skip
    for ends in ("review_held", "done what=parents_assessed"):
        found = asked(told + f"\n2026-01-14 {ends}", "2026-01-14", "calderdale")
        assert found.dues("CAL-CO-HOME") == ["2026-01-12", "2026-02-23"]


def test_custody_is_calderdales_secure_and_hospital_is_ordinary() -> None:
    assert asked(HOME.format("yoi"), "2026-01-06", "calderdale").dues("CAL-SECURE") == [
        "2026-01-12"
    ]
    hospital = asked(HOME.format("hospital"), "2026-01-06", "calderdale")
    assert hospital.dues("CAL-CLA-FIRST") == ["2026-01-12"]


def test_a_notice_and_a_request_ask_for_a_visit() -> None:
    told = FOSTER + "2026-02-01 section_30a_notice\n2026-02-01 visit_requested"
    found = asked(told, "2026-02-02", "calderdale")
    assert found.one("CAL-30A")[1] == "2026-02-08"
    assert found.one("CAL-ASKED") == ("2026-02-01", None, None, "due")


def test_once_the_carer_is_approved_the_ordinary_visits_go_on_from_the_last() -> None:
    told = HOME.format("connected_person temporary_approval") + visits(
        "social_worker", "2026-01-10"
    )
    told += "\n2026-01-20 done what=carer_approved"
    found = asked(told, "2026-01-20", "calderdale")
    assert found.dues("CAL-R24") == ["2026-01-12", "2026-01-17"]
    assert found.one("CAL-CLA-4X1W") == ("2026-01-10", "2026-01-17", None, "overdue")
    assert not found.of("CAL-CLA-FIRST")


def test_long_term_care_agreed_later_keeps_the_first_year_of_the_placement() -> None:
    told = FOSTER + visits("social_worker", "2026-01-12") + "\n"
    told += "2026-06-01 permanence_agreed long_term_foster child_agrees\n"
    told += visits("social_worker", "2026-06-05", "2026-12-01")
    found = asked(told, "2026-12-02", "calderdale")
    assert found.one("CAL-LTF-1W")[:2] == ("2026-06-01", "2026-06-08")
    assert found.dues("CAL-LTF-6W") == ["2026-07-17"]
    assert found.dues("CAL-LTF-3M") == ["2027-03-01"]
    assert found.of("CAL-CLA-6W") == []


def test_a_regulation_24_carer_is_visited_weekly_until_the_review_then_every_4_weeks() -> None:
    told = HOME.format("connected_person temporary_approval")
    told += visits("social_worker", "2026-01-12")
    told += "\n2026-01-15 review_held type=adoption\n2026-01-16 review_held"
    assert asked(told, "2026-01-15", "calderdale").dues("CAL-R24") == ["2026-01-12", "2026-01-19"]
    assert asked(told, "2026-01-16", "calderdale").dues("CAL-R24") == ["2026-01-12", "2026-02-09"]


def test_in_custody_a_week_then_six_weeks_for_a_year_then_three_months() -> None:
    told = HOME.format("yoi") + visits("social_worker", "2026-01-12", "2026-11-25")
    assert asked(told, "2026-11-26", "calderdale").dues("CAL-SECURE") == [
        "2026-01-12", "2026-02-23", "2027-02-25",
    ]  # fmt: skip
