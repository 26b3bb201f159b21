"""Who gets in, who does not, and that the answer tells a stranger nothing."""

import re
from typing import Any

import pytest
import structlog
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from people.models import User
from people.roles import Role
from tests.factories import a_person, a_team

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
WRONG = "The e-mail address or the password is not right"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def worker() -> User:
    user = a_person(Role.SOCIAL_WORKER, team=a_team(), email="worker@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, email: str = "worker@example.org", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def said(response: Any) -> str:
    """The words of a page, without its marks and tokens."""
    return re.sub(r"<[^>]*>|\s+", " ", response.content.decode())


def test_the_right_password_lets_somebody_in(client: Client, worker: User) -> None:
    response = sign_in(client)
    assert response.status_code == 302
    assert client.get(reverse("own_sign_in")).status_code == 200


def test_capital_letters_in_the_address_do_not_matter(client: Client, worker: User) -> None:
    assert sign_in(client, "Worker@Example.org").status_code == 302


def test_a_wrong_password_an_unknown_address_and_a_leaver_are_answered_alike(
    client: Client, worker: User
) -> None:
    gone = a_person(email="gone@example.org", is_active=False)
    gone.set_password(PASSWORD)
    gone.save()
    wrong = sign_in(client, password="not the one at all")
    stranger = sign_in(client, "stranger@example.org")
    leaver = sign_in(client, "gone@example.org")
    assert wrong.status_code == stranger.status_code == leaver.status_code == 200
    assert WRONG in said(wrong)
    assert said(wrong) == said(stranger) == said(leaver)


@pytest.mark.parametrize("email", ["worker@example.org", "nobody@example.org"])
def test_five_wrong_passwords_make_anyone_wait_half_an_hour(
    client: Client, worker: User, email: str
) -> None:
    for _ in range(4):
        assert sign_in(client, email, "wrong").status_code == 200
    fifth = sign_in(client, email, "wrong")
    assert fifth.status_code == 429
    assert "Wait 30 minutes" in said(fifth)
    assert sign_in(client, email).status_code == 429


def test_a_lockout_holds_for_that_account_from_that_address_only(worker: User) -> None:
    for _ in range(5):
        sign_in(Client(REMOTE_ADDR="192.0.2.1"), password="wrong")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.1")).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2")).status_code == 302


def test_one_account_cannot_be_guessed_from_ever_new_addresses(worker: User) -> None:
    for number in range(30):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="wrong")
    refused = sign_in(Client(REMOTE_ADDR="198.51.100.1"))
    assert refused.status_code == 200
    assert "Wait half an hour" in said(refused)


def test_one_address_cannot_try_every_account(worker: User) -> None:
    for number in range(100):
        sign_in(Client(), f"guess{number}@example.org", "wrong")
    refused = sign_in(Client())
    assert refused.status_code == 200
    assert "Wait half an hour" in said(refused)


def test_a_right_password_forgives_the_wrong_ones_before_it(client: Client, worker: User) -> None:
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    client.logout()
    assert sign_in(client, password="wrong").status_code == 200


def test_what_is_counted_cannot_be_read_back_into_an_address(client: Client) -> None:
    sign_in(client, "stranger@example.org", "a secret typed by mistake")
    attempt = AccessAttempt.objects.get()
    kept = " ".join(str(value) for value in vars(attempt).values())
    assert "stranger" not in kept
    assert "secret" not in kept


def test_the_log_knows_our_people_by_id_and_strangers_not_at_all(
    client: Client, worker: User
) -> None:
    with structlog.testing.capture_logs() as lines:
        sign_in(client, "stranger@example.org", "wrong")
        sign_in(client, password="wrong")
        sign_in(client)
    ours = [(line["event"], line["account"]) for line in lines if "account" in line]
    assert ours == [
        ("sign_in_refused", "unknown"),
        ("sign_in_refused", str(worker.pk)),
        ("signed_in", str(worker.pk)),
    ]
    assert "example.org" not in str(lines)


def test_nobody_signs_up(client: Client) -> None:
    given = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/signup/", given).status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_address_is_kept_in_one_place_so_that_an_old_one_cannot_sign_in(
    client: Client, worker: User
) -> None:
    sign_in(client)
    assert not EmailAddress.objects.exists()
    User.objects.filter(pk=worker.pk).update(email="married@example.org")
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), "married@example.org").status_code == 302


def test_after_signing_in_nobody_is_led_to_another_site(client: Client, worker: User) -> None:
    where = f"{reverse('account_login')}?next=https://elsewhere.example/"
    response = client.post(where, {"login": worker.email, "password": PASSWORD})
    assert response["Location"] == "/"


def ask_for_reset(client: Client, email: str) -> Any:
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def test_a_reset_is_answered_alike_whether_the_account_exists(client: Client, worker: User) -> None:
    known, unknown = ask_for_reset(client, worker.email), ask_for_reset(client, "no@example.org")
    assert said(known) == said(unknown)
    assert [message.to for message in mail.outbox] == [[worker.email]]


def test_a_leaver_gets_no_reset(client: Client) -> None:
    a_person(email="gone@example.org", is_active=False)
    ask_for_reset(client, "gone@example.org")
    assert mail.outbox == []


def test_a_new_password_by_e_mail_works_and_ends_every_session_and_lockout(
    worker: User,
) -> None:
    elsewhere, here = Client(), Client()
    sign_in(elsewhere)
    for _ in range(5):
        sign_in(here, password="wrong")
    ask_for_reset(here, worker.email)
    [link] = re.findall(r"http\S+/account/password/reset/key/\S+", str(mail.outbox[0].body))
    form = here.get(link, follow=True)
    new = "another long password"
    here.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert elsewhere.get(reverse("own_sign_in")).status_code == 302
    assert sign_in(here, password=new).status_code == 302


def test_a_short_or_common_password_is_refused_with_a_sentence(
    client: Client, worker: User
) -> None:
    sign_in(client)
    given = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    response = client.post(reverse("account_change_password"), given)
    assert "at least 12 characters" in said(response)


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    client: Client, worker: User
) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    new = "another long password"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), given).status_code == 302
    assert client.get(reverse("own_sign_in")).status_code == 200
    assert elsewhere.get(reverse("own_sign_in")).status_code == 302
