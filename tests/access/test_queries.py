"""A page asks the database as often for thirty rows as for three. Every page of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.asking import Counts, every_page
from tests.access.crowd import grow
from tests.access.table import PAGES
from tests.access.world import build

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30


@pytest.fixture(scope="module")
def counted(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Counts, Counts]]:
    """What each page asked with a few rows of everything, and with many."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        grow(world, FEW)
        few = every_page(world)
        grow(world, MANY - FEW)
        yield few, every_page(world)
        transaction.set_rollback(True)


def test_pages_were_opened(counted: tuple[Counts, Counts]) -> None:
    few, many = counted
    assert few.keys() == many.keys()
    assert len({name for name, _ in few}) > len(PAGES) / 2
    longer = {name for name, who in few if many[name, who].length > 2 * few[name, who].length}
    assert len(longer) > 12, f"too few pages of more rows: {sorted(longer)}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_asks_no_more_often_for_thirty_than_for_three(
    name: str, counted: tuple[Counts, Counts]
) -> None:
    few, many = counted
    wrong = [
        f"{who}: {len(few[page, who].queries)} and {len(asked.queries)}, such as "
        + _more(few[page, who].queries, asked.queries)
        for (page, who), asked in many.items()
        if page == name and len(asked.queries) > len(few[page, who].queries)
    ]
    assert not wrong, "\n".join(wrong)


def _more(few: list[str], many: list[str]) -> str:
    """A question asked more often of many, without its values."""

    def shape(query: str) -> str:
        return query.partition(" WHERE ")[0]

    once = [shape(query) for query in few]
    return max(
        map(shape, many), key=lambda one: list(map(shape, many)).count(one) - once.count(one)
    )
