"""A note written on the wrong child's record finds its way, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from cases.models import CaseNote
from people import clock
from tests.browser import SignIn, assert_accessible
from tests.factories import a_child, allocated
from tests.house import House
from tests.journeys.test_moving_children import by_keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_note_filed_under_the_wrong_child_is_moved_and_both_records_say_so(
    page: Page, sign_in: SignIn
) -> None:
    house = House()
    right = a_child(team=house.team, given_name="Imogen", family_name="Rightly")
    for child in (house.child, right):
        allocated(child, house.worker)
    note = CaseNote.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=clock.now(), on=clock.today(),
        kind="contact", text="Imogen rang.",
    )  # fmt: skip
    sign_in(house.worker)
    page.goto(f"/children/{house.child.pk}/notes/{note.pk}/")
    assert_accessible(page)
    by_keyboard(page, "Filed under the wrong child", "link")
    assert_accessible(page)
    by_keyboard(page, "Move it")
    page.get_by_text("There is a problem").wait_for()
    assert_accessible(page)
    chosen = page.get_by_label("Which child is it really about?")
    chosen.select_option(str(right.pk))
    page.get_by_label("How do you know?").fill("It is her voice")
    by_keyboard(page, "Move it")
    page.get_by_text("The note was moved. Both records say so.").wait_for()
    for child, says in ((house.child, "moved from here to"), (right, "moved here from")):
        page.goto(f"/children/{child.pk}/chronology/")
        page.get_by_text(says).wait_for()
        page.get_by_text("It is her voice").wait_for()
        assert_accessible(page)
    note.refresh_from_db()
    assert note.child == right
