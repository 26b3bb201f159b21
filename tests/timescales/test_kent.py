"""Kent's purposeful visits, registered and unregistered homes."""

import pytest

from tests.timescales.lives import asked, visits

CARE = "2026-01-05 became_looked_after\n"
HOME = CARE + "2026-01-05 placement_started home=H1 home_kind=childrens_home {}\n"
REGISTERED = HOME.format("")
UNREGISTERED = HOME.format("registered=no")


@pytest.mark.parametrize(
    "kind",
    ["in_house_foster", "with_parents", "connected_person", "for_adoption", "hospital", "yoi"],
)
@pytest.mark.parametrize("registered", ["", "registered=no"])
def test_only_provider_run_homes_are_kents(kind: str, registered: str) -> None:
    told = CARE + f"2026-01-05 placement_started home_kind={kind} planned=no {registered}"
    told += "\n2026-01-06 regulator_concern"
    assert asked(told, "2026-03-01", "kent").rules() == set()


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ("", "2026-02-02"),
        ("2026-01-08 review_booked for=2026-01-26", "2026-01-26"),
        ("2026-01-08 review_booked for=2026-03-30", "2026-03-30"),
        ("2026-01-08 review_booked for=2026-03-31", "2026-03-30"),
        ("2026-01-08 review_booked for=2026-01-26\n2026-01-09 review_booked for=2026-02-10",
         "2026-02-10"),
    ],
)  # fmt: skip
def test_the_first_purposeful_visit_is_due_by_the_first_review_at_the_latest_12_weeks(
    more: str, due: str
) -> None:
    found = asked(REGISTERED + more, "2026-01-10", "kent")
    assert found.one("KENT-REG-SW-INITIAL") == ("2026-01-05", due, None, "due")


@pytest.mark.parametrize(("day", "met"), [("12-07", None), ("12-08", "12-08"), ("01-04", "01-04")])
def test_a_visit_to_the_coming_home_in_the_28_days_before_counts(day: str, met: str | None) -> None:
    year = "2025" if day.startswith("12") else "2026"
    told = f"""
        2025-11-01 became_looked_after
        2025-11-01 placement_started home=H0 home_kind=in_house_foster
        {year}-{day} visit by=social_worker purposeful home=H1
        2026-01-05 placement_ended
        2026-01-05 placement_started home=H1 home_kind=childrens_home
    """
    found = asked(told, "2026-01-06", "kent", "statute")
    duty = found.of("KENT-REG-SW-INITIAL")[0]
    assert duty[2] == (f"{year}-{met}" if met else None)
    if met:
        assert found.one("KENT-REG-SW-12W") == ("2026-01-05", "2026-03-30", None, "due")
        assert found.one("KENT-REG-IRO-READ1")[0] == "2026-01-05"
    else:
        assert found.of("KENT-REG-IRO-READ1") == []
    assert found.of("STA-VISIT-FIRST")[1][2] is None


@pytest.mark.parametrize(("day", "counts"), [("12-07", False), ("12-08", True)])
def test_a_visit_to_an_unregistered_home_counts_in_the_28_days_before(
    day: str, counts: bool
) -> None:
    told = f"""
        2025-11-01 became_looked_after
        2025-11-01 placement_started home=H0 home_kind=in_house_foster
        2025-{day} visit by=social_worker purposeful home=H1
        2026-01-05 placement_ended
        2026-01-05 placement_started home=H1 home_kind=childrens_home registered=no
    """
    first = asked(told, "2026-01-05", "kent").one("KENT-UNREG-SW-24H")
    assert first[2:] == ((f"2025-{day}", "met") if counts else (None, "due"))


@pytest.mark.parametrize(
    ("day", "state"), [("2026-04-02", "met"), ("2026-04-03", "met"), ("2026-04-04", "met_late")]
)
def test_follow_up_visits_are_due_within_12_weeks_of_the_last(day: str, state: str) -> None:
    told = REGISTERED + visits("social_worker", "2026-01-09", purposeful=True)
    told += "\n" + visits("personal_adviser", day, purposeful=True)
    assert asked(told, "2026-04-05", "kent").of("KENT-REG-SW-12W")[0] == (
        "2026-01-09", "2026-04-03", day, state,
    )  # fmt: skip


def test_two_qualifying_visits_on_one_day_count_as_one() -> None:
    told = REGISTERED + visits("social_worker", "2026-01-09", purposeful=True)
    told += "\n" + visits("personal_adviser", "2026-01-09", purposeful=True)
    assert len(asked(told, "2026-01-10", "kent").of("KENT-REG-SW-12W")) == 1


def test_an_ordinary_visit_is_not_a_purposeful_one() -> None:
    told = REGISTERED + visits("social_worker", "2026-01-09")
    assert asked(told, "2026-01-10", "kent").one("KENT-REG-SW-INITIAL")[2] is None


def test_a_met_visit_keeps_its_date_when_the_review_moves_afterwards() -> None:
    told = REGISTERED + visits("social_worker", "2026-02-03", purposeful=True)
    told += "\n2026-02-04 review_booked for=2026-02-20"
    assert asked(told, "2026-02-05", "kent").one("KENT-REG-SW-INITIAL") == (
        "2026-01-05", "2026-02-02", "2026-02-03", "met_late",
    )  # fmt: skip


def test_placed_while_a_review_is_overdue_the_visit_is_due_on_the_day_of_the_move() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-02-10 placement_started home_kind=childrens_home
    """
    found = asked(told, "2026-02-10", "kent")
    assert found.one("KENT-REG-SW-INITIAL") == ("2026-02-10", "2026-02-10", None, "due")
    assert found.one("KENT-REG-IRO-VISIT")[1] == "2026-05-10"


@pytest.mark.parametrize(
    ("day", "due"), [("2026-02-02", "2026-02-02"), ("2026-02-03", "2026-05-02")]
)
def test_the_iro_reads_the_first_form_before_the_review_or_else_the_next(
    day: str, due: str
) -> None:
    told = REGISTERED + "2026-02-02 review_held\n" + visits("social_worker", day, purposeful=True)
    told += "\n" + visits("social_worker", "2026-02-20", purposeful=True)
    assert asked(told, "2026-02-21", "kent").one("KENT-REG-IRO-READ1") == (day, due, None, (
        "overdue" if due < "2026-02-21" else "due"
    ))  # fmt: skip


def test_the_iro_considers_everybodys_visits_at_the_first_review() -> None:
    told = (
        REGISTERED
        + """
        2026-02-02 done what=visiting_schedule_considered
        2026-02-02 review_held
    """
    )
    assert asked(told, "2026-02-01", "kent").of("KENT-REG-IRO-SCHEDULE") == []
    assert asked(told, "2026-02-02", "kent").one("KENT-REG-IRO-SCHEDULE") == (
        "2026-02-02", "2026-02-02", "2026-02-02", "met",
    )  # fmt: skip


REVIEWS = "2026-02-02 review_held\n2026-04-30 review_held\n"


def test_the_iro_visits_before_the_second_review_and_the_same_day_counts() -> None:
    told = REGISTERED + REVIEWS + visits("iro", "2026-04-30", purposeful=True)
    found = asked(told, "2026-05-01", "kent")
    assert found.one("KENT-REG-IRO-VISIT") == ("2026-01-05", "2026-04-30", "2026-04-30", "met")
    assert found.one("KENT-REG-IRO-2Y") == ("2026-04-30", "2027-04-30", None, "due")


def test_the_second_review_counts_from_the_first_until_it_is_held() -> None:
    told = REGISTERED + "2026-01-08 review_booked for=2026-01-31"
    assert asked(told, "2026-01-09", "kent").dues("KENT-REG-IRO-VISIT") == ["2026-04-30"]


def test_two_visits_in_each_year_after_the_second_review() -> None:
    told = REGISTERED + REVIEWS
    told += visits("iro", "2026-03-01", "2026-05-01", "2027-04-30", "2027-05-01", purposeful=True)
    assert asked(told, "2027-05-02", "kent").of("KENT-REG-IRO-2Y") == [
        ("2026-04-30", "2027-04-30", "2027-04-30", "met"),
        ("2027-05-01", "2028-04-30", None, "due"),
    ]


def test_an_unmet_year_stays_open_beside_the_next() -> None:
    told = REGISTERED + REVIEWS + visits("iro", "2026-03-01", "2026-06-01", purposeful=True)
    assert asked(told, "2027-04-30", "kent").dues("KENT-REG-IRO-2Y") == ["2027-04-30"]
    later = told + "\n" + visits("iro", "2027-06-01", purposeful=True)
    assert asked(later, "2027-06-02", "kent").of("KENT-REG-IRO-2Y") == [
        ("2026-04-30", "2027-04-30", "2027-06-01", "met_late"),
        ("2027-05-01", "2028-04-30", None, "due"),
    ]


def test_the_visit_that_met_the_first_iro_visit_late_is_not_counted_again() -> None:
    told = REGISTERED + REVIEWS + visits("iro", "2026-05-10", "2026-06-01", purposeful=True)
    found = asked(told, "2026-06-02", "kent")
    assert found.one("KENT-REG-IRO-VISIT")[3] == "met_late"
    assert found.one("KENT-REG-IRO-2Y")[2] is None


@pytest.mark.parametrize(("day", "state"), [("2026-01-06", "met"), ("2026-01-07", "met_late")])
def test_an_unregistered_home_is_visited_within_24_hours(day: str, state: str) -> None:
    told = UNREGISTERED + visits("social_worker", day, purposeful=True)
    assert asked(told, "2026-01-08", "kent").one("KENT-UNREG-SW-24H") == (
        "2026-01-05", "2026-01-06", day, state,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("visit", "state"),
    [
        ("2026-03-29T13:00+01:00", "met"),
        ("2026-03-29T13:01+01:00", "met_late"),
        ("2026-03-29", "met"),
        ("2026-03-30", "met_late"),
    ],
)
def test_24_hours_over_the_clock_change_are_elapsed_hours(visit: str, state: str) -> None:
    told = f"""
        2026-03-28 became_looked_after
        2026-03-28T12:00+00:00 placement_started home_kind=other registered=no
        {visit} visit by=social_worker purposeful
    """
    found = asked(told, "2026-04-01", "kent")
    duty = next(d for d in found.evaluation.duties if d.rule == "KENT-UNREG-SW-24H")
    assert (str(duty.due_at), str(duty.due_on)) == ("2026-03-29 12:00:00+00:00", "2026-03-29")
    assert duty.state == state


def test_weekly_for_six_weeks_then_monthly() -> None:
    weekly = ["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27", "2026-02-03", "2026-02-09"]
    told = UNREGISTERED + visits("social_worker", *weekly, purposeful=True)
    found = asked(told, "2026-02-10", "kent")
    assert found.dues("KENT-UNREG-SW-6X1W") == [
        "2026-01-13", "2026-01-20", "2026-01-27", "2026-02-03", "2026-02-10", "2026-02-16",
    ]  # fmt: skip
    told += "\n" + visits("social_worker", "2026-02-10", purposeful=True)
    found = asked(told, "2026-02-10", "kent")
    assert found.dues("KENT-UNREG-SW-MONTHLY") == ["2026-03-10"]


def test_another_frequency_holds_after_week_six_and_never_falls_due_before_it_was_agreed() -> None:
    told = UNREGISTERED + visits("social_worker", "2026-01-06", "2026-03-01", purposeful=True)
    agreed = "\n2026-03-20 review_held\n2026-03-20 visiting_frequency_agreed weeks={}"
    for weeks, due in ((2, "2026-03-20"), (3, "2026-03-22"), (6, "2026-04-12")):
        found = asked(told + agreed.format(weeks), "2026-03-20", "kent")
        assert found.one("KENT-UNREG-SW-MONTHLY")[1] == due


def test_others_owed_for_an_unregistered_home() -> None:
    found = asked(UNREGISTERED, "2026-01-05", "kent")
    assert found.one("KENT-UNREG-CHECKLIST")[1] == "2026-01-06"
    assert found.one("KENT-UNREG-COMM-10D")[1] == "2026-01-15"
    assert found.one("KENT-UNREG-SM-1M")[1] == "2026-02-05"
    assert found.one("KENT-UNREG-IRO-INITIAL")[1] == "2026-02-02"
    assert found.one("KENT-IRO-CONCERN-2W")[1] == "2026-01-19"
    told = UNREGISTERED + visits("service_manager", "2026-03-01", purposeful=True)
    told += "\n" + visits("iro", "2026-01-30", purposeful=True)
    found = asked(told, "2026-03-02", "kent")
    assert found.dues("KENT-UNREG-SM-1M") == ["2026-02-05", "2027-03-01"]
    assert found.dues("KENT-UNREG-IRO-QUARTER") == ["2026-04-30"]


@pytest.mark.parametrize(
    ("more", "owed"), [("", 0), ("planned=no", 1), ("concerns", 1), ("registered=no", 1)]
)
def test_the_iro_visits_an_unplanned_or_worrying_placement_in_two_weeks(
    more: str, owed: int
) -> None:
    found = asked(HOME.format(more), "2026-01-06", "kent")
    assert len(found.of("KENT-IRO-CONCERN-2W")) == owed


def test_registration_lost_starts_the_unregistered_rules_that_day() -> None:
    told = REGISTERED + visits("social_worker", "2026-01-30", purposeful=True)
    told += "\n2026-02-01 registration_changed registered=no"
    found = asked(told, "2026-02-01", "kent")
    assert found.one("KENT-UNREG-SW-24H") == ("2026-02-01", "2026-02-02", None, "due")
    assert found.one("KENT-IRO-CONCERN-2W")[1] == "2026-02-15"
    assert found.one("KENT-REG-SW-12W")[3] == "lapsed"


@pytest.mark.parametrize(
    ("changed", "due"), [("2026-02-20", "2026-03-31"), ("2026-04-10", "2026-04-13")]
)
def test_registration_gained_goes_on_from_the_last_purposeful_visit(changed: str, due: str) -> None:
    told = UNREGISTERED + visits("social_worker", "2026-01-06", purposeful=True)
    told += f"\n{changed} registration_changed registered"
    found = asked(told, changed, "kent")
    assert found.one("KENT-REG-SW-12W") == ("2026-01-06", due, None, "due")
    assert not found.of("KENT-REG-SW-INITIAL")
    assert found.one("KENT-REG-IRO-VISIT")[0] == changed


def test_an_iro_who_already_visited_goes_on_with_two_a_year_from_the_change() -> None:
    told = UNREGISTERED + visits("iro", "2026-01-20", purposeful=True)
    told += "\n2026-02-20 registration_changed registered"
    found = asked(told, "2026-02-21", "kent")
    assert found.one("KENT-REG-IRO-2Y") == ("2026-02-20", "2027-02-20", None, "due")
    assert not found.of("KENT-REG-IRO-VISIT")


@pytest.mark.parametrize(("on", "count"), [("2026-04-03", 0), ("2026-04-04", 1)])
def test_an_overdue_purposeful_visit_opens_an_escalation_for_the_next_working_day(
    on: str, count: int
) -> None:
    told = REGISTERED + visits("social_worker", "2026-01-09", purposeful=True)
    found = asked(told, on, "kent")
    assert found.of("KENT-SW-MISSING-FORM") == [
        ("2026-04-04", "2026-04-07", None, "due")
    ][:count]  # fmt: skip


@pytest.mark.parametrize("notice", ["home_rated judgement=inadequate", "regulator_concern"])
def test_the_regulators_concern_asks_for_a_visit_the_next_working_day(notice: str) -> None:
    told = REGISTERED + f"2026-04-02 {notice}\n2026-04-06 visit by=social_worker purposeful"
    found = asked(told, "2026-04-08", "kent")
    assert found.one("KENT-INADEQUATE-VISIT") == (
        "2026-04-02", "2026-04-07", "2026-04-06", "met",
    )  # fmt: skip
    assert found.one("KENT-INADEQUATE-IRO.1")[1] == "2026-04-07"
    assert found.one("KENT-INADEQUATE-IRO.2") == ("2026-04-02", None, None, "due")


@pytest.mark.parametrize(("seen", "state"), [("yes", "met"), ("no", "due")])
def test_commissioning_checks_a_home_by_a_visit_on_which_the_child_is_seen(
    seen: str, state: str
) -> None:
    told = UNREGISTERED + f"2026-01-14 visit by=commissioning seen={seen}"
    assert asked(told, "2026-01-15", "kent").one("KENT-UNREG-COMM-10D")[3] == state


def test_the_checklist_is_due_at_the_hour_a_day_after_the_move() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-01-05T12:00+00:00 placement_started home_kind=other registered=no
    """
    found = asked(told, "2026-01-05", "kent")
    duty = next(d for d in found.evaluation.duties if d.rule == "KENT-UNREG-CHECKLIST")
    assert str(duty.due_at) == "2026-01-06 12:00:00+00:00"


def test_a_good_rating_asks_for_nothing() -> None:
    found = asked(REGISTERED + "2026-04-02 home_rated judgement=good", "2026-04-08", "kent")
    assert not any("INADEQUATE" in rule for rule in found.rules())


def test_a_registration_of_the_first_day_leaves_the_old_duties_lapsed() -> None:
    found = asked(UNREGISTERED + "2026-01-05 registration_changed registered", "2026-01-06", "kent")
    assert found.one("KENT-UNREG-COMM-10D") == ("2026-01-05", "2026-01-15", None, "lapsed")


def test_a_form_sent_in_after_the_review_fell_due_is_already_late_to_be_read() -> None:
    told = REGISTERED + "2026-02-09 visit by=social_worker purposeful"
    found = asked(told, "2026-02-09", "kent")
    assert found.one("KENT-REG-IRO-READ1") == ("2026-02-09", "2026-02-02", None, "overdue")


def test_a_visit_to_the_coming_home_counts_though_care_began_anew_between() -> None:
    told = """
        2026-01-05 became_looked_after
        2026-01-05 placement_started home=H0 home_kind=in_house_foster
        2026-01-19 visit by=social_worker purposeful home=H1
        2026-01-20 ceased_looked_after
        2026-01-22 became_looked_after
        2026-01-22 placement_started home=H1 home_kind=childrens_home registered=no
    """
    found = asked(told, "2026-01-22", "kent")
    assert found.one("KENT-UNREG-SW-24H")[2:] == ("2026-01-19", "met")
