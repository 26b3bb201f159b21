"""Access tokens: one person's, shown once, kept as a hash, dead when they should be."""

from __future__ import annotations

import datetime
import hashlib
import re
import uuid

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from api.models import Token
from cases.actions.leaving import leave
from people.models import User
from tests.api.conftest import Program, a_program
from tests.factories import NOW, TODAY, a_person
from tests.house import House
from tests.pages import SignedIn

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CHILDREN = "/api/v1/children/"


def status(program: Program) -> int:
    code: int = program.get(CHILDREN).status_code
    return code


def sent(name: str = "Spreadsheet") -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "name": name, "lasts": "90"}


def test_a_token_is_made_on_its_page_shown_once_and_kept_as_a_hash(
    house: House, signed_in: SignedIn
) -> None:
    client, form = signed_in(house.worker), sent()
    page = client.post(reverse("api:tokens"), form).content.decode()
    (secret,) = re.findall(r"homeward_[\w-]{43}", page)
    token = Token.objects.get()
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert token.expires_on == TODAY + 90 * DAY
    assert Program(secret).get(CHILDREN).status_code == 200
    again = client.post(reverse("api:tokens"), form).content.decode()
    assert "shown only once" in again
    assert Token.objects.count() == 1
    assert secret not in client.get(reverse("api:tokens")).content.decode()


def test_what_is_missing_is_said_at_its_field(house: House, signed_in: SignedIn) -> None:
    page = signed_in(house.worker).post(reverse("api:tokens"), sent(" ")).content.decode()
    assert "Enter what the token is for" in page
    assert not Token.objects.exists()


def test_nobody_holds_more_than_ten(house: House, signed_in: SignedIn) -> None:
    for _ in range(10):
        a_program(house.worker)
    page = signed_in(house.worker).post(reverse("api:tokens"), sent()).content.decode()
    assert "You have 10 tokens" in page


def test_a_token_works_to_its_last_day_and_no_longer(house: House) -> None:
    program = a_program(house.worker, lasts=30 * DAY)
    with time_machine.travel(NOW + 29 * DAY):
        assert status(program) == 200
    with time_machine.travel(NOW + 30 * DAY):
        assert status(program) == 401


def test_the_database_keeps_no_token_longer_than_a_year(house: House) -> None:
    a_program(house.worker)
    with pytest.raises(IntegrityError, match="token_lasts_a_year_at_most"):
        Token.objects.update(expires_on=TODAY + 367 * DAY)


def test_a_leavers_tokens_are_dead_at_once_and_stay_so(house: House) -> None:
    program = a_program(house.worker)
    a_person()
    leave(user=house.worker, left_on=TODAY, by=house.administrator, on=TODAY, at=NOW)
    assert status(program) == 401


def test_somebody_who_leaves_later_asks_until_that_day(house: House) -> None:
    program = a_program(house.worker)
    leave(user=house.worker, left_on=TODAY + DAY, by=house.administrator, on=TODAY, at=NOW)
    assert status(program) == 200
    with time_machine.travel(NOW + DAY):
        assert status(program) == 401


def test_its_day_of_use_is_noted(house: House) -> None:
    program = a_program(house.worker)
    assert Token.objects.get().used_on is None
    status(program)
    assert Token.objects.get().used_on == TODAY


def revoke(client: Client, token: Token) -> int:
    return client.post(reverse("api:revoke_token", args=[token.pk])).status_code


def test_one_revokes_ones_own(house: House, signed_in: SignedIn) -> None:
    program = a_program(house.worker)
    client = signed_in(house.worker)
    assert "The spreadsheet" in client.get(reverse("api:tokens")).content.decode()
    assert revoke(client, Token.objects.get()) == 302
    assert status(program) == 401
    assert Token.objects.get().revoked_by == house.worker


def test_an_administrator_revokes_anybodys(house: House, signed_in: SignedIn) -> None:
    program = a_program(house.worker)
    client = signed_in(house.administrator)
    assert house.worker.name in client.get(reverse("api:everybodys_tokens")).content.decode()
    assert revoke(client, Token.objects.get()) == 302
    assert status(program) == 401


@pytest.mark.parametrize("who", ["colleague", "manager", "head"])
def test_nobody_else_finds_it(house: House, signed_in: SignedIn, who: str) -> None:
    program = a_program(house.worker)
    user: User = getattr(house, who)
    assert revoke(signed_in(user), Token.objects.get()) == 404
    assert status(program) == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Bearer ä", "Basic x"])
def test_without_a_living_token_nobody_is_answered(db: None, header: str) -> None:
    answer = Client().get(CHILDREN, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}
