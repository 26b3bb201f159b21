"""The worker sends a form, the IRO asks for more, the worker completes it, the IRO signs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import SignIn, assert_accessible
from tests.scene import Scene
from visits.models import Visit
from visits.states import State

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_form_goes_to_the_iro_comes_back_and_is_signed(page: Page, sign_in: SignIn) -> None:
    scene = Scene()
    visit = scene.visit(purposeful=True, child_words="I like the dog.")
    sign_in(scene.iro)
    page.goto("/")
    assert_accessible(page)
    page.get_by_role("link", name="Read the form about").click()
    page.get_by_text("I like the dog.").wait_for()
    page.get_by_label("Something is missing: send it back").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Say what is missing").wait_for()
    assert_accessible(page)
    page.get_by_label("What is missing?").fill("Was the bedroom seen?")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Sent back").first.wait_for()
    assert_accessible(page)

    sign_in(scene.worker)
    page.goto("/")
    page.get_by_text("Was the bedroom seen?").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Complete the form about").click()
    page.get_by_text("Was the bedroom seen?").wait_for()
    page.get_by_label("What was wrong, and how do you know?").fill("The room was left out.")
    page.get_by_label("What is it like where the child sleeps?").fill("A room of her own.")
    page.get_by_role("button", name="Save the corrected version").click()
    page.get_by_text("Corrected version recorded").wait_for()

    sign_in(scene.iro)
    page.goto("/forms/")
    assert_accessible(page)
    page.get_by_role("link", name="Read the form about").click()
    page.get_by_text("A room of her own.").wait_for()
    page.get_by_label("I have read it and sign it").check()
    for question in ("Were the right actions taken?", "Is an early review needed?"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()
    page.get_by_role("group", name="Is it time for a formal escalation?").get_by_label("No").check()
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Read and signed").wait_for()
    assert_accessible(page)
    assert page.get_by_role("link", name="Book the early review").is_visible()
    assert Visit.objects.get(corrects=visit).state == State.READ
