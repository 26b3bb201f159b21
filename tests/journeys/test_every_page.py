"""Every page in a real browser: nothing axe objects to, nothing wider than the narrowest phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from playwright.sync_api import Browser, Page, Route

from tests.access.personas import BY_NAME
from tests.access.table import PAGES
from tests.access.walks import walk_as
from tests.access.world import build

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = {1280: True, 360: True, 320: False}  # and whether axe looks: at 320 only the width counts
AXE = Axe()

# Together they reach every page there is; each page is looked at as the first who got there.
WHO = [
    "the allocated worker", "the manager of the line", "the service manager above",
    "the IRO manager", "an administrator", "an auditor", "the returns officer", "commissioning",
    "out-of-hours on a shift", "nobody signed in",
]  # fmt: skip


def test_every_page_is_accessible_and_none_scrolls_sideways(browser: Browser) -> None:
    """Drawn from the answers a walk was given, so that nothing is asked twice."""
    world = build()
    shown: dict[str, Any] = {}
    for name in WHO:
        shown = walk_as(BY_NAME[name], world).shown | shown
    assert len(shown) > len(PAGES) / 2
    faults = [fault for name in sorted(shown) for fault in _faults(browser, name, shown[name])]
    assert not faults, "\n".join(faults)


def _faults(browser: Browser, name: str, response: Any) -> Iterator[str]:
    with _drawn(browser, response) as page:
        for width, look in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                yield f"{name} is {over} px wider than {width}"
            for rule in AXE.run(page).response["violations"] if look else []:
                yield f"{name} at {width}: {rule['id']}: {rule['nodes'][0]['html']}"


@contextmanager
def _drawn(browser: Browser, response: Any) -> Iterator[Page]:
    """The page in a browser to which we are the whole network; what the policy blocks fails it."""
    blocked: list[str] = []
    page = browser.new_page(base_url="http://testserver", reduced_motion="reduce")
    page.on("console", lambda message: blocked.append(message.text))
    page.route("**/*", lambda route: _answer(route, response))
    page.goto("/drawn")
    yield page
    page.close()
    assert not [text for text in blocked if "Content Security Policy" in text], blocked


def _answer(route: Route, response: Any) -> None:
    path = urlsplit(route.request.url).path
    if path == "/drawn":
        policy = {key: response[key] for key in ("Content-Type", "Content-Security-Policy")}
        route.fulfill(body=response.content, headers=policy)
    elif path.startswith(static("")):
        route.fulfill(path=str(finders.find(path.removeprefix(static("")))))
    else:
        route.fulfill(status=204)
