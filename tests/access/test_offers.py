"""For whom a button is offered, and who may press it, are one answer."""

from __future__ import annotations

import pytest

from cases.permissions import may_record
from cases.visibility import recordable
from people import clock
from people.standing import standing
from reviews.permissions import may_record_review
from reviews.visibility import reviewable
from tests.access.personas import PERSONAS, Persona
from tests.access.world import World
from visits.permissions import may_record_visit
from visits.visibility import visitable

pytestmark = pytest.mark.django_db
INSIDE = [who for who in PERSONAS if who.signs_in]


@pytest.mark.parametrize(
    ("offered", "may"),
    [
        (recordable, may_record),
        (visitable, may_record_visit),
        (reviewable, may_record_review),
    ],
    ids=["what was done", "a visit", "a review"],
)
@pytest.mark.parametrize("who", INSIDE, ids=str)
def test_a_button_is_offered_to_those_who_may_press_it(
    world: World, who: Persona, offered: object, may: object
) -> None:
    assert callable(offered)
    assert callable(may)
    stand = standing(world.users[who.name], clock.today())
    child = world.things[who.child]["child"]
    asked = {"on": clock.today(), "at": clock.now()}
    shown = offered(stand, **asked).filter(pk=child.pk).exists()
    assert shown == bool(may(stand, child, **asked))
