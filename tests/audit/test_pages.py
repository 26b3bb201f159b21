"""What auditors see, and what a child's own people see of who looked."""

import datetime
from typing import Any

import pghistory
import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Read
from cases.models import CaseNote, Child
from people import clock
from people.models import Team, User
from people.roles import Role
from tests.factories import a_child, a_person, a_team, allocated

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SAID = "She said a thing nobody else may read."


@pytest.fixture
def team() -> Team:
    return a_team("North")


@pytest.fixture
def worker(team: Team) -> User:
    return a_person(Role.SOCIAL_WORKER, team=team, name="Rosa Okafor", job_title="Social worker")


@pytest.fixture
def child(team: Team, worker: User) -> Child:
    made = a_child(team=team, given_name="Quillon")
    allocated(made, worker)
    return made


@pytest.fixture
def auditor() -> Client:
    return browser_of(a_person(Role.AUDITOR, team=a_team(), name="Ada Auditor"))


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def get(client: Client, name: str, **asked: Any) -> str:
    return client.get(
        reverse(name), {key.replace("_", "-"): one for key, one in asked.items()}
    ).content.decode()


def look(
    worker: User, child: Child, at: datetime.datetime | None = None, what: str = "cases:workers"
) -> Read:
    return Read.objects.create(
        at=at or clock.now(), user=worker, what=what, children=[child.pk], purpose="On duty"
    )


def test_an_auditor_sees_who_looked_at_which_child_by_id_and_never_by_name(
    auditor: Client, worker: User, child: Child
) -> None:
    look(worker, child)
    page = get(auditor, "audit:looked")
    assert "Rosa Okafor" in page
    assert str(child.pk) in page
    assert "On duty" in page
    assert child.given_name not in page


def test_reads_are_found_by_person_by_child_and_by_day(
    auditor: Client, worker: User, child: Child
) -> None:
    other = a_person(name="Somebody Else")
    ago = clock.now() - datetime.timedelta(days=30)
    look(worker, child)
    look(other, a_child())
    look(worker, child, at=ago, what="cases:long_ago")

    def found(**asked: Any) -> str:
        text = get(auditor, "audit:looked", **asked)
        return text[text.index("<tbody") :]

    assert "Somebody Else" not in found(person=worker.pk)
    assert "Somebody Else" not in found(child=child.pk)
    assert "Long ago" not in found()
    day = clock.today() - datetime.timedelta(days=31)
    assert "Long ago" in found(since_day=day.day, since_month=day.month, since_year=day.year)


def test_each_look_into_the_logs_is_written_down_even_if_it_found_nothing(
    auditor: Client, worker: User, child: Child
) -> None:
    get(auditor, "audit:looked", person=worker.pk, child=child.pk)
    get(auditor, "audit:changed", person=worker.pk)
    looks = list(Read.objects.order_by("pk"))
    assert [one.what for one in looks] == ["audit:looked", "audit:changed"]
    assert looks[0].children == [child.pk]
    assert looks[1].children == []
    assert f"person {worker.pk}" in looks[1].purpose


def test_a_mistaken_id_gets_a_sentence_and_nothing_is_looked_up(auditor: Client) -> None:
    page = get(auditor, "audit:looked", child="Quillon")
    assert "Enter the whole id" in page
    assert not Read.objects.exists()


def test_an_auditor_sees_which_fields_were_changed_and_not_what_stood_in_them(
    auditor: Client, worker: User, child: Child
) -> None:
    with pghistory.context(user=str(worker.pk)):
        note = CaseNote.objects.create(
            child=child, on=clock.today(), kind="contact", text="Before.",
            recorded_by=worker, recorded_at=clock.now(),
        )  # fmt: skip
        note.text = SAID
        note.save()
    page = get(auditor, "audit:changed", child=child.pk)
    assert "Changed: case note" in page
    assert "what happened" in page
    assert "Rosa Okafor" in page
    assert SAID not in page
    assert child.given_name not in page


def test_changes_are_found_by_person(auditor: Client, worker: User, child: Child) -> None:
    with pghistory.context(user=str(worker.pk)):
        child.known_as = "Quill"
        child.save()
    mine = get(auditor, "audit:changed", person=worker.pk)
    assert "Changed: child" in mine
    other = get(auditor, "audit:changed", person=a_person().pk)
    assert "No lines" in other


def test_many_changes_come_in_pages(auditor: Client) -> None:
    child = a_child()
    for number in range(59):
        child.religion = str(number)
        child.save()
    first = get(auditor, "audit:changed", child=child.pk)
    second = get(auditor, "audit:changed", child=child.pk, page=2)
    assert first.count("Changed: child") == 50
    assert second.count("Changed: child") == 9
    assert second.count("Added: child") == 1


def test_whoever_sees_the_whole_record_sees_who_looked(worker: User, child: Child) -> None:
    manager = a_person(Role.TEAM_MANAGER, team=child.team, name="Mina Manager")
    look(manager, child)
    page = browser_of(worker).get(reverse("cases:looked", args=[child.pk])).content.decode()
    assert "Mina Manager" in page
    assert "On duty" in page


def test_that_page_is_a_look_as_well(worker: User, child: Child) -> None:
    browser_of(worker).get(reverse("cases:looked", args=[child.pk]))
    assert Read.objects.get().what == "cases:looked"
