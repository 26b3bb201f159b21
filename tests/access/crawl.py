"""Walking the pages as a person does: from the first page, by what is shown on each.

Nothing here knows an address: every one is read from a page that was shown before. A form is sent
as it stands, with nothing typed in, and what it wrote is rolled back: it may complain of what is
missing, and may not be refused.
"""

from __future__ import annotations

import html.parser
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

SHOWN, SENT_ON, COMPLAINS = 200, 302, 422
SEARCHED = "words"  # the box of a search


@dataclass
class Form:
    """A form of a page: where it goes, and what it sends if nothing is typed."""

    action: str
    method: str
    given: dict[str, str] = field(default_factory=dict)

    @property
    def searches(self) -> bool:
        return SEARCHED in self.given


@dataclass
class Offered:
    """What one page offers: its links with their words, and its forms."""

    links: list[tuple[str, str]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


@dataclass
class Walk:
    """Where a person got to, and what refused them on the way."""

    pages: dict[str, str] = field(default_factory=dict)  # name in the resolver: first address
    shown: dict[str, Any] = field(default_factory=dict)  # the answers of those that are pages
    refused: list[str] = field(default_factory=list)


def walk(client: Client, *, things: frozenset[str], typed: Mapping[str, str]) -> Walk:
    """Follow everything shown to whoever the client is signed in as.

    Of links alike only a few are followed, but always those about one of `things` (their ids).
    `typed` is what is searched for, by the name of the page.
    """
    found = Walk()
    ahead, once = [("/", "the start")], _Enough(things)
    while ahead:
        address, way = ahead.pop(0)
        response = client.get(address, follow=True)
        if response.status_code != SHOWN:
            found.refused.append(f"{way}: {response.status_code} for {address}")
            continue
        name = _name(address)
        for passed in [address, *(led_to for led_to, _ in response.redirect_chain)]:
            found.pages.setdefault(_name(passed), passed)
        if _is_page(response) and b"<html" in response.content:
            found.shown.setdefault(_name(address), response)  # not what htmx swaps in
        offered = read(response, address)
        for target, words in offered.links:
            if once.wanted(name, target):
                ahead.append((target, f"{way} › {words}"))
        for form in offered.forms:
            if once.wanted(name, form.action, form.method):
                found.pages.setdefault(_name(form.action), form.action)
                if form.action == reverse("account_logout"):
                    continue
                way_on = f"{way} › the form of {name}"
                answer = _send(client, form, typed)
                if answer.status_code not in {SHOWN, SENT_ON, COMPLAINS}:
                    found.refused.append(f"{way_on}: {answer.status_code} for {form.action}")
                for target, words in read(answer, form.action).links if form.searches else []:
                    if once.wanted(f"{name} answered", target):
                        ahead.append((target, f"{way_on} › {words}"))
    return found


class _Enough:
    """Which of many alike are followed: from each page to each other one.

    The second child of a list tells no more than the first.
    """

    ALIKE = 1

    def __init__(self, things: frozenset[str]) -> None:
        self._things = things
        self._met: set[str] = set()
        self._ways: Counter[tuple[str, str]] = Counter()

    def wanted(self, name: str, target: str, method: str = "") -> bool:
        shape = method + _shape(target)
        way = (name, method + _shape(target.replace(urlsplit(target).path, _name(target), 1)))
        known = any(part in self._things for part in urlsplit(target).path.split("/"))
        if shape in self._met or (self._ways[way] >= self.ALIKE and not known):
            return False
        self._met.add(shape)
        self._ways[way] += 1
        return True


def read(response: Any, address: str) -> Offered:
    """Links and forms of a page, those leading to other servers apart."""
    if not _is_page(response):
        return Offered()
    reader = _Reader(address)
    reader.feed(response.content.decode())
    here = Offered()
    here.links = [(url, " ".join(words.split())) for url, words in reader.links if _ours(url)]
    here.forms = [form for form in reader.forms if _ours(form.action)]
    return here


def _send(client: Client, form: Form, typed: Mapping[str, str]) -> Any:
    """The answer to the form as it stands, or to a search for what is `typed`; then undone."""
    given = form.given | ({SEARCHED: typed.get(_name(form.action), "")} if form.searches else {})
    with transaction.atomic():
        send = client.post if form.method == "post" else client.get
        answer = send(form.action, given)
        transaction.set_rollback(True)
    return answer


def _is_page(response: Any) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and not response.streaming


def _ours(url: str) -> bool:
    return url.startswith("/") and not url.startswith("/static/")


def _shape(url: str) -> str:
    """Addresses that differ only in what a parameter says are one page."""
    parts = urlsplit(url)
    return parts.path + "?" + "&".join(sorted({key for key, _ in parse_qsl(parts.query)}))


def _name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return url


class _Reader(html.parser.HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._link = ""
        self._words = ""
        self._form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "a" and "href" in given:
            self._link, self._words = self._whole(given["href"]), ""
        elif tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(self._whole(given.get("action", "")), method)
            self.forms.append(self._form)
        elif tag in {"input", "button"}:
            self._field(given)
        for asks in ("hx-get", "data-address", "data-href"):
            if given.get(asks):
                self.links.append((self._whole(given[asks]), asks))
        if "hx-post" in given:
            self._also(given["hx-post"])

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.links.append((self._link, self._words))
            self._link = ""
        elif tag == "form":
            self._form = None

    def _field(self, given: dict[str, str]) -> None:
        """What a browser would send unasked: hidden and filled-in fields."""
        if "formaction" in given:
            self._also(given["formaction"])
        typed = given.get("type", "text") not in {"radio", "checkbox", "file", "submit", "button"}
        if self._form and given.get("name") and (typed or "checked" in given):
            self._form.given[given["name"]] = given.get("value", "")

    def _also(self, action: str) -> None:
        """Another address the same form is sent to."""
        around = self._form.given if self._form else {}
        self.forms.append(Form(self._whole(action), "post", around))

    def _whole(self, url: str) -> str:
        return urldefrag(urljoin(self.address, url)).url
