"""A returns officer uploads a return, watches it and reads what became of it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people.roles import Role
from returns import tasks
from returns.models import Import
from tests.browser import SignIn, assert_accessible
from tests.factories import a_person, a_team
from tests.returns.lives import episode, header, write


@pytest.mark.journey
def test_a_return_is_uploaded_checked_and_read(
    page: Page, sign_in: SignIn, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(tasks.run_import, "delay", lambda _: None)
    team = a_team("North team")
    sign_in(a_person(Role.RETURNS_OFFICER, team=team))
    files = [
        write(tmp_path, "Header", [header(), header("BAD")]),
        write(tmp_path, "Episodes", [episode(), episode("BAD", DEC="01/01/2018", REC="E8")]),
    ]
    page.goto("/imports/")
    page.get_by_role("button", name="Import statutory returns").click()
    assert_accessible(page)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the CSV files of the return")
    page.get_by_label("Which files?").set_input_files(files)
    page.get_by_label("Which team receives").select_option(label="North team")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Checking")
    assert_accessible(page)
    tasks.run_import(str(Import.objects.get().pk))
    expect(page.get_by_role("heading", level=1)).to_have_text("Checked: nothing was changed")
    assert_accessible(page)
    page.get_by_role("link", name="Ends before it begins").click()
    expect(page.get_by_role("table")).to_contain_text("The episode ends before it begins.")
    assert_accessible(page)
