"""Returns brought into the record: what they make, and that nothing is half done."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

import timescales
from cases.changes import facts_changed
from cases.models import CarePeriod, Child, CompleteFrom, LegalStatus
from people.models import Team
from placements.models import Home, Milestone, Placement, PlacementCode
from returns.actions import record
from returns.actions.imports import import_folders
from returns.actions.writer import FAMILIES
from returns.models import Import, ImportLine, SourceRow
from reviews.models import Review
from tests.factories import NOW, TODAY, a_child, a_team
from tests.returns.lives import Cells, episode, header, review, write
from timescales.packs import load_directory

pytestmark = pytest.mark.django_db

MADE = (Child, CarePeriod, LegalStatus, Placement, PlacementCode, Home, Review, SourceRow)
ENDED = {"DEC": "01/02/2019", "REC": "E4A"}


@pytest.fixture
def team() -> Team:
    return a_team("North team")


def bring(team: Team, *folders: Path, dry_run: bool = False) -> Import:
    return import_folders(folders=folders, team=team, dry_run=dry_run, on=TODAY, clock=lambda: NOW)


def a_return(
    folder: Path, *episodes: Cells, reviews: tuple[Cells, ...] = (), upn: str = "UN1"
) -> Path:
    """A folder with the tables of one return."""
    numbers = dict.fromkeys(cells["CHILD"] for cells in episodes)
    write(folder, "Header", [header(number, UPN=upn) for number in numbers])
    write(folder, "Episodes", episodes)
    if reviews:
        write(folder, "Reviews", reviews)
    return folder


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MADE}


def recorded() -> dict[str, object]:
    """The record of every child, in a form that does not depend on ids."""
    numbers = Child.objects.values_list("ssda903_id", flat=True)
    return {
        number: (
            known.shape,
            frozenset(known.reviews),
            frozenset((c.starts_on, c.end_date_needed) for c in known.care),
            (known.child.born_on, known.child.sex, known.child.ethnicity, known.child.upn),
        )
        for number, known in record.known(numbers).items()
    }


def codes(run: Import, outcome: str) -> list[str]:
    return list(run.lines.filter(outcome=outcome).values_list("code", flat=True))


def test_a_child_comes_with_care_status_home_and_reviews(team: Team, tmp_path: Path) -> None:
    folder = a_return(tmp_path, episode(**ENDED), reviews=(review(),))
    run = bring(team, folder)
    assert run.state == Import.State.DONE
    child = Child.objects.get(ssda903_id="C1")
    assert (child.team, child.sex, child.name) == (team, "F", "Child C1")
    care = child.care_periods.get()
    assert (care.starts_on, care.ends_on) == (
        datetime.date(2018, 6, 1),
        datetime.date(2019, 2, 1),
    )
    assert (care.need_code, care.end_code, care.end_date_needed) == ("N1", "E4A", False)
    assert child.legal_statuses.get().code == "V2"
    placement = child.placements.get()
    assert (placement.kind, placement.home.name) == (
        "in_house_foster",
        "Our own foster home, B12",
    )
    assert [(code.place, code.provider) for code in placement.codes.all()] == [("U6", "PR1")]
    held = Review.objects.get()
    assert (held.held_on, held.participation) == (datetime.date(2018, 7, 1), "PN1")
    assert not held.recorded_by.is_active


def test_what_fell_due_before_the_import_is_unknown(team: Team, tmp_path: Path) -> None:
    bring(team, a_return(tmp_path, episode()))
    families = CompleteFrom.objects.values_list("family", "on")
    assert dict(families)["visits"] == TODAY
    assert {on for _, on in families} == {TODAY}


def test_the_same_files_again_change_nothing_and_say_so(team: Team, tmp_path: Path) -> None:
    folder = a_return(tmp_path, episode(**ENDED), reviews=(review(),))
    bring(team, folder)
    before, states = counted(), recorded()
    again = bring(team, folder)
    assert counted() == before
    assert recorded() == states
    assert again.counts["rows"] == {"read": 3, "repeated": 3}
    assert again.counts["again"] is True


def test_a_dry_run_reports_the_same_and_writes_nothing(team: Team, tmp_path: Path) -> None:
    folder = a_return(tmp_path, episode(**ENDED), episode("C2", DECOM="01/06/2009"))
    dry = bring(team, folder, dry_run=True)
    assert set(counted().values()) == {0}
    real = bring(team, folder)
    assert {**dry.counts, "again": None} == {**real.counts, "again": None}
    assert dry.lines.count() == real.lines.count() == 2


def test_a_refused_child_is_refused_whole_and_the_others_are_taken(
    team: Team, tmp_path: Path
) -> None:
    bad = episode("BAD", DEC="01/05/2018", REC="E4A")
    folder = a_return(tmp_path, episode(), bad, reviews=(review("BAD"), review()))
    run = bring(team, folder)
    assert set(Child.objects.values_list("ssda903_id", flat=True)) == {"C1"}
    assert not SourceRow.objects.filter(number="BAD").exists()
    lines = run.lines.filter(outcome="refused_child")
    assert set(lines.values_list("code", "number")) == {("ends_before_start", "BAD")}
    assert lines.count() == 3
    culprit = lines.exclude(value="").get()
    assert (culprit.file.split("/")[-1], culprit.line, culprit.column, culprit.value) == (
        "episodes.csv",
        3,
        "DEC",
        "01/05/2018",
    )


def test_a_bad_row_of_another_table_is_left_out_and_the_child_taken(
    team: Team, tmp_path: Path
) -> None:
    rows = (review(REVIEW="31/02/2019"), review(DOB="05/05/2010"), review(REVIEW="01/07/2016"))
    run = bring(team, a_return(tmp_path, episode(), reviews=rows))
    assert Child.objects.count() == 1
    assert sorted(codes(run, "dropped")) == ["bad_date", "before_known_care", "other_birth_date"]
    assert not Review.objects.exists()


def test_the_rows_of_every_file_add_up(team: Team, tmp_path: Path) -> None:
    rows = (review(), review(), review(REVIEW=""), review("NOBODY"))
    run = bring(team, a_return(tmp_path, episode(), episode("BAD", DEC="1"), reviews=rows))
    for file in run.files:
        fates = [file.get(fate, 0) for fate in ("taken", "repeated", "dropped", "refused_child")]
        assert sum(fates) == file["read"]
    assert {file["table"]: file["read"] for file in run.files} == {
        "Header": 2,
        "Episodes": 2,
        "Reviews": 4,
    }
    assert run.counts["rows"] == {
        "read": 8,
        "taken": 3,
        "repeated": 1,
        "dropped": 2,
        "refused_child": 2,
    }


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1)])
def test_returns_one_at_a_time_make_the_same_record_as_all_at_once(
    team: Team, tmp_path: Path, order: tuple[int, ...]
) -> None:
    stays = episode(DECOM="01/06/2017", RNE="P", LS="C1")
    closed = stays | {"DEC": "01/05/2018", "REC": "X1"}
    moves = episode(DECOM="01/05/2018", RNE="B", LS="C2", PL_POST="C1 1AA")
    gone = episode("C2", DECOM="01/07/2017")
    ends = {"DEC": "01/07/2017", "REC": "E4A"}
    other = episode("C3", DECOM="01/06/2016", **ends)
    a_return(tmp_path / "1", stays, gone, other)
    a_return(tmp_path / "2", closed, moves, episode("C4", **ENDED), reviews=(review(),))
    last = moves | {"DEC": "01/06/2019", "REC": "E8"}
    a_return(tmp_path / "3", last, episode("C4", DECOM="05/05/2019", DEC="01/02/2020", REC="E8"))
    with transaction.atomic():
        bring(team, tmp_path)
        at_once = recorded()
        transaction.set_rollback(True)
    for number in order:
        assert bring(team, tmp_path / str(number)).counts.get("children_refused", 0) == 0
    assert recorded() == at_once
    assert CarePeriod.objects.get(child__ssda903_id="C2").end_date_needed


def test_rows_keep_their_ids_when_a_later_return_goes_on(team: Team, tmp_path: Path) -> None:
    bring(team, a_return(tmp_path / "a", episode(), episode("C9", **ENDED)))
    care, placement = (
        CarePeriod.objects.get(child__ssda903_id="C1"),
        Placement.objects.get(child__ssda903_id="C1"),
    )
    bring(team, a_return(tmp_path / "b", episode(DEC="01/06/2019", REC="E4A")))
    care.refresh_from_db()
    placement.refresh_from_db()
    assert care.ends_on == placement.ends_on == datetime.date(2019, 6, 1)


def test_a_child_no_later_return_holds_needs_an_end_date_though_no_file_names_them(
    team: Team, tmp_path: Path
) -> None:
    bring(team, a_return(tmp_path / "a", episode(), episode("C9", **ENDED)))
    told: list[set[object]] = []

    def listen(children: set[object], **_: object) -> None:
        told.append(children)

    facts_changed.connect(listen)
    try:
        later = episode("C2", DECOM="01/06/2019", DEC="01/09/2019", REC="E4A")
        bring(team, a_return(tmp_path / "b", later))
    finally:
        facts_changed.disconnect(listen)
    care = CarePeriod.objects.get(child__ssda903_id="C1")
    assert care.end_date_needed
    (children,) = told
    assert {care.child_id, Child.objects.get(ssda903_id="C2").pk} == children


def test_an_end_date_entered_here_is_not_undone_by_the_returns_it_came_from(
    team: Team, tmp_path: Path
) -> None:
    folder = a_return(tmp_path, episode())
    bring(team, folder)
    ends = datetime.date(2019, 8, 1)
    Placement.objects.update(ends_on=ends)
    LegalStatus.objects.update(ends_on=ends)
    CarePeriod.objects.update(ends_on=ends)
    again = bring(team, folder)
    assert again.counts.get("children_refused", 0) == 0
    assert CarePeriod.objects.get().ends_on == ends


def test_a_later_return_that_contradicts_what_was_changed_here_refuses_the_child(
    team: Team, tmp_path: Path
) -> None:
    bring(team, a_return(tmp_path / "a", episode()))
    LegalStatus.objects.update(code="C1")
    run = bring(team, a_return(tmp_path / "b", episode(DEC="01/06/2019", REC="E4A")))
    assert set(codes(run, "refused_child")) == {"edited_here"}
    assert CarePeriod.objects.get().ends_on is None


def test_a_home_on_which_something_is_recorded_is_not_taken_away(
    team: Team, tmp_path: Path
) -> None:
    bring(team, a_return(tmp_path / "a", episode(), reviews=(review(),)))
    corrected = episode(DECOM="03/08/2018", **ENDED)
    run = bring(team, a_return(tmp_path / "b", corrected))
    assert set(codes(run, "refused_child")) <= {"in_use", "overlap", "never_ended"}
    assert Review.objects.count() == 1


def test_a_child_known_here_with_another_date_of_birth_is_refused(
    team: Team, tmp_path: Path
) -> None:
    a_child(ssda903_id="C1", born_on=datetime.date(2011, 1, 1))
    run = bring(team, a_return(tmp_path, episode()))
    assert set(codes(run, "refused_child")) == {"birth_date_here"}
    assert not CarePeriod.objects.exists()


def test_a_child_known_here_by_that_number_gets_the_history_and_keeps_name_and_team(
    team: Team, tmp_path: Path
) -> None:
    known = a_child(ssda903_id="C1", born_on=datetime.date(2010, 5, 4), given_name="Ada")
    bring(team, a_return(tmp_path, episode()))
    known.refresh_from_db()
    assert known.given_name == "Ada"
    assert known.team != team
    assert known.care_periods.count() == 1


def test_a_pupil_number_of_two_children_is_given_to_neither(team: Team, tmp_path: Path) -> None:
    upn = "A123456789012"
    run = bring(team, a_return(tmp_path, episode(), episode("C2"), upn=upn))
    assert set(Child.objects.values_list("upn", flat=True)) == {""}
    assert codes(run, "warned").count("upn_shared") == 2


def test_long_term_foster_care_agreed_later_is_a_milestone(team: Team, tmp_path: Path) -> None:
    later = episode(DECOM="01/09/2018", RNE="T", PLACE="U4")
    bring(team, a_return(tmp_path, episode(DEC="01/09/2018", REC="X1"), later))
    found = Milestone.objects.get()
    assert (found.kind, found.on) == ("permanence_agreed", datetime.date(2018, 9, 1))


def test_one_bad_file_among_good_ones_changes_nothing(team: Team, tmp_path: Path) -> None:
    a_return(tmp_path, episode())
    (tmp_path / "oc2.csv").write_bytes(b"PK\x03\x04 a workbook")
    run = bring(team, tmp_path)
    assert run.state == Import.State.REFUSED
    assert "spreadsheet" in run.refusal
    assert set(counted().values()) == {0}
    assert not ImportLine.objects.exists()


def test_an_unforeseen_failure_leaves_nothing_half_written(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("cases.changes.tell", fail)
    with pytest.raises(RuntimeError):
        bring(team, a_return(tmp_path, episode()))
    assert set(counted().values()) == {0}
    run = Import.objects.get()
    assert run.state == Import.State.REFUSED
    assert "Nothing was changed" in run.refusal


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("import_ssda903", *arguments, stdout=out)
        return out.getvalue()

    def fails(self, *arguments: str) -> str:
        with pytest.raises(CommandError) as caught:
            self.run(*arguments)
        assert caught.value.returncode == 2
        return str(caught.value)

    def test_it_says_what_it_did(self, team: Team, tmp_path: Path) -> None:
        said = self.run(str(a_return(tmp_path, episode())), "--team", "north TEAM")
        assert said.startswith("1 child was taken (1 new, 0 changed).")
        assert "        2  Rows read" in said

    def test_a_team_must_be_named_where_there_are_several(self, team: Team, tmp_path: Path) -> None:
        a_team("South team")
        folder = str(a_return(tmp_path, episode()))
        assert "“North team”, “South team”" in self.fails(folder)
        assert "There is no team “East”" in self.fails(folder, "--team", "East")

    def test_without_any_team_nothing_is_imported(self, tmp_path: Path) -> None:
        assert "no team yet" in self.fails(str(a_return(tmp_path, episode())))

    def test_a_folder_that_is_not_there_is_said_in_one_sentence(
        self, team: Team, tmp_path: Path
    ) -> None:
        assert "There is no folder" in self.fails(str(tmp_path / "nowhere"))


def test_every_family_of_the_rule_packs_is_unknown_before_the_import() -> None:
    packs = load_directory(Path(timescales.__file__).parent / "packs")
    families = {rule.family for pack in packs.values() for rule in pack.rules.values()}
    assert families <= set(FAMILIES)
