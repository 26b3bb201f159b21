"""Who leaves is out everywhere; who comes back begins anew."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, TestCase
from django.urls import reverse

from api.models import Token
from cases import visibility
from cases.actions.leaving import leave
from cases.holding import unallocated
from people.actions import staff
from people.actions.returning import come_back
from people.models import User
from people.refusal import Refused
from people.standing import standing
from tests.api.conftest import a_program
from tests.factories import NOW, TODAY, allocated, in_care
from tests.house import House
from tests.pages import SignedIn, as_of_now, house, signed_in
from tests.people.test_signing_in import PASSWORD

__all__ = ["as_of_now", "house", "signed_in"]
DAY = datetime.timedelta(days=1)


def gone(house: House, left_on: datetime.date = TODAY) -> User:
    return leave(user=house.worker, left_on=left_on, by=house.administrator, on=TODAY, at=NOW)


def back(house: House, on: datetime.date = TODAY, by: User | None = None) -> User:
    return come_back(user=house.worker, by=by or house.administrator, on=on)


def inside(client: Client) -> bool:
    return client.get(reverse("desk:my_work")).status_code == 200


def asks(program: object) -> int:
    code: int = program.get("/api/v1/children/").status_code  # type: ignore[attr-defined]
    return code


def test_leaving_ends_sessions_and_tokens_and_coming_back_revives_neither(
    house: House, signed_in: SignedIn
) -> None:
    client, program = signed_in(house.worker), a_program(house.worker)
    assert (inside(client), asks(program)) == (True, 200)
    gone(house)
    assert not UserSession.objects.filter(user=house.worker).exists()
    assert Token.objects.get().revoked_by == house.administrator
    back(house)
    assert (inside(client), asks(program)) == (False, 401)


def test_nor_does_a_leaving_whose_day_came_later(house: House, signed_in: SignedIn) -> None:
    client, program = signed_in(house.worker), a_program(house.worker)
    inside(client)
    gone(house, TODAY + DAY)
    assert (inside(client), asks(program)) == (True, 200)
    with time_machine.travel(NOW + DAY):
        assert asks(program) == 401
        staff.close_sign_ins(on=TODAY + DAY)
        assert not UserSession.objects.filter(user=house.worker).exists()
        back(house, on=TODAY + DAY)
        assert (inside(client), asks(program)) == (False, 401)


def test_a_token_made_before_the_last_day_ends_with_it(house: House) -> None:
    gone(house, TODAY + DAY)
    a_program(house.worker)
    assert Token.objects.get().expires_on == TODAY + DAY


def test_an_old_password_opens_nothing_and_no_role_comes_back(house: House) -> None:
    house.worker.set_password(PASSWORD)
    house.worker.save()
    allocated(house.child, house.worker)
    in_care(house.child)
    gone(house)
    returned = back(house)
    said = {"login": returned.email, "password": PASSWORD}
    assert Client().post(reverse("account_login"), said).status_code == 200
    assert standing(returned, TODAY).holdings == ()
    assert not visibility.children(returned, on=TODAY).exists()


def test_who_stays_after_all_keeps_their_password(house: House, signed_in: SignedIn) -> None:
    client = signed_in(house.worker)
    gone(house, TODAY + 5 * DAY)
    assert back(house).left_on is None
    assert inside(client)


@pytest.mark.parametrize("left_on", [TODAY, TODAY + 5 * DAY])
def test_a_child_who_waits_because_they_leave_keeps_them_from_coming_back(
    house: House, left_on: datetime.date
) -> None:
    in_care(house.child, until=TODAY - DAY)
    allocated(house.child, house.worker)
    gone(house, left_on)
    with pytest.raises(ValidationError, match="have no worker after Wendy Worker") as refused:
        back(house)
    assert house.child.given_name not in str(refused.value)
    assert house.child in unallocated(visibility.children(house.manager, on=left_on), left_on)
    allocated(house.child, house.colleague, since=left_on)
    assert back(house).left_on is None


def test_who_works_here_cannot_come_back(house: House) -> None:
    with pytest.raises(ValidationError, match="works here"):
        back(house)


@pytest.mark.parametrize("who", ["manager", "worker", "head"])
def test_only_an_administrator_lets_them_back(house: House, who: str) -> None:
    gone(house)
    with pytest.raises(Refused):
        back(house, by=getattr(house, who))


def test_the_button_lets_them_back_and_sends_the_e_mail(house: House, signed_in: SignedIn) -> None:
    gone(house)
    client = signed_in(house.administrator)
    page = reverse("people:person", args=[house.worker.pk])
    address = reverse("people:come_back", args=[house.worker.pk])
    assert address in client.get(page).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, follow=True).content.decode()
    assert "works here again" in answer
    assert address not in answer
    assert mail.outbox[0].to == [house.worker.email]
