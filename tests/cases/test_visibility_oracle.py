"""cases/visibility.py against docs/trust.md read the slow way, in worlds drawn at random."""

import uuid

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.models import Child
from cases.visibility import ORDER, children, sight_of
from people.models import User
from people.roles import Sight
from people.standing import standing
from tests.cases.drawing import CHILDREN, PEOPLE, worlds, write
from tests.cases.oracle import DAY, NOW, Told, sights

pytestmark = pytest.mark.django_db


@given(worlds())
@settings(max_examples=60)
def test_everyone_sees_exactly_whom_and_what_the_table_says(told: Told) -> None:
    with transaction.atomic():
        written = write(told)
        number = {child.pk: index for index, child in enumerate(written.children)}
        for person in PEOPLE:
            stand = standing(written.users[person], DAY)
            expected = {child: sights(told, person, child) for child in CHILDREN}
            seen = {
                number[pk] for pk in children(stand, on=DAY, at=NOW).values_list("pk", flat=True)
            }
            assert seen == {child for child, what in expected.items() if what}, f"person {person}"
            for sight in Sight:
                found = children(stand, on=DAY, at=NOW, sights=(sight,))
                assert {number[child.pk] for child in found} == {
                    child for child, what in expected.items() if sight.value in what
                }, f"person {person}, {sight}"
            for child in CHILDREN:
                best = max(expected[child], key=lambda one: ORDER[Sight(one)], default=None)
                assert sight_of(stand, written.children[child], on=DAY, at=NOW) == best
        transaction.set_rollback(True)


@given(worlds(), st.sampled_from(list(CHILDREN)))
@settings(max_examples=25)
def test_for_a_stranger_the_child_might_as_well_not_exist(told: Told, child: int) -> None:
    """Every count and search of somebody who may not see the child is as if it were not there."""
    with transaction.atomic():
        written = write(told)
        strangers = [person for person in PEOPLE if not sights(told, person, child)]
        before = {person: _finds(written.users[person]) for person in strangers}
        gone = written.children[child]
        _erase(gone)
        assert {person: _finds(written.users[person]) for person in strangers} == before
        transaction.set_rollback(True)


def _finds(user: User) -> tuple[int, list[uuid.UUID]]:
    mine = children(user, on=DAY, at=NOW)
    return mine.count(), sorted(
        mine.filter(search_name__icontains="drawn").values_list("pk", flat=True)
    )


def _erase(child: Child) -> None:
    for relation in (child.allocations, child.care_periods, child.access_reasons):
        relation.all().delete()
    child.delete()


@given(worlds(), st.sampled_from(list(PEOPLE)), st.sampled_from(list(CHILDREN)))
@settings(max_examples=25)
def test_an_exclusion_beats_everything(told: Told, person: int, child: int) -> None:
    told.excluded[(child, person)] = (0, 0)
    with transaction.atomic():
        written = write(told)
        seen = children(written.users[person], on=DAY, at=NOW)
        assert not seen.filter(pk=written.children[child].pk).exists()
        transaction.set_rollback(True)
