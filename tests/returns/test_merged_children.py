"""Returns that name a child by a number whose record was merged into another here."""

import datetime
from pathlib import Path

import pytest

from cases.actions import merging
from cases.models import Child
from people.models import Team
from people.roles import Role
from returns.actions.running import check_now
from tests.factories import NOW, TODAY, a_child, a_person, a_team
from tests.returns.lives import episode, header, review, write
from tests.returns.test_import import ENDED, a_return, bring

pytestmark = pytest.mark.django_db
BEFORE = {"DEC": "01/06/2018", "REC": "E4A"}


@pytest.fixture
def team() -> Team:
    return a_team("North team")


def merge(kept: Child, merged: Child) -> None:
    """As its manager does, in a transaction of its own."""
    by = a_person(Role.TEAM_MANAGER, team=kept.team)
    merging.merge(kept=kept, merged=merged, take=[], reason="One", by=by, at=NOW, on=TODAY)
    check_now()


def test_a_record_merged_into_another_is_followed_to_the_one_that_is_kept(
    team: Team, tmp_path: Path
) -> None:
    bring(team, a_return(tmp_path / "a", episode()))
    merged, kept = Child.objects.get(), a_child(born_on=datetime.date(2010, 5, 4), team=team)
    merge(kept, merged)
    later = episode(DEC="01/06/2019", REC="E4A")
    run = bring(team, a_return(tmp_path / "b", later, reviews=(review(),)))
    assert run.counts.get("children_refused", 0) == 0
    assert kept.care_periods.get().ends_on == datetime.date(2019, 6, 1)
    assert kept.reviews.count() == 1
    assert not merged.reviews.exists()


def test_a_merged_record_no_later_return_holds_needs_an_end_date_on_the_one_kept(
    team: Team, tmp_path: Path
) -> None:
    bring(team, a_return(tmp_path / "a", episode(), episode("C9", **ENDED)))
    merged = Child.objects.get(ssda903_id="C1")
    kept = a_child(born_on=datetime.date(2010, 5, 4), team=team)
    merge(kept, merged)
    later = episode("C2", DECOM="01/06/2019", DEC="01/09/2019", REC="E4A")
    bring(team, a_return(tmp_path / "b", later))
    assert kept.care_periods.get().end_date_needed


def test_two_numbers_of_one_child_bring_a_review_once(team: Team, tmp_path: Path) -> None:
    bring(team, a_return(tmp_path / "a", episode(), episode("C2", DECOM="01/06/2016", **BEFORE)))
    kept, merged = (Child.objects.get(ssda903_id=number) for number in ("C1", "C2"))
    merge(kept, merged)
    day = "01/06/2018"
    again = a_return(tmp_path / "b", episode(), reviews=(review(REVIEW=day),))
    write(again / "2", "Header", [header("C2")])
    write(again / "2", "Episodes", [episode("C2", DECOM="01/06/2016", **BEFORE)])
    write(again / "2", "Reviews", [review("C2", REVIEW=day)])
    run = bring(team, again)
    assert run.counts.get("children_refused", 0) == 0
    assert kept.reviews.count() == 1
