"""Every URL, as every persona, against the table of tests/access/table.py."""

import html.parser
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from psycopg import sql

from tests.access.addresses import every_address
from tests.access.kinds import SENT_ON, Page
from tests.access.personas import PERSONAS, Persona
from tests.access.table import PAGES
from tests.access.world import World

pytestmark = pytest.mark.django_db
DECLARED = sorted(PAGES.items())
NAMES = [name for name, _ in DECLARED]


def test_every_url_is_named_and_declared() -> None:
    missing = {name or f"(no name) {route}" for name, route in every_address()} - set(PAGES)
    assert not missing, (
        f"Not in the table of access: {sorted(missing)}. "
        "tests/access/table.py says at its top how to declare them."
    )


def test_the_table_declares_nothing_that_is_gone() -> None:
    assert set(PAGES) <= {name for name, _ in every_address()}


@pytest.mark.parametrize(("name", "declared"), DECLARED, ids=NAMES)
def test_each_page_answers_each_persona_as_declared(
    name: str, declared: Page, world: World
) -> None:
    wrong = []
    for who in PERSONAS:
        response = world.clients[who.name].get(_address(name, declared, who, world))
        if response.status_code not in declared.on_get(who):
            wrong.append(f"{who}: {response.status_code}, not {sorted(declared.on_get(who))}")
        elif _is_page(response):
            wrong += [f"{who}: {fault}" for fault in _faults(response, world)]
    assert not wrong, "\n".join([name, *wrong])


@pytest.mark.parametrize(("name", "declared"), DECLARED, ids=NAMES)
def test_a_refused_post_changes_nothing(name: str, declared: Page, world: World) -> None:
    wrong = []
    before = _rows()
    for who in PERSONAS:
        if not declared.refuses_post(who):
            continue
        response = world.clients[who.name].post(_address(name, declared, who, world))
        if response.status_code not in {302, 401, 403, 404, 405}:
            wrong.append(f"{who}: {response.status_code}")
        elif response.status_code == 302 and declared.kind is not SENT_ON and who.signs_in:
            wrong.append(f"{who}: led on to {response['Location']}")
    assert not wrong, "\n".join([name, *wrong])
    assert _rows() == before


def _address(name: str, declared: Page, who: Persona, world: World) -> str:
    given = {key: world.thing(thing, who) for key, thing in declared.needs.items()}
    return reverse(name, kwargs=given) + declared.query


def _is_page(response: Any) -> bool:
    return response.get("Content-Type", "").startswith("text/html") and not response.streaming


def _rows() -> dict[str, int]:
    """How many rows every table of ours has, and its history; reads and sessions apart."""
    own = {model._meta.db_table for model in apps.get_models() if _counts(model._meta.label)}
    tables = sorted(own & set(connection.introspection.table_names()))
    each = [
        sql.SQL("SELECT {}, count(*) FROM {}").format(sql.Literal(table), sql.Identifier(table))
        for table in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(each))
        return dict(cursor.fetchall())


def _counts(label: str) -> bool:
    """Sign-in's own tables change when somebody is sent away, and so may the log of reads."""
    return not label.startswith(("sessions.", "usersessions.", "axes.")) and label != "audit.Read"


class _Look(html.parser.HTMLParser):
    """What the content security policy would block, and what stands in the title."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.title = ""
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"an inline <{tag}>")
        if "style" in given:
            self.faults.append(f"a style attribute on <{tag}>")
        self.faults += [f"{key} on <{tag}>" for key in given if key.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in = ""


def _faults(response: Any, world: World) -> list[str]:
    look = _Look()
    look.feed(response.content.decode())
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        look.faults.append(f"its policy is {policy!r}")
    if "no-store" not in response.get("Cache-Control", ""):
        look.faults.append("a browser may keep it")
    names = [world.things[key]["child"] for key in world.things]
    if any(child.given_name in look.title or child.family_name in look.title for child in names):
        look.faults.append(f"a child's name in its title: {look.title}")
    return look.faults
