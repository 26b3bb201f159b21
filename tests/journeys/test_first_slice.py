"""From signing in to a duty met: the journey everything else is built around."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from cases.changes import tell
from cases.models import Allocation, Exclusion
from duties.models import Duty
from people import clock
from people.models import User
from people.roles import Role
from placements.models import Home, Placement
from placements.models.home import HomeKind
from tests.browser import BACKEND, SignIn, assert_accessible
from tests.factories import a_person, allocated, in_care
from tests.house import House
from tests.journeys.test_moving_children import by_keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

VISIT = "See the child within a week of moving in"


class Moved(House):
    """A child who moved into one of our foster homes nine days ago and has not been seen."""

    def __init__(self) -> None:
        super().__init__()
        today = clock.today()
        since = today - datetime.timedelta(days=9)
        allocated(self.child, self.worker, since=since)
        allocated(self.child, self.iro, Allocation.Role.IRO, since=since)
        care = in_care(self.child, since=since)
        home = Home.objects.create(name="Oak House", kind=HomeKind.IN_HOUSE_FOSTER)
        Placement.objects.create(
            child=self.child, care_period=care, home=home, kind=home.kind, starts_on=since
        )
        tell([self.child.pk], today=today)

    @property
    def first_visit(self) -> Duty:
        return Duty.objects.get(subject=self.child.pk, rule="STA-VISIT-FIRST")


def asked_of_the_api(user: User) -> list[str]:
    client = Client()
    client.force_login(user, backend=BACKEND)
    found = client.get("/api/v1/duties/", {"mine": "true", "state": "overdue"}).json()
    return [row["title"] for row in found["results"]]


def test_a_visit_recorded_from_my_work_meets_the_duty_everywhere(
    page: Page, sign_in: SignIn
) -> None:
    house = Moved()
    assert VISIT in asked_of_the_api(house.worker)
    sign_in(house.worker)
    page.goto("/")
    overdue = page.get_by_role("table", name="Overdue")
    expect(overdue.get_by_role("link", name=VISIT).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=house.child.name, exact=True).first.click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=VISIT).first.click()
    expect(page.get_by_text("STA-VISIT-FIRST").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("main").get_by_role("button", name="Record a visit").click()
    page.locator("#id_seen").check()
    page.locator("#id_alone").check()
    assert_accessible(page)
    by_keyboard(page, "Save visit")
    assert house.first_visit.state == Duty.State.MET_LATE
    page.goto("/")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.get_by_role("table", name="Overdue").get_by_text(VISIT)).to_have_count(0)
    assert VISIT not in asked_of_the_api(house.worker)


def test_a_manager_goes_from_the_number_to_the_child(page: Page, sign_in: SignIn) -> None:
    house = Moved()
    sign_in(house.manager)
    page.goto(f"/teams/{house.team.pk}/")
    assert_accessible(page)
    by_keyboard(page, house.worker.name, "link")
    by_keyboard(page, house.child.name, "link")
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


@pytest.mark.parametrize("width", [360], indirect=True)
def test_a_stranger_and_an_excluded_manager_find_no_such_child(page: Page, sign_in: SignIn) -> None:
    house = Moved()
    Exclusion.objects.create(
        child=house.child, user=house.manager, reason="A neighbour", starts_on=clock.today()
    )
    for person in (a_person(Role.SOCIAL_WORKER), house.manager):
        sign_in(person)
        answer = page.goto(f"/children/{house.child.pk}/")
        assert answer
        assert answer.status == 404
        page.goto("/children/")
        page.get_by_role("searchbox").fill(house.child.name)
        page.get_by_role("button", name="Find").click()
        expect(page.get_by_text("No child you may see")).to_be_visible()
