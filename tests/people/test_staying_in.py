"""How long a sign-in lasts, and that what was typed survives its end, for the same person."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse

from people import clock
from people.models import User
from people.roles import Role
from people.signin import sessions
from tests.factories import a_person, a_team
from tests.people.test_signing_in import PASSWORD, said

pytestmark = pytest.mark.django_db
PAGE = "/account/sessions/"
HOUR = datetime.timedelta(hours=1)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def worker() -> User:
    user = a_person(Role.SOCIAL_WORKER, team=a_team(), email="worker@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client: Client, user: User) -> str:
    """Sign in by the form; where it leads."""
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return str(response["Location"])


def test_an_hour_of_nothing_ends_a_sign_in(client: Client, worker: User) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(HOUR)
        assert client.get(PAGE).status_code == 200
        time.shift(HOUR + MINUTE)
        response = client.get(PAGE)
        assert response["Location"] == reverse("signed_out")
        assert "You were signed out to keep children’s records safe" in said(
            client.get(response["Location"])
        )


def test_work_keeps_a_sign_in_alive_but_not_beyond_twelve_hours(
    client: Client, worker: User
) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        for _ in range(24):
            time.shift(HOUR / 2)
            assert client.get(PAGE).status_code == 200
        time.shift(2 * MINUTE)
        assert client.get(PAGE)["Location"] == reverse("signed_out")


def test_the_same_person_comes_back_to_where_they_were(client: Client, worker: User) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(2 * HOUR)
        client.get(f"{PAGE}?page=2")
        assert enter(client, worker) == f"{PAGE}?page=2"


def test_another_person_does_not(client: Client, worker: User) -> None:
    other = a_person(Role.SOCIAL_WORKER, team=a_team(), email="other@example.org")
    other.set_password(PASSWORD)
    other.save()
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(2 * HOUR)
        client.post(PAGE, {"note": "She said she likes the garden."})
        assert enter(client, other) == "/"
        assert client.get(reverse("carry_on")).status_code == 302
        assert sessions.PLACE not in client.session


def test_a_form_sent_too_late_is_offered_to_the_same_person_again(
    client: Client, worker: User
) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(2 * HOUR)
        kept = client.post("/children/somewhere/", {"note": "She said “no”.", "day": ["1", "2"]})
        assert "has been kept" in said(client.get(kept["Location"]))
        assert enter(client, worker) == reverse("carry_on")
        page = client.get(reverse("carry_on")).content.decode()
        assert 'action="/children/somewhere/"' in page
        assert 'name="note" value="She said “no”."' in page
        assert page.count('name="day"') == 2
        client.post(reverse("carry_on"))
        assert client.get(reverse("carry_on")).status_code == 302


def test_a_password_is_never_kept_for_later(client: Client, worker: User) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(2 * HOUR)
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD})
        assert client.session[sessions.PLACE]["form"] == []


def test_a_part_of_a_page_is_told_to_load_the_page_that_says_so(
    client: Client, worker: User
) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        time.shift(2 * HOUR)
        response = client.get(PAGE, headers={"HX-Request": "true"})
        assert response.headers["HX-Redirect"] == reverse("signed_out")


def test_reading_writes_the_session_at_most_once_a_minute(client: Client, worker: User) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        enter(client, worker)
        before = Session.objects.get(pk=client.session.session_key).expire_date
        time.shift(MINUTE / 2)
        client.get(PAGE)
        assert Session.objects.get(pk=client.session.session_key).expire_date == before
        time.shift(MINUTE)
        client.get(PAGE)
        assert Session.objects.get(pk=client.session.session_key).expire_date > before


def test_a_leaver_is_out_at_their_next_click_and_their_session_is_gone(
    client: Client, worker: User
) -> None:
    enter(client, worker)
    key = client.session.session_key
    User.objects.filter(pk=worker.pk).update(is_active=False, left_on=clock.today())
    assert client.get(PAGE).status_code == 302
    assert not Session.objects.filter(pk=key).exists()


def test_every_session_of_somebody_can_be_ended_at_once(worker: User) -> None:
    phone, desk = Client(), Client()
    enter(phone, worker)
    enter(desk, worker)
    assert sessions.end_all(worker) == 2
    assert phone.get(PAGE).status_code == desk.get(PAGE).status_code == 302


@override_settings(REQUIRE_SECOND_FACTOR=False)
def test_without_the_setting_a_password_is_enough(client: Client, worker: User) -> None:
    enter(client, worker)
    assert client.get(PAGE).status_code == 200
