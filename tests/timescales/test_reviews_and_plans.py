"""Reviews and plans: the law's, and Calderdale's."""

import pytest

from tests.timescales.lives import asked

START = """
    2026-01-05 became_looked_after
    2026-01-05 placement_started home_kind=childrens_home
"""


@pytest.mark.parametrize(
    ("day", "state"), [("2026-01-30", "met"), ("2026-02-02", "met"), ("2026-02-03", "met_late")]
)
def test_the_first_review_is_due_20_working_days_after_coming_into_care(
    day: str, state: str
) -> None:
    found = asked(START + f"{day} review_held", "2026-02-04", "statute", "calderdale")
    expected = ("2026-01-05", "2026-02-02", day, state)
    assert found.one("STA-REV-1") == found.one("CAL-REV-1") == expected


def test_the_second_review_is_due_three_months_after_the_first_was_held_then_six() -> None:
    told = START + "2026-01-31 review_held\n2026-04-29 review_held\n2026-11-01 review_held"
    found = asked(told, "2026-11-02", "statute", "calderdale")
    for pack in ("STA", "CAL"):
        assert found.one(f"{pack}-REV-2") == ("2026-01-31", "2026-04-30", "2026-04-29", "met")
        assert found.of(f"{pack}-REV-N") == [
            ("2026-04-29", "2026-10-29", "2026-11-01", "met_late"),
            ("2026-11-01", "2027-05-01", None, "due"),
        ]


def test_a_booking_does_not_move_the_laws_own_date() -> None:
    told = START + "2026-01-10 review_booked for=2026-03-20"
    assert asked(told, "2026-02-04").one("STA-REV-1") == (
        "2026-01-05", "2026-02-02", None, "overdue",
    )  # fmt: skip


def test_moving_home_does_not_restart_reviews() -> None:
    told = (
        START
        + """
        2026-02-02 review_held
        2026-03-01 placement_ended
        2026-03-02 placement_started home_kind=in_house_foster
    """
    )
    assert asked(told, "2026-03-03").dues("STA-REV-2") == ["2026-05-02"]


ADOPTION = (
    START
    + """
    2026-02-02 review_held
    2026-03-01 placement_ended
    2026-03-01 placement_started home_kind=for_adoption
"""
)


def test_placed_for_adoption_the_adoption_reviews_stand_in() -> None:
    told = ADOPTION + "2026-03-20 review_held type=adoption\n2026-06-20 review_held type=adoption"
    found = asked(told, "2026-06-21", "statute", "calderdale")
    assert found.one("STA-REV-2") == ("2026-02-02", "2026-05-02", None, "lapsed")
    assert found.dues("STA-REV-ADOPT") == ["2026-03-29", "2026-06-20", "2026-12-20"]
    assert found.dues("CAL-ADOPT-REV") == ["2026-03-27", "2026-06-20", "2026-12-20"]
    assert not found.of("STA-REV-N")


def test_after_a_broken_adoption_the_next_review_counts_from_the_last_of_either_kind() -> None:
    told = (
        ADOPTION
        + """
        2026-03-20 review_held type=adoption
        2026-04-01 placement_ended
        2026-04-01 placement_started home_kind=in_house_foster
    """
    )
    found = asked(told, "2026-04-02")
    assert found.one("STA-REV-N") == ("2026-03-20", "2026-09-20", None, "due")
    assert found.of("STA-REV-ADOPT")[-1][3] == "lapsed"


def test_a_review_overdue_when_the_child_is_placed_for_adoption_is_missed() -> None:
    told = ADOPTION.replace("2026-03-01", "2026-05-03")
    assert asked(told, "2026-05-04").one("STA-REV-2")[3] == "missed"


def test_without_an_order_reports_fall_due_at_nine_months_and_forty_weeks() -> None:
    found = asked(ADOPTION, "2026-03-02", "calderdale")
    assert found.one("CAL-ADOPT-9M") == ("2026-03-01", "2026-12-01", None, "due")
    assert found.one("CAL-ADOPT-40W") == ("2026-03-01", "2026-12-06", None, "due")


@pytest.mark.parametrize(
    ("code", "asks"), [("V2", True), ("E1", True), ("C1", False), ("C2", False)]
)
def test_the_care_plan_is_asked_for_where_there_is_no_care_order(code: str, asks: bool) -> None:
    found = asked(START + f"2026-01-05 legal_status code={code}", "2026-01-06")
    assert found.of("STA-CAREPLAN") == ([("2026-01-05", "2026-01-19", None, "due")] if asks else [])


def test_the_care_plan_belongs_to_the_first_placement_and_outlives_it() -> None:
    told = (
        START
        + """
        2026-01-08 placement_ended
        2026-01-08 placement_started home_kind=in_house_foster
        2026-01-20 done what=care_plan
    """
    )
    assert asked(told, "2026-01-21").one("STA-CAREPLAN") == (
        "2026-01-05", "2026-01-19", "2026-01-20", "met_late",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "met"),
    [("2025-12-08", "2025-12-08"), ("2025-12-07", None), ("2026-01-05", "2026-01-05")],
)
def test_a_placement_plan_made_before_the_move_counts(day: str, met: str | None) -> None:
    found = asked(f"{day} done what=placement_plan" + START, "2026-01-06")
    assert found.one("STA-PLACEPLAN")[2] == met


def test_one_placement_plan_does_not_serve_two_moves() -> None:
    told = (
        START
        + """
        2026-01-06 done what=placement_plan
        2026-01-12 placement_ended
        2026-01-12 placement_started home_kind=in_house_foster
    """
    )
    assert asked(told, "2026-01-13").of("STA-PLACEPLAN") == [
        ("2026-01-05", "2026-01-12", "2026-01-06", "met"),
        ("2026-01-12", "2026-01-19", None, "due"),
    ]


def test_an_iro_is_named_within_5_working_days() -> None:
    told = START + "2026-01-12 done what=iro_named"
    assert asked(told, "2026-01-13", "calderdale").one("CAL-IRO-NAMED-5WD") == (
        "2026-01-05", "2026-01-12", "2026-01-12", "met",
    )  # fmt: skip


def test_invitations_to_the_first_review_follow_its_booking_by_two_working_days() -> None:
    told = START + "2026-01-09 review_booked for=2026-01-29"
    found = asked(told, "2026-01-10", "calderdale")
    assert found.one("CAL-REV-INVITE") == ("2026-01-09", "2026-01-13", None, "due")
    assert found.one("CAL-REV-AGENDA") == ("2026-01-09", "2026-01-29", None, "due")


@pytest.mark.parametrize(
    ("booked", "due"), [("2026-02-10", "2026-04-02"), ("2026-04-20", "2026-04-20")]
)
def test_later_invitations_go_28_days_before_but_never_before_the_booking(
    booked: str, due: str
) -> None:
    told = START + f"2026-02-02 review_held\n{booked} review_booked for=2026-04-30"
    assert asked(told, "2026-04-21", "calderdale").one("CAL-REV-INVITE")[:2] == (booked, due)


def test_papers_go_3_days_before_the_first_review_and_5_before_later_ones() -> None:
    told = START + "2026-01-28 done what=review_documents\n2026-02-02 review_held"
    assert asked(told, "2026-02-03", "calderdale").of("CAL-REV-PREDOCS") == [
        ("2026-01-05", "2026-01-30", "2026-01-28", "met"),
        ("2026-02-02", "2026-04-27", None, "due"),
    ]


def test_a_rebooking_moves_what_is_open_and_leaves_what_was_met() -> None:
    told = (
        START
        + """
        2026-02-02 review_held
        2026-02-10 review_booked for=2026-04-30
        2026-04-01 done what=review_invitations
        2026-04-10 review_booked for=2026-05-20
    """
    )
    found = asked(told, "2026-04-11", "calderdale")
    assert found.one("CAL-REV-INVITE") == ("2026-02-10", "2026-04-02", "2026-04-01", "met")
    assert found.of("CAL-REV-PREDOCS")[-1] == ("2026-02-02", "2026-05-15", None, "due")


def test_after_a_review_decisions_answer_and_minutes_are_due() -> None:
    told = (
        START
        + """
        2026-02-02 review_held
        2026-02-06 done what=review_decisions
        2026-02-16 done what=review_response
        2026-03-02 done what=review_minutes
    """
    )
    found = asked(told, "2026-03-03", "calderdale")
    assert found.one("CAL-REV-DECISIONS-5D")[1:] == ("2026-02-07", "2026-02-06", "met")
    assert found.one("CAL-REV-RESPOND-5WD") == (
        "2026-02-06", "2026-02-13", "2026-02-16", "met_late",
    )  # fmt: skip
    assert found.one("CAL-REV-MINUTES-20WD.1")[1:] == ("2026-03-02", "2026-03-02", "met")
    assert found.one("CAL-REV-MINUTES-20WD.2")[1:] == ("2026-02-23", "2026-03-02", "met_late")


def test_the_shorter_minutes_are_for_childrens_homes_only() -> None:
    told = START.replace("childrens_home", "in_house_foster") + "2026-02-02 review_held"
    assert "CAL-REV-MINUTES-20WD.2" not in asked(told, "2026-02-03", "calderdale").rules()


def test_a_review_held_in_two_parts_on_one_day_is_one_review() -> None:
    found = asked(START + "2026-02-02 review_held\n" * 2, "2026-02-03", "statute", "calderdale")
    assert found.dues("STA-REV-2") == ["2026-05-02"]
    assert found.dues("CAL-REV-DECISIONS-5D") == ["2026-02-07"]


def test_two_reviews_on_one_day_of_an_adoption_count_as_one() -> None:
    both = "2026-03-20 review_held\n2026-03-20 review_held type=adoption\n"
    ends = "2026-04-01 placement_ended"
    told = ADOPTION.replace("2026-02-02 review_held", "2026-02-02 done what=sdq") + both + ends
    assert asked(told, "2026-04-02").dues("STA-REV-2") == ["2026-06-20"]


def test_papers_count_from_the_day_the_review_came_to_be_owed() -> None:
    told = START + "2026-01-12 review_booked for=2026-02-02"
    found = asked(told, "2026-01-13", "calderdale")
    assert found.one("CAL-REV-PREDOCS") == ("2026-01-05", "2026-01-30", None, "due")
    assert found.one("CAL-REV-AGENDA")[0] == "2026-01-12"


def test_papers_keep_their_date_when_short_breaks_replace_the_review() -> None:
    found = asked(START + "2026-01-07 legal_status code=V3", "2026-01-08", "calderdale")
    assert found.one("CAL-REV-PREDOCS") == ("2026-01-05", "2026-01-30", None, "lapsed")
