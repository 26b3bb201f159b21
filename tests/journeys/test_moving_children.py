"""From the tray to the worker: a manager's and an administrator's way through the pages."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page

from cases.models import Allocation
from people import clock
from people.models import User
from tests.browser import SignIn, assert_accessible
from tests.factories import a_child, allocated, in_care
from tests.house import House

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def by_keyboard(page: Page, name: str, role: str = "button") -> None:
    """Reach it with Tab alone and press Enter."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"{name} is not reached by keyboard")


def test_a_manager_allocates_from_the_tray_and_the_worker_reads_the_handover(
    page: Page, sign_in: SignIn
) -> None:
    house = House()
    in_care(house.child)
    sign_in(house.manager)
    page.goto(f"/teams/{house.team.pk}/caseloads")
    assert_accessible(page)
    by_keyboard(page, "1 child unallocated", "link")
    assert_accessible(page)
    page.get_by_label(house.child.name, exact=True).press("Space")
    page.get_by_label("Give the ticked children to").select_option(str(house.worker.pk))
    by_keyboard(page, "Allocate from today")
    page.get_by_text("Every child of this team has a worker.").wait_for()
    page.goto(f"/teams/{house.team.pk}/caseloads/{house.worker.pk}/social_worker")
    assert_accessible(page)
    page.get_by_label("Who takes them over?").select_option(str(house.colleague.pk))
    page.get_by_label("What the new worker should know first").fill("Ring her school first.")
    by_keyboard(page, "Move children")
    page.get_by_text("1 child moves to Colin Colleague").wait_for()
    sign_in(house.colleague)
    page.goto("/handovers/")
    assert_accessible(page)
    by_keyboard(page, house.child.name, "link")
    page.get_by_text("Ring her school first.").wait_for()
    assert_accessible(page)
    by_keyboard(page, "I have read this")
    page.get_by_text("Nothing to read.").wait_for()


def test_an_administrator_gives_a_role_and_lets_somebody_go(page: Page, sign_in: SignIn) -> None:
    house = House()
    allocated(house.child, house.worker)
    sign_in(house.administrator)
    page.goto("/people/")
    assert_accessible(page)
    page.get_by_label("Name, e-mail address or staff number").fill("wendy")
    by_keyboard(page, "Search")
    page.get_by_role("link", name="Wendy Worker").click()
    assert_accessible(page)
    by_keyboard(page, "Give a role", "link")
    assert_accessible(page)
    page.get_by_label("Personal adviser", exact=True).press("Space")
    page.get_by_label("In which team?").select_option(str(house.team.pk))
    by_keyboard(page, "Give role")
    page.get_by_role("heading", name=f"Personal adviser, {house.team}").wait_for()
    by_keyboard(page, "Wendy Worker leaves", "link")
    by_keyboard(page, "Continue")
    page.get_by_text("1 child will have nobody").wait_for()
    assert_accessible(page)
    page.get_by_label("Yes, this is what should happen").press("Space")
    by_keyboard(page, "Save")
    page.get_by_text("Left: no longer here since").wait_for()
    assert Allocation.objects.get().ends_on == clock.today()


def test_other_pages_are_accessible(page: Page, sign_in: SignIn) -> None:
    house = House()
    twin = a_child(team=house.team, given_name="Robyn", family_name="Marsh", religion="Quaker")
    in_care(twin, since=datetime.date(2026, 1, 5))
    pk = house.child.pk
    ways: dict[User, list[str]] = {
        house.head: [
            "/children/new", f"/children/{pk}/edit", f"/children/{pk}/workers/",
            f"/children/{pk}/workers/add/social_worker", f"/children/{pk}/access/",
            f"/children/{pk}/access/restrict", f"/children/{pk}/access/exclude",
            "/children/duplicates/", f"/children/{pk}/merge/{twin.pk}", "/children/urgent/",
            "/access-reasons/", f"/children/{pk}/team",
        ],
        house.administrator: [
            "/people/teams/", "/people/teams/new", f"/people/teams/{house.team.pk}/edit",
            "/people/new",
            f"/people/{house.worker.pk}/away",
        ],
        house.iro_manager: ["/children/without-iro/"],
    }  # fmt: skip
    for user, addresses in ways.items():
        sign_in(user)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert_accessible(page)
