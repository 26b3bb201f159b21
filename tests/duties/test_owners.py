"""A duty falls to the worker, then to who covers them, then to the manager; never to nobody."""

from __future__ import annotations

import pytest

from cases.changes import tell
from cases.models import Allocation, Child
from duties.models import Duty
from duties.owners import owned_by, owners
from people.models import Absence, Team, User
from people.roles import Role
from tests.duties.test_sync import settled
from tests.factories import TODAY, a_child, a_person, a_team, allocated

pytestmark = pytest.mark.django_db


class House:
    """A service with one managed team and one without a manager, and a child in the first."""

    def __init__(self) -> None:
        self.service = a_team("Service", kind=Team.Kind.SERVICE)
        self.team = a_team("North", under=self.service)
        self.bare = a_team("South", under=self.service)
        self.head = a_person(Role.SERVICE_MANAGER, team=self.service, name="Head")
        self.manager = a_person(Role.TEAM_MANAGER, team=self.team, name="Manager")
        self.worker = a_person(Role.SOCIAL_WORKER, team=self.team, name="Worker")
        self.colleague = a_person(Role.SOCIAL_WORKER, team=self.team, name="Colleague")
        self.child = self.owed(self.team)

    def owed(self, team: Team) -> Child:
        child = a_child(team=team)
        settled(child, since=TODAY)
        tell([child.pk], today=TODAY)
        return child

    def first_visit(self, child: Child | None = None) -> Duty:
        subject = (child or self.child).pk
        return Duty.objects.get(subject=subject, rule="STA-VISIT-FIRST")

    def falls_to(self, user: User, child: Child | None = None) -> bool:
        found = owned_by(user, on=TODAY).filter(pk=self.first_visit(child).pk)
        return found.exists()


@pytest.fixture
def house() -> House:
    return House()


def named(duty: Duty) -> tuple[str, str]:
    owner = owners([duty], on=TODAY)[duty.pk]
    return owner.name, owner.how


def test_a_visit_falls_to_the_main_social_worker(house: House) -> None:
    allocated(house.child, house.worker)
    assert house.falls_to(house.worker)
    assert not house.falls_to(house.manager)
    assert named(house.first_visit()) == ("Worker", "")


def test_a_second_worker_helps_and_owns_nothing(house: House) -> None:
    allocated(house.child, house.worker)
    allocated(house.child, house.colleague, main=False)
    assert not house.falls_to(house.colleague)


def test_while_the_worker_is_away_it_falls_to_who_covers(house: House) -> None:
    allocated(house.child, house.worker)
    Absence.objects.create(user=house.worker, covered_by=house.colleague, starts_on=TODAY)
    assert house.falls_to(house.colleague)
    assert named(house.first_visit()) == ("Colleague", "covering Worker")


def test_with_nobody_allocated_it_falls_to_the_teams_manager(house: House) -> None:
    assert house.falls_to(house.manager)
    assert not house.falls_to(house.head)
    assert named(house.first_visit()) == ("Manager", "nobody is allocated")


def test_without_a_manager_it_falls_to_the_service_above(house: House) -> None:
    child = house.owed(house.bare)
    assert house.falls_to(house.head, child)
    assert not house.falls_to(house.manager, child)


def test_a_leaver_cannot_be_left_holding_a_child(house: House) -> None:
    allocated(house.child, house.worker)
    house.worker.is_active, house.worker.left_on = False, TODAY
    house.worker.save()
    assert not house.falls_to(house.worker)
    assert house.falls_to(house.manager)


def test_an_iros_duty_is_not_the_managers(house: House) -> None:
    iro = a_person(Role.IRO, name="Reviewer")
    allocated(house.child, iro, Allocation.Role.IRO)
    review = Duty.objects.get(subject=house.child.pk, rule="STA-REV-1")
    assert owned_by(iro, on=TODAY).filter(pk=review.pk).exists()
    assert not owned_by(house.manager, on=TODAY).filter(pk=review.pk).exists()
