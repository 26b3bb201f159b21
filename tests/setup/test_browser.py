"""The journeys' own ground: that the browser, its server and its database are one."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page

from tests.browser import SignIn


@pytest.mark.journey
def test_the_browser_sees_a_ready_server(page: Page, width: int) -> None:
    answer = page.goto("/health/ready")
    assert answer
    assert answer.json() == {"database": True, "broker": True}
    assert page.evaluate("innerWidth") == width


@pytest.mark.journey
def test_the_browser_is_who_sign_in_says(page: Page, sign_in: SignIn) -> None:
    sign_in(get_user_model().objects.create(email="r.okafor@marlshire.example"))
    page.goto("/account/")
    assert page.get_by_text("r.okafor@marlshire.example").count()
