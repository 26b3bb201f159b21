"""What is left out, and which children are refused whole; every row is accounted for."""

from pathlib import Path

import pytest

from cases.models import Allocation, Child, Exclusion
from people.models import RoleAssignment, User
from people.roles import Role
from tests.factories import TODAY, a_child, a_person, a_team, allocated
from tests.returns.moving import (
    IRA,
    MO,
    ROSA,
    Cells,
    Files,
    an_authority,
    bring,
    child,
    codes,
    fates,
    held,
    home,
    lives,
    plan,
    review,
    staff,
    team,
    visit,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db
OTHER = "other@marlshire.example"


def with_(**tables: list[Cells]) -> Files:
    """Child K1 and K2 with all they need, and these rows besides."""
    files = an_authority()
    for name, rows in tables.items():
        files[name] = [*files[name], *rows]
    return files


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"children": [child("K1", given_name="Bea")]}, "one_id_for_two"),
        ({"children": [child("K1", born_on="2015-01-01")]}, "two_birth_dates"),
        ({"children": [child("K1", born_on="01/13/2015")]}, "cannot_be_read"),
        ({"staff": [staff(OTHER)], "allocations": [held(worker=OTHER)]}, "two_main_workers"),
        ({"placements": [lives(**{"from": "2025-06-01"})]}, "two_homes"),
        (
            {"placements": [lives(**{"from": "2025-06-01", "care_from": "2025-02-01"})]},
            "two_homes",
        ),
    ],
)
def test_a_child_whose_rows_contradict_each_other_is_refused_whole(
    tmp_path: Path, tables: Files, code: str
) -> None:
    run = bring(tmp_path, with_(**tables))
    assert set(codes(run, "refused_child")) == {code}
    assert set(run.lines.filter(outcome="refused_child").values_list("number", flat=True)) == {"K1"}
    assert Child.objects.get().given_name == "ChildK2"
    assert run.counts["children_refused"] == 1
    rows = fates(run)
    assert rows["read"] == rows["taken"] + rows["refused_child"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"born_on": ""}, "no_birth_date"),
        ({"born_on": "2027-01-01"}, "birth_date_cannot_be"),
        ({"born_on": "1950-01-01"}, "birth_date_cannot_be"),
        ({"born_on": "", "expected_on": "2029-01-01"}, "birth_date_cannot_be"),
        ({"given_name": "", "family_name": ""}, "no_name"),
        ({"team": ""}, "no_team"),
        ({"nhs_number": "943 476 5919"}, "perhaps_here"),
    ],
)
def test_a_child_who_cannot_be_told_is_refused(tmp_path: Path, cells: Cells, code: str) -> None:
    a_child(nhs_number="9434765919")
    files = {"teams": [team()], "children": [child(**cells)], "visits": [visit()]}
    run = bring(tmp_path, files)
    assert codes(run, "refused_child") == [code, code]
    assert Child.objects.count() == 1


def test_one_number_of_the_return_for_two_refuses_both(tmp_path: Path) -> None:
    both = [child(ssda903_id="C1"), child("K2", ssda903_id="C1")]
    run = bring(tmp_path, {"teams": [team()], "children": both})
    assert codes(run, "refused_child") == ["one_number_for_two"] * 2


def test_an_unborn_child_is_taken_by_the_day_they_are_expected(tmp_path: Path) -> None:
    unborn = child(born_on="", expected_on="2027-01-15")
    bring(tmp_path, {"teams": [team()], "children": [unborn]})
    assert Child.objects.get().born_on is None


@pytest.mark.parametrize("column", ["nhs_number", "upn"])
def test_a_pupil_or_nhs_number_of_two_children_is_given_to_neither(
    tmp_path: Path, column: str
) -> None:
    number = {"nhs_number": "943 476 5919", "upn": "A123456789012"}[column]
    both = [child(**{column: number}), child("K2", **{column: number})]
    run = bring(tmp_path, {"teams": [team()], "children": both})
    assert codes(run, "warned") == ["number_shared"] * 2
    assert set(Child.objects.values_list(column, flat=True)) == {""}


@pytest.mark.parametrize(
    ("table", "row", "code", "column"),
    [
        ("visits", visit(visited_on="2026-11-06"), "in_future", "visited_on"),
        ("visits", visit(visited_on="2013-01-01"), "before_birth", "visited_on"),
        ("visits", visit(visited_by=OTHER), "no_such_person", "visited_by"),
        ("visits", visit(number="K9"), "unknown_child", "child"),
        ("visits", visit("V-K1", note="Another"), "said_twice", "visit"),
        ("reviews", review(held_on="2024-01-01"), "not_in_care", "held_on"),
        ("plans", plan(done_on="2027-01-01"), "in_future", "done_on"),
        ("allocations", held(worker=OTHER, main="no"), "no_such_person", "worker"),
        ("allocations", held(worker=MO, main="no"), "role_not_held", "worker"),
        ("allocations", held(main="no", until="2025-01-01", **{"from": "2025-02-04"}),
         "ends_before_start", "until"),
        ("allocations", held(main="no", **{"from": "2029-01-01"}), "too_far_ahead", "from"),
        ("allocations", held(main="no", **{"from": "2026-01-01"}), "twice_at_once", "from"),
        ("placements", lives(home="H9", **{"from": "2024-01-01", "until": "2024-02-01",
                             "care_from": "2024-01-01", "care_until": "2024-02-01"}),
         "no_such_home", "home"),
        ("placements", lives(**{"from": "2024-06-01", "until": "2024-07-01"}),
         "outside_care", "from"),
        ("homes", home("H1", home_name="Another"), "said_twice", "home"),
        ("teams", team("East", within="Nowhere"), "no_such_team", "within"),
        ("teams", team("East", within="East"), "circle", "within"),
        ("staff", staff(OTHER, team="Nowhere"), "no_such_team", "team"),
        ("staff", staff(OTHER, team=""), "missing", "team"),
        ("staff", staff(role="iro", name="Another"), "two_people", "name"),
    ],
)  # fmt: skip
def test_a_bad_row_is_left_out_and_the_children_taken(
    tmp_path: Path, table: str, row: Cells, code: str, column: str
) -> None:
    run = bring(tmp_path, with_(**{table: [row]}))
    assert code in codes(run, "dropped")
    assert column in set(run.lines.filter(code=code).values_list("column", flat=True))
    assert codes(run, "refused_child") == []
    assert Child.objects.count() == 2


def test_every_row_of_every_file_is_accounted_for(tmp_path: Path) -> None:
    files = with_(
        visits=[visit(), visit(), visit("V2", visited_on=""), visit("V3", "BAD"), visit("V4", "?")],
        children=[child("BAD", born_on=""), child("K2", given_name="ChildK2")],
    )
    run = bring(tmp_path, files)
    for one in run.files:
        parts = [one.get(fate, 0) for fate in ("taken", "repeated", "dropped", "refused_child")]
        assert sum(parts) == one["read"], one
    assert {one["table"]: one["read"] for one in run.files} == {
        name: len(rows) for name, rows in files.items()
    }
    assert fates(run) == {
        "read": 28, "taken": 22, "repeated": 2, "dropped": 2, "refused_child": 2,
    }  # fmt: skip
    line = run.lines.get(code="missing")
    assert (line.file.split("/")[-1], line.line, line.column) == ("visits.csv", 6, "visited_on")


def test_a_main_worker_named_here_stands_in_the_way(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]) | {"allocations": []})
    worker = a_person(Role.SOCIAL_WORKER)
    allocated(Child.objects.get(), worker)
    run = bring(tmp_path / "b", {"allocations": [held()]})
    assert codes(run, "dropped") == ["held_here"]
    assert Allocation.objects.get().user == worker


def test_an_allocation_made_here_too_is_the_same_one(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]) | {"allocations": []})
    allocated(Child.objects.get(), User.objects.get(email=ROSA))
    run = bring(tmp_path / "b", {"allocations": [held()]})
    assert (codes(run, "dropped"), codes(run, "warned")) == ([], ["differs_here"])
    assert Allocation.objects.count() == 1
    assert fates(bring(tmp_path / "b")) == {"read": 1, "repeated": 1}


def test_one_worker_after_the_other_is_corrected_together(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    files = {
        "staff": [staff(OTHER)],
        "allocations": [
            held(until="2026-03-01"),
            held(worker=OTHER, **{"from": "2026-03-01"}),
        ],
    }
    run = bring(tmp_path / "b", files)
    assert codes(run, "dropped") == []
    held_by = Allocation.objects.filter(role="social_worker").order_by("starts_on")
    assert [one.user.email for one in held_by] == [ROSA, OTHER]


def test_a_reviewing_officer_in_the_child_s_own_line_is_left_out(tmp_path: Path) -> None:
    files = an_authority()
    files["staff"].append(staff(IRA, role="practice_manager"))
    run = bring(tmp_path, files)
    assert codes(run, "dropped") == ["iro_in_line"] * 2
    assert not Allocation.objects.filter(role="iro").exists()


def test_a_role_that_would_put_an_officer_into_the_line_is_left_out(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority())
    run = bring(tmp_path / "b", {"staff": [staff(IRA, role="team_manager")]})
    assert codes(run, "dropped") == ["not_taken"]
    assert not RoleAssignment.objects.filter(user__email=IRA, role="team_manager").exists()


def test_nobody_is_given_a_child_they_are_excluded_from(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]) | {"allocations": []})
    Exclusion.objects.create(
        child=Child.objects.get(), user=User.objects.get(email=ROSA), reason="x",
        starts_on=TODAY.replace(year=2025),
    )  # fmt: skip
    assert codes(bring(tmp_path / "b", {"allocations": [held()]}), "dropped") == ["barred"]


def test_a_leaver_may_have_visited_and_holds_nobody(tmp_path: Path) -> None:
    gone = staff(OTHER, role="", team="", **{"from": ""}, left_on="2026-01-01")
    files = with_(
        staff=[gone],
        visits=[visit("V9", visited_on="2025-12-01", visited_by=OTHER, role="social_worker")],
        allocations=[held(worker=OTHER, main="no")],
    )
    run = bring(tmp_path, files)
    assert codes(run, "dropped") == ["role_not_held"]
    assert not User.objects.get(email=OTHER).is_active
    assert Visit.objects.get(visitor__email=OTHER).role == "social_worker"


def test_the_roles_of_a_leaver_are_history_and_say_in_which_they_visited(tmp_path: Path) -> None:
    gone = staff(OTHER, left_on="2026-01-01")
    files = with_(staff=[gone], visits=[visit("V9", visited_on="2025-12-01", visited_by=OTHER)])
    run = bring(tmp_path, files)
    assert codes(run, "dropped") == codes(run, "warned") == []
    post = RoleAssignment.objects.get(user__email=OTHER)
    assert str(post.ends_on) == "2025-12-31"
    assert Visit.objects.get(visitor__email=OTHER).role == "social_worker"
    assert fates(bring(tmp_path)).get("taken", 0) == 0


def test_a_visit_in_a_role_nobody_told_is_said(tmp_path: Path) -> None:
    gone = staff(OTHER, role="", team="", **{"from": ""}, left_on="2026-01-01")
    run = bring(tmp_path, with_(staff=[gone], visits=[visit("V9", visited_by=OTHER)]))
    assert codes(run, "warned") == ["role_unknown"]
    assert Visit.objects.get(visitor__email=OTHER).role == "other"


def test_a_secure_home_under_remand_counts_as_custody(tmp_path: Path) -> None:
    files = an_authority(["K1"])
    files["homes"] = [home(kind="secure")]
    files["placements"] = [lives(legal_status="J1")]
    bring(tmp_path, files)
    assert Child.objects.get().placements.get().kind == "yoi"


def test_somebody_here_is_not_let_go_by_a_file(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority())
    run = bring(tmp_path / "b", {"staff": [staff(left_on="2026-10-01")]})
    assert codes(run, "warned") == ["let_go_here"]
    assert User.objects.get(email=ROSA).left_on is None


def test_a_role_that_reaches_far_is_given_with_a_remark(tmp_path: Path) -> None:
    run = bring(tmp_path, {"teams": [team()], "staff": [staff(role="administrator")]})
    assert codes(run, "warned") == ["wide_role"]


def test_a_visit_without_a_home_is_taken_with_a_remark(tmp_path: Path) -> None:
    run = bring(tmp_path, with_(visits=[visit(visited_on="2024-03-05")]))
    assert codes(run, "warned") == ["no_home_that_day"]
    assert Visit.objects.count() == 3


def test_care_changed_here_is_left_as_it_is(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    known = Child.objects.get()
    known.legal_statuses.update(code="V2")
    moved = [lives(until="2026-05-01"), lives(home="H2", **{"from": "2026-05-01"})]
    run = bring(tmp_path / "b", {"homes": [home(), home("H2")], "placements": moved})
    assert codes(run, "dropped") == ["care_changed_here"] * 2
    assert known.placements.get().ends_on is None


def test_care_the_import_brought_is_corrected_by_it(tmp_path: Path) -> None:
    bring(tmp_path / "a", an_authority(["K1"]))
    moved = [
        lives(until="2026-05-01"),
        lives(home="H2", **{"from": "2026-05-01"}, legal_status="C1"),
    ]
    run = bring(tmp_path / "b", {"homes": [home(), home("H2")], "placements": moved})
    assert codes(run, "dropped") == []
    known = Child.objects.get()
    stays = known.placements.order_by("starts_on")
    assert [(str(one.home), str(one.ends_on)) for one in stays] == [
        ("House H1", "2026-05-01"), ("House H2", "None"),
    ]  # fmt: skip
    assert [one.code for one in known.legal_statuses.order_by("starts_on")] == ["C2", "C1"]
    assert known.care_periods.count() == 1


def test_two_teams_of_one_import_stand_in_either_order(tmp_path: Path) -> None:
    a_team("Top")
    teams = [team("A", within="B"), team("B", within="C"), team("C", within="Top")]
    assert codes(bring(tmp_path, {"teams": teams}), "dropped") == []
