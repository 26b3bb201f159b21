"""From a return to somebody's work: import, unallocated, allocate, My work; by keyboard."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases.models import Child
from people.roles import Role
from returns import tasks
from returns.models import Import
from tests.browser import SignIn, assert_accessible
from tests.factories import a_person, allocated
from tests.house import House
from tests.journeys.test_moving_children import by_keyboard
from tests.returns.lives import episode, header, write

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BORN = datetime.date(2016, 5, 4)


def test_a_child_of_a_return_is_allocated_and_stands_on_the_worker_s_my_work(
    page: Page, sign_in: SignIn, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(tasks.run_import, "delay", lambda _: None)
    house = House()
    allocated(house.child, house.worker)
    sign_in(a_person(Role.RETURNS_OFFICER, team=house.service))
    page.goto("/")
    assert_accessible(page)
    by_keyboard(page, "Imports", "link")
    by_keyboard(page, "Import statutory returns")
    page.get_by_label("Which files?").set_input_files(
        [
            write(tmp_path, "Header", [header(born=BORN)]),
            write(tmp_path, "Episodes", [episode()]),
        ]
    )
    page.get_by_label("Which team receives").select_option(str(house.team.pk))
    page.get_by_label("Import", exact=True).press("Space")
    by_keyboard(page, "Upload")
    tasks.run_import(str(Import.objects.get().pk))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    assert_accessible(page)
    child = Child.objects.exclude(pk=house.child.pk).get()

    sign_in(house.manager)
    page.goto("/")
    assert_accessible(page)
    by_keyboard(page, f"1 child of {house.team} without a worker", "link")
    page.get_by_label(child.name, exact=True).press("Space")
    page.get_by_label("Give the ticked children to").select_option(str(house.colleague.pk))
    by_keyboard(page, "Allocate from today")
    expect(page.get_by_text("Every child of this team has a worker.")).to_be_visible()

    sign_in(house.colleague)
    page.goto("/")
    mine = page.get_by_role("table", name="Children I work with")
    expect(mine.get_by_role("row").filter(has_text=child.name)).to_contain_text("visit recorded")
    assert_accessible(page)
    by_keyboard(page, child.name, "link")
    expect(page.get_by_role("heading", name="Overview")).to_be_attached()
    assert_accessible(page)
