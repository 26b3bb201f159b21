"""No button without an action: whatever is shown to a person works for them, and all is shown."""

from __future__ import annotations

import pytest

from tests.access.crawl import Walk
from tests.access.kinds import CLOSED
from tests.access.personas import PERSONAS, Persona
from tests.access.table import PAGES
from tests.access.walks import walk_as
from tests.access.world import World

pytestmark = pytest.mark.django_db
# Whose pages are those of another who walks: they would tell nothing new.
LIKE_ANOTHER = {
    "the colleague who covered last month", "the worker before", "a worker of another team",
    "the practice manager", "a manager of another line", "an IRO of other children",
    "business support of another team", "the excluded director with a reason",
    "the manager of a restricted child", "the director with a reason for a restricted child",
    "a leaver",
}  # fmt: skip
WALKERS = [who for who in PERSONAS if who.name not in LIKE_ANOTHER]

_walked: dict[str, Walk] = {}


def walked(world: World, who: Persona) -> Walk:
    """Each persona walks once for all the tests here."""
    if who.name not in _walked:
        _walked[who.name] = walk_as(who, world)
    return _walked[who.name]


@pytest.mark.parametrize("who", WALKERS, ids=str)
def test_nothing_shown_to_a_person_is_refused_to_them(world: World, who: Persona) -> None:
    refused = walked(world, who).refused
    assert not refused, "\n".join(refused)


SECOND_STEP = "only once the second step is set up: tests/people/test_second_step.py"
FOR_PROGRAMS = "for programs: api:docs says what is there"
BY_MAIL = "its address comes by e-mail"

# Pages that no page leads to in this world, each with the reason.
NOT_BY_LINKS = {
    "health_live": "asked by whatever keeps the installation running",
    "health_ready": "asked by whatever keeps the installation running",
    "account_reset_password_from_key": BY_MAIL,
    "account_reset_password_from_key_done": BY_MAIL,
    "account_reset_password_done": "after an e-mail address was sent",
    "signed_out": "where somebody lands whose session has ended",
    "carry_on": "where somebody lands who signs in again after that",
    "mfa_authenticate": SECOND_STEP,
    "mfa_deactivate_totp": SECOND_STEP,
    "mfa_download_recovery_codes": SECOND_STEP,
    "mfa_generate_recovery_codes": SECOND_STEP,
    "mfa_reauthenticate": SECOND_STEP,
    "mfa_view_recovery_codes": SECOND_STEP,
    "visits:read_next": "the button of a duty to read a form: tests/visits/test_reading.py",
    "api:children": FOR_PROGRAMS,
    "api:child": FOR_PROGRAMS,
    "api:duties": FOR_PROGRAMS,
    "api:visits": FOR_PROGRAMS,
    "api:why": FOR_PROGRAMS,
    "api:revoke_token": "only once there is a token: tests/api/test_journey.py",
}


def test_every_page_is_reached_by_somebody_from_the_first_one(world: World) -> None:
    reached = {name for who in WALKERS for name in walked(world, who).pages}
    wanted = {
        name for name, page in PAGES.items() if page.kind is not CLOSED and not page.only_post
    }
    lost = wanted - reached - set(NOT_BY_LINKS)
    assert not lost, f"nothing leads to {sorted(lost)}"
    found = set(NOT_BY_LINKS) & reached
    assert not found, f"these are reached after all: {sorted(found)}"
