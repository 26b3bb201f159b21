"""In what condition a home is: how full, registered or not, judged, noticed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Child
from cases.naming import fold
from people.roles import Role
from placements.condition import Condition, conditions, needing_attention, with_condition
from placements.models import Home, Inspection, Notice, Placement, Registration
from placements.models.home import HomeKind
from tests.factories import TODAY, a_child, a_person, in_care
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import DAY

__all__ = ["as_of_now", "signed_in"]
pytestmark = pytest.mark.django_db


def a_home(name: str = "Oak House", **said: Any) -> Home:
    usual = {"name": name, "kind": HomeKind.CHILDRENS_HOME, "search_name": fold(name)}
    return Home.objects.create(**{**usual, **said})


def living_in(home: Home, *, since: datetime.date = TODAY, **said: Any) -> Child:
    child = a_child()
    Placement.objects.create(
        child=child, care_period=in_care(child, since=since), home=home, kind=home.kind,
        starts_on=since, **said,
    )  # fmt: skip
    return child


def registered(home: Home, status: str, starts_on: datetime.date = TODAY) -> None:
    Registration.objects.create(home=home, status=status, starts_on=starts_on)


def now(home: Home) -> Condition:
    return conditions(Home.objects.all(), [home], TODAY)[home.pk]


def said_of(home: Home) -> list[str]:
    return [caution.text for caution in now(home).cautions]


def test_everybody_who_lives_there_today_is_counted() -> None:
    home = a_home(capacity=3)
    living_in(home)
    living_in(home, since=TODAY - DAY, ends_on=TODAY)
    living_in(home, since=TODAY + DAY)
    living_in(home, in_error=True, in_error_reason="Never moved")
    assert now(home).places == "1 of 3 places taken"
    assert now(a_home("Ash")).places == "Nobody living there"


@pytest.mark.parametrize(
    ("capacity", "says"), [(3, []), (2, ["Full"]), (1, ["More children than places"]), (None, [])]
)
def test_a_full_home_says_so(capacity: int | None, says: list[str]) -> None:
    home = a_home(capacity=capacity)
    living_in(home)
    living_in(home)
    assert said_of(home) == says


@pytest.mark.parametrize(
    ("status", "warned"),
    [(status, status != "registered") for status in Registration.Status.values],
)
def test_only_registered_is_registered(status: str, warned: bool) -> None:
    home = a_home()
    registered(home, status)
    assert ("Not registered" in said_of(home)) == warned


def test_a_registration_holds_from_its_day() -> None:
    home = a_home()
    registered(home, "registered", TODAY + DAY)
    assert now(home).registered == "Not recorded"
    assert not now(a_home("Foster", kind=HomeKind.IN_HOUSE_FOSTER)).registered


def test_the_latest_judgement_counts() -> None:
    home = a_home()
    Inspection.objects.create(home=home, on=TODAY - DAY, judgement="inadequate")
    assert said_of(home) == ["Judged inadequate"]
    Inspection.objects.create(home=home, on=TODAY, judgement="requires_improvement")
    assert said_of(home) == ["Requires improvement"]
    assert (now(home).judged, now(home).judged_on) == ("Requires improvement to be good", TODAY)


@pytest.mark.parametrize(("days", "news"), [(0, True), (89, True), (90, False), (-1, False)])
def test_a_notice_is_news_for_ninety_days(days: int, news: bool) -> None:
    home = a_home()
    Notice.objects.create(home=home, kind="section_30a_notice", on=TODAY - days * DAY)
    assert said_of(home) == (["Notice in the last 90 days"] if news else [])


def test_a_home_needs_attention_while_children_live_there() -> None:
    unregistered, inadequate, full, quiet, empty = (a_home(name, capacity=1) for name in "abcde")
    for home in (unregistered, inadequate, full, full, quiet):
        living_in(home)
    for home in (unregistered, empty):
        registered(home, "cancelled")
    Inspection.objects.create(home=inadequate, on=TODAY, judgement="inadequate")
    found = needing_attention(with_condition(Home.objects.all(), TODAY))
    assert {home.name for home in found} == {"a", "b", "c"}


def test_the_list_of_homes_shows_what_is_asked_for(signed_in: SignedIn) -> None:
    living_in(worry := a_home("Worry House"))
    registered(worry, "suspended")
    a_home("Calm House")
    a_home("Shut House", closed_on=TODAY)
    client = signed_in(a_person(Role.COMMISSIONING))

    def shown(address: str) -> set[str]:
        page = client.get(address).content.decode()
        return {name for name in ("Worry", "Calm", "Shut") if f"{name} House" in page}

    assert shown("/homes/") == {"Worry", "Calm"}
    assert shown("/homes/?show=attention") == {"Worry"}
    assert shown("/homes/?show=closed") == {"Shut"}
    assert shown("/homes/?show=nonsense&page=x") == {"Worry", "Calm"}
    found = client.post("/homes/", {"words": "shut"}).content.decode()
    assert "Shut House" in found
    assert "Calm House" not in found


def test_the_list_of_homes_asks_as_much_for_thirty_as_for_three(
    signed_in: SignedIn,
) -> None:
    client = signed_in(a_person(Role.COMMISSIONING))
    for number in range(3):
        living_in(a_home(f"Home {number}"))
    with CaptureQueriesContext(connection) as few:
        client.get("/homes/")
    for number in range(3, 30):
        living_in(a_home(f"Home {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get("/homes/")
    assert len(few) == len(many)


def test_who_lived_there_before_is_named_only_to_those_who_may_see_them(
    signed_in: SignedIn,
) -> None:
    home = a_home()
    child = living_in(home, since=TODAY - 9 * DAY, ends_on=TODAY)
    page = signed_in(a_person(Role.COMMISSIONING)).get(f"/homes/{home.pk}/").content.decode()
    assert "Who lived here before" in page
    assert "1 child whose record you do not see" in page
    assert child.family_name not in page
