"""An installation in which nobody can sign in yet gets its first administrator by a command."""

from __future__ import annotations

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from people.clock import today
from people.models import RoleAssignment, Team, User
from people.roles import Role
from people.standing import standing
from tests.factories import a_person, a_team, give

pytestmark = pytest.mark.django_db
EMAIL = "Ada.First@marlshire.example"
PASSWORD = "a lighthouse on a quiet coast"


def appoint(email: str = EMAIL, *, name: str = "Ada First", **options: object) -> str:
    out = StringIO()
    call_command("appoint_administrator", email, name=name, stdout=out, **options)
    return out.getvalue()


def link(said: str) -> str:
    (found,) = [line for line in said.splitlines() if line.startswith("http")]
    return found


def refused(**options: object) -> str:
    with pytest.raises(CommandError) as error:
        appoint(**options)  # type: ignore[arg-type]
    assert error.value.returncode == 2
    return str(error.value)


def test_the_link_lets_them_choose_a_password_once_and_sign_in() -> None:
    path = urlsplit(link(appoint())).path
    client = Client()
    form = client.get(path, follow=True)
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(form.request["PATH_INFO"], chosen)
    answer = Client().post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    assert answer.status_code == 302
    assert standing(User.objects.get(), today()).holds(Role.ADMINISTRATOR)
    again = Client().get(path, follow=True).content.decode()
    assert 'name="password1"' not in again


def test_they_stand_in_the_whole_authority_which_is_made_if_it_is_not_there() -> None:
    appoint()
    assert (Team.objects.get().name, Team.objects.get().kind) == ("Testshire", Team.Kind.AUTHORITY)
    appoint("second@marlshire.example", name="Second", another=True)
    assert Team.objects.count() == 1


def test_a_second_one_is_refused_with_the_name_of_the_first() -> None:
    appoint()
    said = refused(email="second@marlshire.example")
    assert "Ada First" in said
    assert "--another" in said
    assert User.objects.count() == 1


def test_another_one_is_appointed_when_asked_for() -> None:
    appoint()
    assert "is administrator now" in appoint("second@marlshire.example", another=True)
    assert RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).count() == 2


def test_the_same_one_again_gets_a_new_link_and_no_second_role() -> None:
    appoint()
    assert "was administrator already" in appoint(email=EMAIL.upper())
    assert RoleAssignment.objects.count() == 1


def test_somebody_who_works_here_is_appointed_without_being_added_again() -> None:
    worker = a_person(Role.SOCIAL_WORKER, name="Wendy Worker", email="wendy@marlshire.example")
    appoint("wendy@marlshire.example", name="")
    worker.refresh_from_db()
    assert worker.name == "Wendy Worker"
    assert standing(worker, today()).roles == {Role.SOCIAL_WORKER, Role.ADMINISTRATOR}


def test_an_administrator_who_left_is_none() -> None:
    gone = a_person(email="gone@marlshire.example", is_active=False, left_on=today())
    give(gone, Role.ADMINISTRATOR, a_team())
    assert "no longer works here" in refused(email="gone@marlshire.example")
    assert "is administrator now" in appoint()


@pytest.mark.parametrize(
    ("given", "says"), [({"email": "nonsense"}, "Email: "), ({"name": " "}, "Name: ")]
)
def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_made(
    given: dict[str, str], says: str
) -> None:
    assert says in refused(**given)
    assert not User.objects.exists()
    assert not Team.objects.exists()


def test_the_link_leads_where_browsers_reach_it() -> None:
    assert link(appoint()).startswith("http://")
    said = appoint(address="https://homeward.example/")
    assert link(said).startswith("https://homeward.example/account/")
