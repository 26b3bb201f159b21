"""Journeys: a person's way through the pages, in a real Chromium, against the real database.

    from tests.browser import SignIn, assert_accessible

    @pytest.mark.journey
    def test_a_visit_is_recorded_from_my_work(page: Page, sign_in: SignIn) -> None:
        sign_in(worker_of_two_children())
        page.goto("/")                      # addresses are relative to the running server
        page.get_by_role("link", name="Record visit").first.click()
        assert_accessible(page)

`page` runs a journey twice, on a desk (1280 px) and on a phone (360 px); mark it
`@pytest.mark.parametrize("width", [360], indirect=True)` for one of them. A script error, or
anything the content security policy had to block, fails the journey. `sign_in` gives the browser a
session without the form (the form has journeys of its own). Rows made in the test or its fixtures
are what the server sees, and are gone afterwards. `without_scripts` is the same page with
JavaScript off. What a browser needs is installed by `make test`.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page
from pytest_django.live_server_helper import LiveServer

from people.models import User
from tools import browsers
from tools.problem import Problem

HEIGHTS = {1280: 900, 360: 740}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(Protocol):
    def __call__(self, user: User) -> None: ...


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**browser_type_launch_args, "executable_path": str(browsers.chromium())}
    except Problem as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture(params=[1280, 360], ids=["desk", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    """Of the window, in CSS pixels."""
    return int(request.param)


@pytest.fixture
def window(width: int, live_server: LiveServer) -> dict[str, Any]:
    """How a browser window of that width opens."""
    size = {"width": width, "height": HEIGHTS[width]}
    return {
        "viewport": size,
        "screen": size,
        "base_url": live_server.url,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        "has_touch": width == 360,
    }


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], window: dict[str, Any]
) -> Iterator[BrowserContext]:
    """A browser of one person: cookies and windows. Fails on what went wrong behind a page."""
    wrong: list[str] = []
    opened = new_context(**window)
    opened.on("weberror", lambda event: wrong.append(str(event.error)))
    opened.on("console", lambda message: wrong.extend(_blocked(message)))
    yield opened
    assert not wrong, f"behind the page: {wrong}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def without_scripts(
    new_context: Callable[..., BrowserContext], window: dict[str, Any], context: BrowserContext
) -> Page:
    """A page with JavaScript off, signed in as whoever `sign_in` was asked for before."""
    plain = new_context(**window, java_script_enabled=False)
    plain.add_cookies(context.cookies())  # type: ignore[arg-type]
    return plain.new_page()


@pytest.fixture
def sign_in(context: BrowserContext, live_server: LiveServer) -> SignIn:
    """Sign the browser in as a user; again for another one signs the first out."""

    def signed_in(user: User) -> None:
        client = Client()
        client.force_login(user, backend=BACKEND)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.clear_cookies()
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return signed_in


def assert_accessible(page: Page) -> None:
    """No axe violation, and nothing wider than the window."""
    # A click waits for the answer to begin, not for the page to be there.
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]
    )
    spare = page.evaluate("innerWidth - document.documentElement.scrollWidth")
    assert spare >= 0, f"{page.url} scrolls sideways by {-spare} px"


def _blocked(message: ConsoleMessage) -> list[str]:
    try:
        text = message.text
    except Error:  # its page is gone already
        return []
    return [text] if "Content Security Policy" in text else []
