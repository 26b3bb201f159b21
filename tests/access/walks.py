"""A walk over the pages as one of the personas, in the world of tests/access/world.py."""

from __future__ import annotations

from tests.access.crawl import Walk, walk
from tests.access.personas import Persona
from tests.access.world import World

# What is typed into the searches, by the name of the page.
SEARCHES = {
    "desk:find": "Thistlewick",
    "people:people": "worker",
    "placements:homes": "Larkfield",
    "placements:place": "Larkfield",
}


def walk_as(who: Persona, world: World) -> Walk:
    """Everything shown to `who`; whatever is about their child or its things is always followed."""
    things = world.things[who.child].values()
    known = frozenset(str(getattr(thing, "pk", thing)) for thing in things)
    return walk(world.clients[who.name], things=known, typed=SEARCHES)
