"""Getting in, being shown out, and coming back, in a real browser."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from audit.models import Read
from people import clock
from people.models import User
from people.roles import Role
from people.signin import sessions
from tests.browser import SignIn, assert_accessible
from tests.factories import a_child, a_person, a_team

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def worker() -> User:
    user = a_person(Role.SOCIAL_WORKER, team=a_team(), email="worker@example.org", name="Rosa Ode")
    user.set_password(PASSWORD)
    user.save()
    return user


def type_in(page: Page, password: str = PASSWORD) -> None:
    """By keyboard alone."""
    page.get_by_label("E-mail address").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("worker@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_somebody_signs_in_by_keyboard_after_a_mistake(page: Page, worker: User) -> None:
    page.goto("/account/sessions/")
    assert_accessible(page)
    type_in(page, "not my password")
    expect(page.get_by_role("alert")).to_contain_text("e-mail address or the password is not right")
    expect(page).to_have_title("Error: Sign in – Homeward")
    assert_accessible(page)
    type_in(page)
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    assert_accessible(page)


def test_too_many_mistakes_are_told_how_long_to_wait(page: Page, worker: User) -> None:
    page.goto("/account/login/")
    for _ in range(5):
        type_in(page, "not my password")
        if page.get_by_role("heading", name="Wait").count():
            break
    expect(page.get_by_text("Wait 30 minutes")).to_be_visible()
    assert_accessible(page)


def test_whoever_was_away_too_long_comes_back_to_where_they_were(page: Page, worker: User) -> None:
    page.goto("/account/login/")
    type_in(page)
    page.goto("/account/2fa/")
    assert_accessible(page)
    stand_idle(worker)
    page.reload()
    expect(
        page.get_by_role("heading", name="You were signed out to keep children’s records safe")
    ).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Sign in again").click()
    type_in(page)
    expect(page.get_by_role("heading", name="The second step when you sign in")).to_be_visible()


def stand_idle(user: User) -> None:
    """As if an hour had gone by since their last click."""
    for row in Session.objects.all():
        told = row.get_decoded()
        if told.get("_auth_user_id") == str(user.pk):
            told[sessions.SEEN] -= datetime.timedelta(hours=2).total_seconds()
            row.session_data = Session.objects.encode(told)
            row.save()


@pytest.mark.parametrize(
    "path",
    ["/account/", "/account/password/change/", "/account/password/reset/", "/account/logout/"],
)
def test_the_pages_of_ones_own_sign_in_are_for_everyone(
    page: Page, worker: User, sign_in: SignIn, path: str
) -> None:
    sign_in(worker)
    page.goto(path)
    assert_accessible(page)


def test_setting_up_the_second_step(page: Page, worker: User) -> None:
    page.goto("/account/login/")
    type_in(page)
    page.goto("/account/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set up the second step")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/audit/", "/audit/changes/"])
def test_the_auditors_pages(page: Page, sign_in: SignIn, path: str) -> None:
    auditor = a_person(Role.AUDITOR, team=a_team(), name="Ada Auditor")
    children = [a_child() for _ in range(3)]
    for shown in (children, children[:1]):
        Read.objects.create(
            at=clock.now(), user=auditor, what="cases:workers", children=[one.pk for one in shown]
        )
    sign_in(auditor)
    page.goto(path)
    page.get_by_text("Look for a person, a child or certain days").click()
    assert_accessible(page)
