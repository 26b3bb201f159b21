"""Every list, count and page reads one queryset, so they agree."""

from __future__ import annotations

import datetime
import uuid

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Read
from cases.changes import tell
from cases.finding import find
from cases.models import Allocation, Child, Exclusion
from desk.rows import worklist
from desk.team import team_work
from duties import asks, visibility
from duties.models import Duty, PackChoice
from duties.owners import owned_by
from people.models import Team, User
from people.roles import Role
from people.standing import standing
from tests.duties.test_sync import settled
from tests.factories import NOW, TODAY, a_child, a_person, a_team, allocated
from visits.models import VisitDraft

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def team() -> Team:
    return a_team("North")


@pytest.fixture
def worker(team: Team) -> User:
    return a_person(Role.SOCIAL_WORKER, team=team, name="Worker")


@pytest.fixture
def manager(team: Team) -> User:
    return a_person(Role.TEAM_MANAGER, team=team, name="Manager")


def owed(team: Team, worker: User, *, days: int, name: str = "Robin") -> Child:
    """A child of the worker who moved in so many days ago, and has not been seen."""
    child = a_child(team=team, given_name=name, search_name=name.lower())
    allocated(child, worker)
    settled(child, since=TODAY - days * DAY)
    tell([child.pk], today=TODAY)
    return child


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_several_rules_for_one_visit_are_one_line_with_every_source(
    team: Team, worker: User
) -> None:
    PackChoice.objects.create(pack="calderdale", starts_on=TODAY - 400 * DAY)
    child = owed(team, worker, days=0)
    rows = worklist(owned_by(worker, on=TODAY), standing(worker, TODAY), on=TODAY, at=NOW)
    [row] = [row for row in (*rows.soon, *rows.later) if row.duty.asks == "visit"]
    assert row.child == child
    assert (row.law, row.local) == (True, True)
    behind = {row.duty.rule, *(other.rule for other in row.also)}
    assert {"STA-VISIT-FIRST", "CAL-CLA-FIRST"} <= behind
    assert row.duty.due_on == min(duty.due_on for duty in (row.duty, *row.also) if duty.due_on)


def test_a_duty_is_overdue_from_the_midnight_after_its_day(team: Team, worker: User) -> None:
    owed(team, worker, days=7)
    visit = Duty.objects.get(rule="STA-VISIT-FIRST")
    assert visit.due_on == TODAY
    midnight = datetime.datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=datetime.UTC) + DAY
    found = asks.asks(owned_by(worker, on=TODAY).filter(asks="visit"))
    assert not asks.overdue(found, at=midnight - datetime.timedelta(seconds=1)).exists()
    assert asks.overdue(found, at=midnight).exists()


def test_page_team_and_queryset_count_the_same(team: Team, worker: User, manager: User) -> None:
    for days in (3, 7, 8, 20, 60):
        owed(team, worker, days=days)
    mine = asks.asks(owned_by(worker, on=TODAY).filter(owner_role="social_worker"))
    late = set(asks.overdue(mine, at=NOW).values_list("pk", flat=True))
    soon = set(asks.due_soon(mine, at=NOW, on=TODAY).values_list("pk", flat=True))
    later = set(asks.later(mine, on=TODAY).values_list("pk", flat=True))
    assert len(late) + len(soon) + len(later) == len(set(mine.values_list("pk", flat=True)))
    work = worklist(owned_by(worker, on=TODAY), standing(worker, TODAY), on=TODAY, at=NOW)
    assert {row.duty.pk for row in work.overdue} == late
    assert {row.duty.pk for row in work.soon} == soon
    counts = team_work(standing(manager, TODAY), team, on=TODAY, at=NOW)
    assert sum(late for name, late, _ in counts.by_worker if name == "Worker") == len(late)
    assert sum(line[2] for line in counts.by_ask) == len(counts.work.overdue)


def test_an_excluded_manager_counts_as_if_the_child_were_not_there(
    team: Team, worker: User, manager: User
) -> None:
    child = owed(team, worker, days=20)
    before = team_work(standing(manager, TODAY), team, on=TODAY, at=NOW)
    assert before.work.overdue
    Exclusion.objects.create(child=child, user=manager, reason="Neighbour", starts_on=TODAY)
    after = team_work(standing(manager, TODAY), team, on=TODAY, at=NOW)
    assert not after.work.overdue
    assert not after.by_worker


@time_machine.travel(NOW, tick=False)
def test_my_work_shows_the_children_and_notes_that_it_did(team: Team, worker: User) -> None:
    child = owed(team, worker, days=20)
    page = signed_in(worker).get(reverse("desk:my_work"))
    assert child.name in page.content.decode()
    assert Read.objects.get(user=worker).children == [child.pk]


@time_machine.travel(NOW, tick=False)
def test_why_shows_rule_source_facts_and_whether_it_is_law(team: Team, worker: User) -> None:
    child = owed(team, worker, days=3)
    duty = Duty.objects.get(subject=child.pk, rule="STA-VISIT-FIRST")
    text = signed_in(worker).get(reverse("desk:why", args=[child.pk, duty.pk])).content.decode()
    assert "STA-VISIT-FIRST" in text
    assert "28(2)(a)" in text
    assert "9 November 2026" in text


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("address", ["desk:child", "desk:child_duties"])
def test_a_worker_of_another_team_gets_404(team: Team, worker: User, address: str) -> None:
    child = owed(team, worker, days=3)
    stranger = a_person(Role.SOCIAL_WORKER)
    assert signed_in(stranger).get(reverse(address, args=[child.pk])).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_my_work_asks_as_often_for_twenty_children_as_for_two(team: Team, worker: User) -> None:
    client = signed_in(worker)
    owed(team, worker, days=20)
    owed(team, worker, days=2)
    client.get(reverse("desk:my_work"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("desk:my_work"))
    for days in range(18):
        owed(team, worker, days=days)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("desk:my_work"))
    assert len(many) == len(few)


@pytest.mark.parametrize("typed", ["Zofia", "Sofia", "Zophia", "ZOFIA", "zofja"])
def test_a_misspelt_name_finds_the_child(team: Team, worker: User, typed: str) -> None:
    child = owed(team, worker, days=3, name="Zofia")
    owed(team, worker, days=3, name="Kwame")
    found = find(standing(worker, TODAY), typed, on=TODAY, at=NOW)
    assert [one.pk for one in found] == [child.pk]


def test_a_birth_date_or_number_finds_the_child_and_a_stranger_finds_nobody(
    team: Team, worker: User
) -> None:
    child = owed(team, worker, days=3, name="Zofia")
    Child.objects.filter(pk=child.pk).update(nhs_number="9434765919")
    stranger = a_person(Role.SOCIAL_WORKER)
    for words in ("1/3/2014", "943 476 5919", "Zofia"):
        assert child in find(standing(worker, TODAY), words, on=TODAY, at=NOW)
        assert not find(standing(stranger, TODAY), words, on=TODAY, at=NOW)


def test_an_iro_sees_their_children_but_not_the_workers_duties(team: Team, worker: User) -> None:
    child = owed(team, worker, days=20)
    iro = a_person(Role.IRO, name="Reviewer")
    allocated(child, iro, Allocation.Role.IRO)
    assert visibility.duties(iro, on=TODAY).filter(asks="visit").exists()
    assert not owned_by(iro, on=TODAY).filter(asks="visit").exists()
    assert owned_by(iro, on=TODAY).filter(asks="review").exists()


@time_machine.travel(NOW, tick=False)
def test_my_work_lists_ones_own_drafts_and_nobody_elses(team: Team, worker: User) -> None:
    child = owed(team, worker, days=3)
    colleague = a_person(Role.SOCIAL_WORKER, team=team)
    allocated(child, colleague, main=False)
    said = {"child": child, "started_at": NOW, "saved_at": NOW}
    mine = VisitDraft.objects.create(key=uuid.uuid4(), user=worker, **said)
    theirs = VisitDraft.objects.create(key=uuid.uuid4(), user=colleague, **said)
    page = signed_in(worker).get(reverse("desk:my_work")).content.decode()
    assert str(mine.key) in page
    assert str(theirs.key) not in page
