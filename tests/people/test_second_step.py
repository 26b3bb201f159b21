"""The code after the password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.factories import a_person, a_team
from tests.people.test_signing_in import PASSWORD, said
from tests.people.test_staying_in import PAGE, enter

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def worker() -> User:
    user = a_person(Role.SOCIAL_WORKER, team=a_team(), email="worker@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def set_up(client: Client) -> str:
    """Turn the second step on as the pages say, the password first; the secret."""
    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True).content.decode()
    [secret] = re.findall(r"<code>(\w+)</code>", page)
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return str(secret)


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_where_it_is_required_nothing_opens_before_it_is_set_up(
    client: Client, worker: User
) -> None:
    enter(client, worker)
    assert client.get(PAGE)["Location"] == reverse("mfa_activate_totp")
    set_up(client)
    assert client.get(PAGE).status_code == 200


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_it_is_asked_for_after_the_password_and_a_wrong_code_opens_nothing(
    client: Client, worker: User
) -> None:
    enter(client, worker)
    set_up(client)
    again = Client()
    assert enter(again, worker) == reverse("mfa_authenticate")
    assert again.get(PAGE).status_code == 302
    wrong = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That code is not right" in said(wrong)
    assert again.get(PAGE)["Location"].startswith(reverse("account_login"))


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_a_recovery_code_opens_once(client: Client, worker: User) -> None:
    enter(client, worker)
    set_up(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<code>(\d+)</code>", page)[0]
    for expected in (302, 200):
        again = Client()
        enter(again, worker)
        assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_where_it_is_required_it_cannot_be_switched_off(client: Client, worker: User) -> None:
    enter(client, worker)
    set_up(client)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "cannot be switched off here" in said(response)
    assert Authenticator.objects.filter(user=worker, type=Authenticator.Type.TOTP).exists()


def test_its_secret_cannot_be_read_in_the_database(client: Client, worker: User) -> None:
    enter(client, worker)
    secret = set_up(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        [kept] = cursor.fetchone()
    assert secret not in kept


def test_the_file_of_recovery_codes_is_plain_text(client: Client, worker: User) -> None:
    enter(client, worker)
    set_up(client)
    response = client.get(reverse("mfa_download_recovery_codes"))
    assert response["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", response.content.decode(), re.MULTILINE)) == 10
