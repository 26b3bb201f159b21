"""Moving a child, and keeping a home, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from people.roles import Role
from placements.actions.homes import write_home
from placements.models import Home, Placement
from placements.models.home import HomeKind
from tests.browser import SignIn, assert_accessible
from tests.factories import a_person
from tests.journeys.test_moving_children import by_keyboard
from tests.scene import Scene


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return Scene()


@pytest.mark.journey
def test_a_worker_moves_a_child_by_keyboard(page: Page, sign_in: SignIn, scene: Scene) -> None:
    write_home(Home(), {"name": "Elm Lodge", "kind": HomeKind.CHILDRENS_HOME, "capacity": 4})
    sign_in(scene.worker)
    page.goto(f"/children/{scene.child.pk}/homes/")
    assert_accessible(page)
    by_keyboard(page, "Record a move", "button")
    page.get_by_label("Name or postcode of the home").focus()
    page.keyboard.type("elm")
    page.keyboard.press("Enter")
    page.get_by_text("Found by “elm”").wait_for()
    assert_accessible(page)
    by_keyboard(page, "Choose Elm Lodge", "link")
    page.get_by_role("heading", name="To Elm Lodge").wait_for()
    by_keyboard(page, "Save", "button")
    page.get_by_text("There is a problem").wait_for()
    assert_accessible(page)
    page.get_by_label("Why does the time in the home before end?").select_option("CARPL")
    page.get_by_label("Why this home").fill("Close to school and to Nan.")
    by_keyboard(page, "Save", "button")
    page.get_by_text("Recorded: Elm Lodge").wait_for()
    assert_accessible(page)
    assert "Close to school and to Nan." in page.inner_text("main")
    assert Placement.objects.real().filter(child=scene.child, ends_on=None).count() == 1


@pytest.mark.journey
def test_a_keeper_adds_a_home_and_what_the_regulator_said(
    page: Page, sign_in: SignIn, db: None
) -> None:
    sign_in(a_person(Role.COMMISSIONING))
    page.goto("/homes/")
    assert_accessible(page)
    page.get_by_role("link", name="Add a home").click()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("link", name="Enter name").is_visible()
    page.get_by_label("Name", exact=True).fill("Elm Lodge")
    page.get_by_label("Kind of home").select_option(HomeKind.CHILDRENS_HOME)
    page.get_by_label("Who runs it").fill("Brackenmoor Homes")
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Registration changed").click()
    page.get_by_label("Suspended").check()
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Registration suspended").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Brackenmoor Homes").click()
    page.get_by_role("heading", name="Brackenmoor Homes").wait_for()
    assert_accessible(page)
    assert "Not registered" in page.inner_text("main")
