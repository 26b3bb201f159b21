"""Care that a later return left open is listed for those who can say when it ended."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from audit.models import Read
from cases.models import CarePeriod, Exclusion
from tests.factories import TODAY
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import Scene, checked

__all__ = ["as_of_now", "signed_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> Scene:
    scene = Scene()
    checked()
    CarePeriod.objects.filter(pk=scene.care.pk).update(end_date_needed=True)
    return scene


def listing(scene: Scene) -> str:
    return reverse("desk:end_dates", args=[scene.team.pk])


def test_the_list_leads_to_the_button_that_mends_it_and_is_then_empty(
    scene: Scene, signed_in: SignedIn
) -> None:
    client = signed_in(scene.manager)
    mend = reverse("placements:end_care", args=[scene.child.pk, scene.care.pk])
    page = client.get(listing(scene)).content.decode()
    assert scene.child.name in page
    assert "Oak House" in page
    assert mend in page
    day = TODAY - datetime.timedelta(days=1)
    client.post(
        mend,
        {"ends_on-day": day.day, "ends_on-month": day.month, "ends_on-year": day.year,
         "end_code": "E4A"},
    )  # fmt: skip
    scene.care.refresh_from_db()
    assert (scene.care.ends_on, scene.care.end_date_needed) == (day, False)
    assert "No child of this team needs one." in client.get(listing(scene)).content.decode()


def test_who_is_shown_is_noted(scene: Scene, signed_in: SignedIn) -> None:
    signed_in(scene.manager).get(listing(scene))
    assert Read.objects.get(what="desk:end_dates").children == [scene.child.pk]


@pytest.mark.parametrize("who", ["manager", "head"])
def test_my_work_and_the_team_s_page_count_them_and_lead_there(
    scene: Scene, signed_in: SignedIn, who: str
) -> None:
    client = signed_in(getattr(scene, who))
    mine = client.get(reverse("desk:my_work")).content.decode()
    assert "1 child of" in mine
    assert "end-dates/" in mine
    team = client.get(reverse("desk:team", args=[scene.team.pk])).content.decode()
    assert "1 end date of care needed" in team
    assert listing(scene) in team


def test_an_excluded_manager_counts_and_lists_none(scene: Scene, signed_in: SignedIn) -> None:
    Exclusion.objects.create(
        child=scene.child, user=scene.manager, reason="Related", starts_on=TODAY
    )
    client = signed_in(scene.manager)
    assert client.get(reverse("desk:my_work")).context["waiting"] == []
    assert client.get(reverse("desk:team", args=[scene.team.pk])).context["unended"] == 0
    assert scene.child.name not in client.get(listing(scene)).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("worker", 403), ("other_manager", 404), ("iro_manager", 404)]
)
def test_the_list_is_for_the_managers_of_the_line(
    scene: Scene, signed_in: SignedIn, who: str, status: int
) -> None:
    assert signed_in(getattr(scene, who)).get(listing(scene)).status_code == status
