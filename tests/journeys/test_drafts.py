"""What is typed is kept, and a form only looked at leaves nothing behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import SignIn
from tests.factories import allocated
from tests.house import House
from visits.models import VisitDraft

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_draft_begins_with_the_first_word(page: Page, sign_in: SignIn) -> None:
    house = House()
    allocated(house.child, house.worker)
    sign_in(house.worker)
    page.goto(f"/children/{house.child.pk}/visits/new")
    expect(page.get_by_role("button", name="Save visit")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.goto("/")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    assert not VisitDraft.objects.exists()
    page.goto(f"/children/{house.child.pk}/visits/new")
    page.get_by_label("What the child said").press_sequentially("I like it here")
    expect(page.locator("#saved")).to_contain_text("aved")
    page.goto("/")
    page.get_by_role("link", name=f"Finish the visit to {house.child.name}").click()
    expect(page.get_by_label("What the child said")).to_have_value("I like it here")
