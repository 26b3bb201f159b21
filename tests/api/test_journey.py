"""A person makes a token for a program of theirs, and ends it, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from api.models import Token
from people import clock
from people.roles import Role
from tests.browser import SignIn, assert_accessible
from tests.factories import a_person


@pytest.mark.journey
def test_a_token_is_made_and_revoked(page: Page, sign_in: SignIn) -> None:
    sign_in(a_person(Role.SOCIAL_WORKER))
    page.goto("/account/")
    page.get_by_role("link", name="Access tokens for programs").click()
    page.get_by_label("What is the token for?").fill("Team spreadsheet")
    assert_accessible(page)
    page.get_by_role("button", name="Create token").click()
    assert re.search(r"homeward_[\w-]{43}", page.inner_text("main"))
    assert_accessible(page)
    page.get_by_role("link", name="What a program can ask").click()
    assert_accessible(page)
    page.goto("/account/tokens/")
    page.get_by_role("link", name="Revoke Team spreadsheet").click()
    assert_accessible(page)
    page.get_by_role("button", name="Revoke token").click()
    assert "You have no tokens." in page.inner_text("main")
    assert not Token.objects.alive(clock.today()).exists()
