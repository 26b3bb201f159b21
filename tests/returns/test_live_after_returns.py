"""Live cases of children whose care came with statutory returns."""

import datetime
from pathlib import Path

import pytest

from cases.models import CarePeriod, Child
from people.models import Team
from placements.models import Home, Placement
from returns.actions.imports import import_folders
from returns.models import Import
from tests.factories import NOW, TODAY, a_team
from tests.returns import lives as returned
from tests.returns.moving import Cells, bring, child, codes, fates, held, home, lives, staff, team

pytestmark = pytest.mark.django_db

BORN = {"born_on": "04/05/2010"}
HERE = {"from": "2018-06-01"}


@pytest.fixture(autouse=True)
def receiving() -> Team:
    return a_team("Received")


def a_return(folder: Path, *episodes: Cells) -> Import:
    """A return with C1 in it, imported."""
    returned.write(folder, "Header", [returned.header(UPN="UN1")])
    returned.write(folder, "Episodes", episodes or [returned.episode()])
    return import_folders(
        folders=[folder],
        team=Team.objects.get(name="Received"),
        dry_run=False,
        on=TODAY,
        clock=lambda: NOW,
    )


def named(**cells: str) -> Cells:
    return child("K1", ssda903_id="C1", **{**BORN, **cells})


def test_a_child_of_a_return_gets_their_name_and_team(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    run = bring(tmp_path / "a", {"teams": [team()], "children": [named()]})
    known = Child.objects.get()
    assert (known.name, known.team.name, known.search_name) == (
        "Ada Marsh", "North team", "ada marsh",
    )  # fmt: skip
    assert codes(run, "warned") == []
    assert run.counts["children_changed"] == 1


def test_the_number_of_the_return_may_stand_for_the_other_system_s_id(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    files = {
        "teams": [team()],
        "staff": [staff()],
        "children": [child("", ssda903_id="C1", **BORN)],
        "allocations": [held("C1")],
    }
    run = bring(tmp_path / "a", files)
    assert fates(run) == {"read": 4, "taken": 4}
    assert Child.objects.get().allocations.get().user.name == "Rosa"


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"born_on": "2010-05-05"}, "birth_date_here"), ({"born_on": "", "expected_on": "2026-12-01"},
      "no_birth_date")],
)  # fmt: skip
def test_a_number_alone_does_not_make_it_that_child(
    tmp_path: Path, cells: Cells, code: str
) -> None:
    a_return(tmp_path / "903")
    run = bring(tmp_path / "a", {"teams": [team()], "children": [named(**cells)]})
    assert codes(run, "refused_child") == [code]
    assert Child.objects.get().name == "Child C1"


def test_a_child_taken_up_by_a_team_here_stays_with_it(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    Child.objects.update(team=a_team("South team"))
    run = bring(tmp_path / "a", {"teams": [team()], "children": [named()]})
    assert codes(run, "warned") == ["differs_here"]
    assert Child.objects.get().team.name == "South team"


def test_the_home_of_a_return_is_named_in_its_place(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    before = Home.objects.get()
    run = bring(tmp_path / "a", {"homes": [home(postcode="B12 2KE", home_name="The Marshes")]})
    assert codes(run, "warned") == []
    assert Home.objects.get().pk == before.pk
    assert Home.objects.get().name == "The Marshes"


def test_two_homes_at_one_postcode_are_told_apart_by_who_lives_there(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    files = {
        "homes": [home(postcode="B12 2KE"), home("H2", postcode="B12 2KE")],
        "children": [named(team="")],
        "placements": [lives(home="H2", care_from="", **HERE)],
    }
    bring(tmp_path / "a", files)
    stay = Placement.objects.get()
    assert stay.home.name == "House H2"
    assert stay.starts_on == datetime.date(2018, 6, 1)


def test_the_next_return_still_knows_a_home_that_was_named(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    files = {
        "homes": [home(postcode="B1 1AA")],
        "children": [named(team="")],
        "placements": [lives(care_from="", **HERE)],
    }
    bring(tmp_path / "a", files)
    run = a_return(tmp_path / "next", returned.episode(DEC="01/06/2019", REC="E4A"))
    assert run.counts.get("children_refused", 0) == 0
    stay = Placement.objects.get()
    assert (stay.home.name, stay.ends_on) == ("House H1", datetime.date(2019, 6, 1))
    assert CarePeriod.objects.get().end_code == "E4A"


def test_a_move_after_the_last_return_ends_the_home_before(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    files = {
        "homes": [home(), home("H2")],
        "children": [named(team="")],
        "placements": [
            lives(**HERE, until="2026-05-01", care_from="", legal_status="V2"),
            lives(**{"from": "2026-05-01"}, home="H2", care_from="", legal_status="C2"),
        ],
    }
    run = bring(tmp_path / "a", files)
    first, second = Placement.objects.order_by("starts_on")
    assert (first.home.name, str(first.ends_on)) == ("House H1", "2026-05-01")
    assert (second.home.name, second.ends_on, second.care_period) == (
        "House H2", None, CarePeriod.objects.get(),
    )  # fmt: skip
    assert codes(run, "warned") == ["other_status"]
    again = bring(tmp_path / "a")
    assert fates(again) == {"read": 5, "repeated": 5}


def test_a_row_that_fits_no_home_of_the_returns_is_left_out(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    files = {
        "homes": [home()],
        "children": [named(team="")],
        "placements": [lives(**{"from": "2017-01-01"}, care_from="")],
    }
    assert codes(bring(tmp_path / "a", files), "dropped") == ["not_in_care"]


def test_a_home_chosen_here_since_is_not_named_over(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    Placement.objects.update(home=Home.objects.create(name="By hand", kind="other"))
    files = {
        "homes": [home()],
        "children": [named(team="")],
        "placements": [lives(care_from="", **HERE)],
    }
    assert codes(bring(tmp_path / "a", files), "dropped") == ["changed_here"]
    assert Placement.objects.get().home.name == "By hand"


def test_nothing_is_moved_while_the_returns_leave_the_end_of_care_open(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    CarePeriod.objects.update(end_date_needed=True)
    files = {
        "homes": [home()],
        "children": [named(team="")],
        "placements": [lives(**{"from": "2026-05-01"}, care_from="")],
    }
    assert codes(bring(tmp_path / "a", files), "dropped") == ["care_end_needed"]


def test_two_ids_for_one_child_of_a_return_are_refused(tmp_path: Path) -> None:
    a_return(tmp_path / "903")
    bring(tmp_path / "a", {"children": [named(team="")]})
    run = bring(tmp_path / "b", {"children": [child("K9", ssda903_id="C1", team="", **BORN)]})
    assert codes(run, "refused_child") == ["another_id_here"]
