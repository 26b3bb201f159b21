"""The report of an import of live cases: on its pages, in a spreadsheet, and for a terminal."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from audit.models import Read
from cases.models import Child, CompleteFrom, Exclusion
from people.models import User
from people.roles import Role
from returns.models import Import
from tests.factories import TODAY, a_child, a_person, a_team, in_care
from tests.returns.moving import an_authority, bring, child, codes, staff, team, visit, write

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORMULA = '=HYPERLINK("http://x")'


def signed_in(client: Client, role: Role) -> User:
    user = a_person(role)
    client.force_login(user, backend=BACKEND)
    return user


def page(client: Client, name: str, run: Import, **query: str) -> str:
    return client.get(reverse(f"returns:{name}", args=[run.pk]), query).content.decode()


def test_an_administrator_sees_how_the_record_stands_and_no_rows(
    client: Client, tmp_path: Path
) -> None:
    in_care(a_child(ssda903_id="C77"))
    run = bring(tmp_path, an_authority())
    signed_in(client, Role.ADMINISTRATOR)
    shown = page(client, "report", run)
    assert "21 rows were taken: 2 children (2 new, 0 changed)." in shown
    for words in ("In care without a social worker", "What is owed", "In care here, not in the"):
        assert words in shown
    assert "C77" not in shown
    assert "ChildK1" not in shown
    assert client.get(reverse("returns:rows", args=[run.pk])).status_code == 403


def test_a_returns_officer_reads_which_children_lack_what(client: Client, tmp_path: Path) -> None:
    lacking = a_child(ssda903_id="C77")
    in_care(lacking)
    run = bring(tmp_path, an_authority())
    assert run.counts["reconciliation"] == {
        "in_care_here": 3,
        "in_care_in_files": 2,
        "refused": 0,
        "no_worker": 1,
        "no_iro": 1,
        "no_home": 1,
        "no_visit": 1,
        "only_here": 1,
        "not_in_care_here": 0,
        "overdue": run.counts["reconciliation"]["overdue"],
        "due": run.counts["reconciliation"]["due"],
        "unknown": run.counts["reconciliation"]["unknown"],
    }
    assert run.counts["reconciliation"]["unknown"] > 0
    signed_in(client, Role.RETURNS_OFFICER)
    shown = page(client, "rows", run, outcome="noticed")
    assert shown.count("SSDA903 C77") == 5
    assert "The child is in care here and has no social worker." in shown
    assert Read.objects.get(what="returns:rows").children == [lacking.pk]


def test_a_child_barred_to_the_officer_is_in_no_line_of_a_dry_run_either(
    client: Client, tmp_path: Path
) -> None:
    barred = a_child(ssda903_id="C77")
    in_care(barred)
    run = bring(tmp_path, an_authority(), dry_run=True)
    officer = signed_in(client, Role.RETURNS_OFFICER)
    Exclusion.objects.create(
        child=barred, user=officer, reason="x", starts_on=TODAY.replace(year=2025)
    )
    assert "C77" not in page(client, "rows", run)


def test_the_download_of_the_report_runs_no_formula(client: Client, tmp_path: Path) -> None:
    files = an_authority() | {"visits": [visit(visited_on=FORMULA)]}
    run = bring(tmp_path, files)
    signed_in(client, Role.RETURNS_OFFICER)
    answer = client.get(reverse("returns:rows_csv", args=[run.pk]), {"outcome": "dropped"})
    (row,) = csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig")))
    assert row["Value"] == f"'{FORMULA}"
    assert row["Kind"] == "A value that cannot be read"


def test_columns_nobody_read_are_said_in_the_report(tmp_path: Path) -> None:
    files = an_authority()
    files["visits"] = [visit("V-K1", mileage="7")]
    run = bring(tmp_path, files)
    line = run.lines.get(code="unknown_column")
    assert (line.file.split("/")[-1], line.line, line.column, line.outcome) == (
        "visits.csv", 1, "mileage", "noticed",
    )  # fmt: skip
    assert codes(run, "dropped") == []


def test_a_refused_folder_says_why_and_offers_no_upload(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two\n")
    run = bring(tmp_path)
    signed_in(client, Role.RETURNS_OFFICER)
    shown = page(client, "report", run)
    assert "does not name the columns" in shown
    assert reverse("returns:new") not in shown


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("import_cases", *arguments, stdout=out)
        return out.getvalue()

    def fails(self, *arguments: str) -> str:
        with pytest.raises(CommandError) as caught:
            self.run(*arguments)
        assert caught.value.returncode == 2
        return str(caught.value)

    def test_it_says_what_it_did_file_by_file(self, tmp_path: Path) -> None:
        files = an_authority()
        files["visits"] += [visit("V8", "K9"), visit("V9", visited_on="soon")]
        said = self.run(str(write(tmp_path / "in", files)))
        assert said.startswith("21 rows were taken: 2 children (2 new, 0 changed); 2 rows left out")
        assert "        4        2        0        2        0  in/visits.csv: visits" in said
        assert "A child no table of children has [unknown_child], 1 child" in said

    def test_a_dry_run_says_so_and_changes_nothing(self, tmp_path: Path) -> None:
        folder = str(write(tmp_path, an_authority()))
        assert self.run(folder, "--dry-run").startswith("21 rows would be taken")
        assert not Child.objects.exists()

    def test_new_children_without_a_team_go_to_the_one_named(self, tmp_path: Path) -> None:
        a_team("Received")
        folder = str(write(tmp_path, {"children": [child(team="")]}))
        self.run(folder, "--team", "received")
        assert Child.objects.get().team.name == "Received"
        assert "There is no team “East”" in self.fails(folder, "--team", "East")

    def test_the_day_from_which_the_files_hold_everything(self, tmp_path: Path) -> None:
        folder = str(write(tmp_path, an_authority()))
        for wrong in ("soon", "2999-01-01"):
            assert "takes a day up to today" in self.fails(folder, "--visits-complete-from", wrong)
        self.run(folder, "--visits-complete-from", "01/02/2025")
        days = CompleteFrom.objects.filter(family="visits").values_list("on", flat=True)
        assert {str(day) for day in days} == {"2025-02-01"}

    def test_templates_are_written_once(self, tmp_path: Path) -> None:
        folder = str(tmp_path / "new")
        assert "9 empty files" in self.run("--templates", folder)
        assert "is there already" in self.fails("--templates", folder)

    def test_it_needs_a_folder_with_files(self, tmp_path: Path) -> None:
        assert "which folder" in self.fails()
        assert "There is no folder" in self.fails(str(tmp_path / "nowhere"))

    def test_a_file_of_staff_alone_says_what_it_did(self, tmp_path: Path) -> None:
        files = {"teams": [team()], "staff": [staff()]}
        assert self.run(str(write(tmp_path, files))).startswith("2 rows were taken.")
