"""From when records are complete: owed before it is unknown, after it overdue."""

import datetime
from pathlib import Path

import pytest

from cases.models import Child, CompleteFrom
from duties.models import Duty
from tests.factories import NOW, TODAY
from tests.returns.moving import (
    an_authority,
    bring,
    child,
    codes,
    days_ago,
    visit,
)

pytestmark = pytest.mark.django_db
Day = datetime.date


def complete(family: str = "visits") -> Day:
    return CompleteFrom.objects.get(family=family, child__given_name="ChildK1").on


def owed(state: str) -> set[Day]:
    """Days on which a visit by the social worker fell due, in that state."""
    found = Duty.objects.filter(subject__child__given_name="ChildK1", asks="visit", state=state)
    return {one.due_on for one in found if one.due_on}


def files(*visited: str, **cells: str) -> dict[str, list[dict[str, str]]]:
    given = an_authority(["K1"])
    given["children"][0] |= cells
    given["visits"] = [visit(f"V-{day}", visited_on=day) for day in visited]
    return given


def test_a_visit_owed_before_is_unknown_and_after_it_overdue(tmp_path: Path) -> None:
    bring(tmp_path, files(days_ago(200), days_ago(150)))
    assert complete() == TODAY - datetime.timedelta(days=200)
    assert owed("unknown")
    assert all(day < complete() for day in owed("unknown"))
    late = Duty.objects.filter(state="open", asks="visit", late_from__lte=NOW)
    assert {one.due_on for one in late} == owed("open")
    assert min(owed("open")) > TODAY - datetime.timedelta(days=150)


def test_without_a_visit_everything_before_the_import_is_unknown(tmp_path: Path) -> None:
    bring(tmp_path, files())
    assert complete() == TODAY
    assert not [day for day in owed("open") if day < TODAY]


def test_the_day_the_whole_import_is_told_counts_for_every_child(tmp_path: Path) -> None:
    day = TODAY - datetime.timedelta(days=300)
    bring(tmp_path, files(days_ago(20)), complete_from={"visits": day})
    assert complete() == day
    assert [one for one in owed("missed") | owed("open") | owed("met_late") if one < TODAY]
    assert complete("concerns") == TODAY


def test_the_child_s_own_row_counts_more_than_the_whole_import(tmp_path: Path) -> None:
    told = files(days_ago(20), visits_complete_from="2026-03-01", plans_complete_from="2026-02-01")
    bring(tmp_path, told, complete_from={"visits": Day(2025, 1, 1)})
    assert (complete(), complete("plans")) == (Day(2026, 3, 1), Day(2026, 2, 1))


def test_a_later_import_of_the_newest_visits_makes_nothing_unknown_again(tmp_path: Path) -> None:
    bring(tmp_path / "a", files(days_ago(200)))
    before = complete()
    bring(tmp_path / "b", {"visits": [visit("V-new", visited_on=days_ago(3))]})
    assert complete() == before


def test_an_earlier_visit_given_later_moves_the_day_back(tmp_path: Path) -> None:
    bring(tmp_path / "a", files(days_ago(100)))
    bring(tmp_path / "b", {"visits": [visit("V-old", visited_on=days_ago(250))]})
    assert complete() == TODAY - datetime.timedelta(days=250)


def test_a_day_stated_wrongly_can_be_put_right(tmp_path: Path) -> None:
    bring(tmp_path, files(), complete_from={"visits": Day(2024, 1, 1)})
    bring(tmp_path, complete_from={"visits": Day(2026, 1, 1)})
    assert complete() == Day(2026, 1, 1)


def test_a_day_after_today_is_the_day_of_the_import(tmp_path: Path) -> None:
    run = bring(tmp_path, files(visits_complete_from="2027-01-01"))
    assert codes(run, "warned") == ["in_future"]
    assert complete() == TODAY


def test_plans_are_not_guessed_at(tmp_path: Path) -> None:
    bring(tmp_path, files())
    assert complete("plans") == TODAY


def test_a_child_entered_here_stays_complete_from_the_beginning(tmp_path: Path) -> None:
    bring(tmp_path / "a", files())
    CompleteFrom.objects.all().delete()
    bring(tmp_path / "b", {"visits": [visit("V-2", visited_on=days_ago(9))]})
    assert not CompleteFrom.objects.filter(child=Child.objects.get()).exists()


def test_the_same_files_a_week_later_leave_every_day_as_it_was(tmp_path: Path) -> None:
    bring(tmp_path, files(days_ago(40)))
    before = dict(CompleteFrom.objects.values_list("pk", "on"))
    bring(tmp_path, on=TODAY + datetime.timedelta(days=7))
    assert dict(CompleteFrom.objects.values_list("pk", "on")) == before


def test_a_child_s_row_alone_says_from_when(tmp_path: Path) -> None:
    bring(tmp_path / "a", files())
    told = child("K1", given_name="ChildK1", reviews_complete_from="2026-01-05")
    bring(tmp_path / "b", {"children": [told]})
    assert complete("reviews") == Day(2026, 1, 5)
