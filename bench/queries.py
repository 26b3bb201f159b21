"""How often pages ask the database with five rows of everything, and with five hundred."""

from __future__ import annotations

from django.db import transaction

from bench import data
from bench.lines import Line, measure
from tests.access.asking import every_page
from tests.access.crowd import grow
from tests.access.world import build

FEW, MANY = 5, 500


@measure("Questions to the database by each page of the table of access, 500 rows / 5 rows")
def queries() -> list[Line]:
    with data.copy_of(data.empty()), transaction.atomic():
        world = build()
        grow(world, FEW)
        few = every_page(world)
        grow(world, MANY - FEW)
        many = every_page(world)
        transaction.set_rollback(True)
    asks = {page: (len(few[page].queries), len(asked.queries)) for page, asked in many.items()}
    more = {name: (a, b) for (name, _), (a, b) in asks.items() if b > a}
    name, who = max(many, key=lambda page: len(many[page].queries))
    said = "; ".join(f"{page} {a} → {b}" for page, (a, b) in sorted(more.items()))
    return [
        Line(
            f"pages that ask more often, of {len({name for name, _ in asks})}",
            said or "none",
            f"the most any page asks: {len(many[name, who].queries)} ({name})",
            len(more),
            0,
            unit="",
        )
    ]
