"""How dates are counted."""

from datetime import UTC, date, datetime

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timescales import Days, Hours, Months, Weeks, WorkingCalendar, WorkingDays
from timescales.periods import add_months, parse_period

CALENDAR = WorkingCalendar()
ENGLAND = holidays.country_holidays("GB", subdiv="ENG")
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(days, st.integers(1, 60))
def test_the_nth_working_day_is_the_one_the_holidays_package_finds(day: date, count: int) -> None:
    assert CALENDAR.add(day, count) == ENGLAND.get_nth_working_day(day, count)
    assert CALENDAR.add(day, -count) == ENGLAND.get_nth_working_day(day, -count)


@pytest.mark.parametrize(
    "day",
    ["2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2026-04-03", "2026-12-28"],
)
def test_one_off_and_moved_bank_holidays_are_not_working_days(day: str) -> None:
    assert not CALENDAR.is_working(date.fromisoformat(day))


def test_an_extra_day_off_is_not_a_working_day() -> None:
    calendar = WorkingCalendar([date(2026, 6, 15)])
    assert CALENDAR.add(date(2026, 6, 12), 1) == date(2026, 6, 15)
    assert calendar.add(date(2026, 6, 12), 1) == date(2026, 6, 16)
    assert calendar.holidays_between(date(2026, 6, 12), date(2026, 6, 16)) == (
        (date(2026, 6, 15), "extra day off"),
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_a_month_ends_on_the_corresponding_date_or_the_months_last(
    day: str, months: int, expected: str
) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_day_0_may_be_a_day_off_and_a_due_date_on_one_is_not_moved() -> None:
    saturday = date(2026, 4, 4)
    assert WorkingDays(1).after(saturday, CALENDAR) == date(2026, 4, 7)
    assert Weeks(1).after(date(2026, 3, 27), CALENDAR) == date(2026, 4, 3)


def test_twenty_four_hours_over_a_clock_change_are_elapsed_hours() -> None:
    before = datetime.fromisoformat("2026-03-28T12:00+00:00")
    assert Hours(24).instant(before) == datetime(2026, 3, 29, 12, tzinfo=UTC)
    autumn = datetime.fromisoformat("2026-10-24T12:00+01:00")
    assert Hours(24).instant(autumn) == datetime(2026, 10, 25, 11, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "expected"), [(2, 1), (24, 2), (72, 4)])
def test_whole_days_stand_in_for_hours_where_only_the_date_is_known(
    hours: int, expected: int
) -> None:
    assert Hours(hours).after(date(2026, 1, 1), CALENDAR) == date(2026, 1, expected)


def test_periods_are_read_from_words_and_carry_their_unit() -> None:
    assert parse_period("5 working days") == WorkingDays(5)
    assert parse_period("1 week") == Weeks(1)
    assert parse_period("1 year") == Months(12)
    assert str(Days(10)) == "10 days"
    for wrong in ("0 days", "5", "five days", "5 fortnights", "-1 days", "1.5 days"):
        with pytest.raises(ValueError, match="is not a period"):
            parse_period(wrong)
