"""The pages of imports: upload, progress, report and rows."""

import csv
import uuid
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django_celery_beat.models import PeriodicTask

from audit.models import Read
from cases.models import Child, Exclusion
from people.models import Team, User
from people.refusal import Refused
from people.roles import Role
from returns import tasks, uploads
from returns.actions.imports import import_folders
from returns.actions.uploading import run_upload, start_upload, unfinished
from returns.models import Import
from returns.spreadsheets import harmless
from tests.factories import NOW, TODAY, a_person, a_team
from tests.returns.lives import episode, header, review, write

pytestmark = pytest.mark.django_db
HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"


@pytest.fixture
def team() -> Team:
    return a_team("North team")


@pytest.fixture
def officer(team: Team) -> User:
    return a_person(Role.RETURNS_OFFICER, team=team)


@pytest.fixture
def browser(client: Client, officer: User) -> Client:
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The imports a worker was woken for; none runs by itself."""
    found: list[str] = []
    monkeypatch.setattr(tasks.run_import, "delay", found.append)
    return found


def a_return(folder: Path) -> list[Path]:
    bad = review(REVIEW="31/02/2019", REVIEW_CODE='=HYPERLINK("x")')
    return [
        write(folder, "Header", [header(), header("BAD")]),
        write(folder, "Episodes", [episode(), episode("BAD", DEC="01/01/2018", REC="E8")]),
        write(folder, "Reviews", [bad, review()]),
    ]


def an_import(team: Team, folder: Path) -> Import:
    a_return(folder)
    return import_folders(folders=[folder], team=team, dry_run=False, on=TODAY, clock=lambda: NOW)


def uploaded(folder: Path) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in a_return(folder)]


def form(team: Team, **fields: Any) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), "team": str(team.pk), "how": "import", **fields}


def test_an_upload_is_taken_in_run_by_a_worker_and_its_files_are_deleted(
    browser: Client, team: Team, tmp_path: Path, own_files: Path, woken: list[str]
) -> None:
    given = form(team, csv_files=uploaded(tmp_path / "in"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = browser.post(reverse("returns:new"), given)
    run = Import.objects.get()
    page = reverse("returns:report", args=[run.pk])
    assert answer["Location"] == page
    assert woken == [str(run.pk)]
    assert len(list((own_files / "imports" / str(run.pk)).iterdir())) == 3
    waiting = browser.get(page).content.decode()
    assert "Waiting for a free worker" in waiting
    assert reverse("returns:progress", args=[run.pk]) in waiting
    tasks.run_import(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.started_by) == (Import.State.DONE, browser_user(browser))
    assert not (own_files / "imports" / str(run.pk)).exists()
    assert Child.objects.get().ssda903_id == "C1"
    assert {file["year"] for file in run.files} == {2018}
    assert "sha256" in run.files[0]
    assert "1 child was taken" in browser.get(page).content.decode()


def browser_user(browser: Client) -> User:
    return User.objects.get(pk=browser.session["_auth_user_id"])


def test_the_same_form_sent_twice_imports_once(
    browser: Client, team: Team, tmp_path: Path, woken: list[str]
) -> None:
    given = form(team)
    for _ in range(2):
        browser.post(reverse("returns:new"), given | {"csv_files": uploaded(tmp_path / "in")})
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose the CSV files of the return"),
        ({"csv_files": SimpleUploadedFile("a.xlsx", b"PK")}, "a.xlsx is not a CSV file"),
        ({"csv_files": SimpleUploadedFile("a.csv", b"")}, "One of the files is empty"),
        (
            {"csv_files": SimpleUploadedFile("a.csv", HEADER), "team": ""},
            "Choose the receiving team",
        ),
    ],
)
def test_what_is_wrong_with_an_upload_is_said_at_the_field(
    browser: Client, team: Team, fields: dict[str, Any], says: str
) -> None:
    page = browser.post(reverse("returns:new"), form(team) | fields).content.decode()
    assert page.count(says) == 2  # in the summary and at the field
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_not_taken_in(browser: Client, team: Team) -> None:
    settings.IMPORT_LIMITS = {**settings.IMPORT_LIMITS, "file_bytes": 1024 * 1024}
    big = SimpleUploadedFile("big.csv", b"x" * (1024 * 1024 + 1))
    page = browser.post(reverse("returns:new"), form(team, csv_files=big)).content.decode()
    assert "big.csv is bigger than 1 MB" in page
    assert not Import.objects.exists()


def test_an_upload_that_cannot_be_read_is_refused_with_the_reason(
    browser: Client, team: Team, officer: User, own_files: Path, woken: list[str]
) -> None:
    given = form(team, csv_files=SimpleUploadedFile("return.csv", b"PK\x03\x04"))
    browser.post(reverse("returns:new"), given)
    run = Import.objects.get()
    tasks.run_import(str(run.pk))
    page = browser.get(reverse("returns:report", args=[run.pk])).content.decode()
    assert "return.csv is a spreadsheet" in page
    assert "Nothing was changed" in page
    assert not list((own_files / "imports").iterdir())


def test_an_import_whose_files_are_gone_says_so(team: Team, officer: User) -> None:
    run = start(officer, team)
    uploads.forget(run.pk)
    run_upload(run.pk, on=TODAY, clock=lambda: NOW)
    run.refresh_from_db()
    assert run.state == Import.State.REFUSED
    assert "no longer there" in run.refusal


def test_a_finished_import_is_not_run_again(team: Team, officer: User) -> None:
    run = start(officer, team)
    for _ in range(2):
        run_upload(run.pk, on=TODAY, clock=lambda: NOW)
    run.refresh_from_db()
    assert run.state == Import.State.DONE


def start(by: User, team: Team) -> Import:
    return start_upload(
        files=[SimpleUploadedFile("header.csv", HEADER)],
        team=team,
        dry_run=False,
        key=uuid.uuid4(),
        by=by,
        on=TODAY,
        at=NOW,
        wake=lambda _: None,
    )


def test_an_upload_nobody_finished_is_found_again(team: Team, officer: User) -> None:
    run = start(officer, team)
    assert unfinished(before=NOW) == []
    assert unfinished(before=NOW.replace(hour=10)) == [run.pk]


def test_what_was_left_unfinished_is_woken_every_quarter_of_an_hour() -> None:
    kept = PeriodicTask.objects.get(task="returns.tasks.resume_imports")
    assert kept.task in current_app.tasks
    assert kept.crontab.minute == "*/15"


def test_a_forgotten_upload_is_given_to_a_worker_again(
    team: Team, officer: User, woken: list[str]
) -> None:
    run = start(officer, team)
    Import.objects.update(created_at=NOW.replace(2020))
    tasks.resume_imports()
    assert woken == [str(run.pk)]


def test_a_team_manager_may_not_upload(team: Team) -> None:
    with pytest.raises(Refused):
        start(a_person(Role.TEAM_MANAGER, team=team), team)


def test_progress_asks_the_page_to_come_again_when_the_import_is_done(
    browser: Client, team: Team, tmp_path: Path
) -> None:
    run = an_import(team, tmp_path / "in")
    answer = browser.get(reverse("returns:progress", args=[run.pk]))
    assert answer["HX-Refresh"] == "true"


def test_the_rows_are_shown_with_reasons_and_can_be_narrowed(
    browser: Client, team: Team, tmp_path: Path
) -> None:
    address = reverse("returns:rows", args=[an_import(team, tmp_path / "in").pk])
    page = browser.get(address).content.decode()
    assert "The episode ends before it begins." in page
    assert "is no date such as 31/03/2020" in page
    narrowed = browser.get(address, {"outcome": "dropped"}).content.decode()
    assert "The episode ends before it begins." not in narrowed
    assert "is no date such as 31/03/2020" in narrowed
    assert browser.get(address, {"outcome": "nonsense"}).status_code == 200


def test_reading_the_rows_is_noted_for_the_children_shown(
    browser: Client, team: Team, tmp_path: Path
) -> None:
    run = an_import(team, tmp_path / "in")
    for name in ("returns:rows", "returns:rows_csv"):
        assert b"".join(browser.get(reverse(name, args=[run.pk])))
        read = Read.objects.get(what=name)
        assert read.children == [Child.objects.get().pk]


def test_rows_about_a_child_one_is_excluded_from_are_absent(
    browser: Client, officer: User, team: Team, tmp_path: Path
) -> None:
    run = an_import(team, tmp_path / "in")
    child = Child.objects.get()
    assert run.lines.filter(child=child).exists()
    Exclusion.objects.create(
        child=child, user=officer, reason="Related", starts_on=TODAY.replace(2020)
    )
    page = browser.get(reverse("returns:rows", args=[run.pk])).content.decode()
    assert ">C1<" not in page
    assert ">BAD<" in page


def test_the_download_runs_no_formula(browser: Client, team: Team, tmp_path: Path) -> None:
    run = an_import(team, tmp_path / "in")
    run.lines.filter(outcome="dropped").update(value='=HYPERLINK("x")')
    answer = browser.get(reverse("returns:rows_csv", args=[run.pk]), {"outcome": "dropped"})
    text = b"".join(answer).decode("utf-8-sig")
    (found,) = csv.DictReader(StringIO(text))
    assert found["Value"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@x", "\tx", "\r=1", "＝1+1"])
def test_what_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_an_administrator_sees_the_numbers_and_no_rows(
    client: Client, team: Team, tmp_path: Path
) -> None:
    run = an_import(team, tmp_path / "in")
    admin = a_person(Role.ADMINISTRATOR, team=team)
    client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("returns:report", args=[run.pk])).content.decode()
    assert "1 child was taken" in page
    assert reverse("returns:rows", args=[run.pk]) not in page
    assert client.get(reverse("returns:rows", args=[run.pk])).status_code == 403
