"""The API shows each person exactly what the pages do, and keeps that they saw it."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from cases.models import Child, Exclusion
from cases.visibility import children
from duties import asks
from duties.models import Duty
from duties.owners import owned_by
from duties.visibility import duties
from people.models import User
from people.roles import Role
from tests.api.conftest import Program, a_program, settled
from tests.factories import NOW, START, TODAY, a_child, a_person, allocated
from tests.house import House
from tests.pages import SignedIn

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHO = ["worker", "manager", "iro", "head", "other_manager", "administrator", "colleague"]


@pytest.fixture
def lives(house: House) -> House:
    """Three children of the team in care, one of them with its worker for a year."""
    allocated(house.child, house.worker)
    settled(house.child, since=START)
    for days in (3, 40):
        settled(a_child(team=house.team), since=TODAY - days * DAY)
    return house


def listed(program: Program, address: str, **query: Any) -> list[dict[str, Any]]:
    answer = program.get(address, **query)
    assert answer.status_code == 200, answer.content
    said = answer.json()
    assert said["count"] == len(said["results"])
    rows: list[dict[str, Any]] = said["results"]
    return rows


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("who", WHO)
def test_the_children_are_those_of_the_pages(lives: House, who: str) -> None:
    user: User = getattr(lives, who)
    seen = children(user, on=TODAY, at=NOW)
    rows = listed(a_program(user), reverse("api:children"))
    assert set(ids(rows)) == {str(pk) for pk in seen.values_list("pk", flat=True)}


@pytest.mark.parametrize("who", WHO)
def test_the_asks_and_their_counts_are_those_of_the_pages(lives: House, who: str) -> None:
    user: User = getattr(lives, who)
    program, address = a_program(user), reverse("api:duties")
    every, mine = duties(user, on=TODAY, at=NOW), owned_by(user, on=TODAY, at=NOW)
    for among, said in ((every, "false"), (mine, "true")):
        found = asks.asks(among)
        for state, expected in {
            "open": found,
            "overdue": asks.overdue(found, at=NOW),
            "due_soon": asks.due_soon(found, at=NOW, on=TODAY),
        }.items():
            rows = listed(program, address, mine=said, state=state)
            assert ids(rows) == [str(duty.pk) for duty in expected]
            if state != "open":
                assert all(row[state] for row in rows)


def test_the_workers_overdue_visits_are_listed(lives: House) -> None:
    rows = listed(a_program(lives.worker), reverse("api:duties"), mine="true", state="overdue")
    assert rows
    assert {row["owner"]["name"] for row in rows} == {lives.worker.name}
    assert {row["child"]["name"] for row in rows} == {lives.child.name}
    assert all(row["source"] and row["sources"] for row in rows)


def test_why_says_the_rule_its_source_and_the_steps(lives: House) -> None:
    program = a_program(lives.worker)
    (first, *_) = listed(program, reverse("api:duties"), child=lives.child.pk)
    said = program.get(reverse("api:why", args=[first["id"]])).json()
    assert said["title"] == first["title"]
    assert said["source"] == first["source"]
    assert said["steps"]


def test_a_duty_whose_facts_are_gone_says_ask_again(lives: House) -> None:
    duty = Duty.objects.filter(subject=lives.child.pk)[0]
    Duty.objects.filter(pk=duty.pk).update(anchor="placement:gone")
    answer = a_program(lives.worker).get(reverse("api:why", args=[duty.pk]))
    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["colleague", "other_manager", "administrator", "iro"])
def test_for_a_stranger_there_is_nothing(lives: House, who: str) -> None:
    program = a_program(getattr(lives, who))
    duty = Duty.objects.filter(subject=lives.child.pk)[0]
    nothing = program.get(reverse("api:child", args=[uuid.uuid4()])).content
    for address in (
        reverse("api:child", args=[lives.child.pk]),
        reverse("api:why", args=[duty.pk]),
        f"{reverse('api:duties')}?child={lives.child.pk}",
    ):
        answer = program.get(address)
        assert (answer.status_code, answer.content) == (404, nothing)
    assert not Read.objects.exists()


def test_an_exclusion_beats_the_line_through_the_api_too(lives: House) -> None:
    program = a_program(lives.manager)
    Exclusion.objects.create(
        child=lives.child, user=lives.manager, reason="Related", starts_on=START
    )
    assert str(lives.child.pk) not in ids(listed(program, reverse("api:children")))
    assert program.get(reverse("api:child", args=[lives.child.pk])).status_code == 404


def test_own_words_need_the_whole_record(lives: House) -> None:
    Child.objects.filter(pk=lives.child.pk).update(own_words="I paint.", own_words_on=TODAY)
    support = a_person(Role.BUSINESS_SUPPORT, team=lives.team)
    address = reverse("api:child", args=[lives.child.pk])
    assert a_program(lives.worker).get(address).json()["own_words"] == "I paint."
    answer = a_program(support).get(address)
    assert answer.json()["sight"] == "no_narrative"
    assert b"I paint." not in answer.content


def test_every_read_is_kept_under_the_tokens_person(lives: House) -> None:
    program = a_program(lives.manager)
    listed(program, reverse("api:children"))
    read = Read.objects.get()
    assert (read.user, read.channel, read.what) == (lives.manager, "api", "api:children")
    assert set(read.children) == set(Child.objects.values_list("pk", flat=True))


def test_a_page_discloses_only_the_children_on_it(lives: House) -> None:
    answer = a_program(lives.manager).get(reverse("api:children"), page_size=1)
    assert (answer.json()["count"], len(answer.json()["results"])) == (3, 1)
    assert len(Read.objects.get().children) == 1


@pytest.mark.parametrize("name", ["api:children", "api:duties"])
def test_fifty_rows_take_no_more_queries_than_five(house: House, name: str) -> None:
    program, counts = a_program(house.manager), []
    program.get(reverse(name))
    for more in (4, 45):
        for _ in range(more):
            child = a_child(team=house.team)
            allocated(child, house.worker)
            settled(child, since=START)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows = program.get(reverse(name), page_size=200).json()["results"]
        assert len(rows) >= more
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"state": "late"}, "state"), ({"child": "Robin"}, "child"), ({"mine": "perhaps"}, "mine")],
)
def test_a_filter_that_cannot_be_is_said_at_its_name(
    house: House, query: dict[str, Any], field: str
) -> None:
    answer = a_program(house.worker).get(reverse("api:duties"), **query)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_a_browser_signed_in_reads_as_well(lives: House, signed_in: SignedIn) -> None:
    answer = signed_in(lives.worker).get(reverse("api:children"))
    assert ids(answer.json()["results"]) == [str(lives.child.pk)]


def test_the_page_about_it_names_every_address(house: House, signed_in: SignedIn) -> None:
    client: Client = signed_in(house.worker)
    page = client.get(reverse("api:docs")).content.decode()
    for path in client.get(reverse("api:schema")).json()["paths"]:
        assert path in page or path.endswith("/schema/")
