"""Promise 5 of the screens: a first load within 60 kB compressed, a later page within 15 kB.

Measured as production serves them: what stands in a page's own markup, gzipped as the proxy does,
with nothing kept by the browser; a later page is its HTML alone, since styles and scripts carry
their fingerprint and are kept for good.
"""

from __future__ import annotations

import gzip
import html.parser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from cases.changes import tell
from tests.duties.test_sync import settled
from tests.factories import TODAY, a_child, allocated
from tests.house import House
from tests.pages import SignedIn

pytestmark = pytest.mark.django_db
FIRST, LATER = 60_000, 15_000
CASELOAD = 20


class _Assets(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        link = given.get("src") if tag in {"script", "img"} else None
        if tag == "link":
            link = given.get("href")
        if link and link.startswith(static("")):
            self.found.add(link.removeprefix(static("")))


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=5))


def assets(page: bytes) -> int:
    """Bytes of everything the page has its browser fetch."""
    reader = _Assets()
    reader.feed(page.decode())
    assert reader.found
    files = [Path(str(finders.find(name))) for name in reader.found]
    return sum(compressed(file.read_bytes()) for file in files)


def test_pages_of_a_full_caseload_are_light(house: House, signed_in: SignedIn) -> None:
    children = [a_child(team=house.team) for _ in range(CASELOAD)]
    for child in children:
        allocated(child, house.worker)
        settled(child, since=TODAY)
    tell([child.pk for child in children], today=TODAY)
    client = signed_in(house.worker)
    mine = client.get(reverse("desk:my_work"))
    assert mine.context["work"].soon, "a page with nothing on it weighs nothing"
    assert compressed(mine.content) + assets(mine.content) <= FIRST
    of_child = [
        reverse(name, args=[children[0].pk])
        for name in ("desk:child", "desk:child_duties", "visits:new", "cases:chronology")
    ]
    for address in (reverse("desk:my_work"), reverse("desk:find"), *of_child):
        page = client.get(address)
        assert page.status_code == 200
        assert compressed(page.content) <= LATER, address
