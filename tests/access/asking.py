"""How often every page of the table of access asks the database. The tests and the bench use it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.kinds import Page
from tests.access.personas import BY_NAME, Persona
from tests.access.table import PAGES
from tests.access.world import World

# Those who have long pages, those of a worker and a manager first: of these, two ask for each page.
ASKERS = [
    "the manager of the line",
    "the allocated worker",
    "the IRO of the child",
    "the IRO manager",
    "an administrator",
    "the returns officer",
    "an auditor",
    "commissioning",
    "out-of-hours on a shift",
    "the service manager above",
]


@dataclass(frozen=True)
class Asked:
    """What one page asked, and how long it was in bytes."""

    queries: list[str]
    length: int


Counts = dict[tuple[str, str], Asked]


def every_page(world: World) -> Counts:
    """Each page as up to two people get it, the second time they open it."""
    found: Counts = {}
    for name, declared in PAGES.items():
        for who in _askers(declared):
            given = {key: world.thing(thing, who) for key, thing in declared.needs.items()}
            address = reverse(name, kwargs=given) + declared.query
            client = world.clients[who.name]
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
                text = b"".join(response) if response.streaming else response.content
            if response.status_code == 200:
                queries = [query["sql"] for query in asked]
                found[name, who.name] = Asked(queries, len(text))
    return found


def _askers(declared: Page) -> list[Persona]:
    allowed = [BY_NAME[name] for name in ASKERS if declared.on_get(BY_NAME[name]) == {200}]
    return allowed[:2]
