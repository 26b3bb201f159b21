"""What a worker who takes over is shown, and that they read it."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.urls import reverse

from cases.actions import allocations
from cases.models import Allocation, Exclusion, Handover, Person
from reviews.models import Booking, Review
from tests.factories import NOW, TODAY, allocated, in_care
from tests.house import House
from tests.pages import SignedIn
from visits.models import Visit, VisitDraft

DAY = datetime.timedelta(days=1)


@pytest.fixture
def handover(house: House) -> Handover:
    allocated(house.child, house.worker)
    row = allocations.allocate(
        child=house.child, worker=house.colleague, role=Allocation.Role.SOCIAL_WORKER,
        starts_on=TODAY, message="Ring her school first.", by=house.manager, at=NOW, on=TODAY,
    )  # fmt: skip
    return row.handover


def address(handover: Handover, name: str = "handovers:one") -> str:
    return reverse(name, args=[handover.allocation.child_id, handover.pk])


def test_the_handover_shows_what_is_there_and_no_draft_s_words(
    house: House, handover: Handover, signed_in: SignedIn
) -> None:
    said = {"child": house.child, "recorded_by": house.worker, "recorded_at": NOW}
    Visit.objects.create(
        **said, on=TODAY - 20 * DAY, visitor=house.worker, role="social_worker", seen=True,
        alone=True,
    )  # fmt: skip
    VisitDraft.objects.create(
        key=uuid.uuid4(), child=house.child, user=house.worker, data={"child_words": "Secret"},
        started_at=NOW - 3 * DAY, saved_at=NOW,
    )  # fmt: skip
    Person.objects.create(
        child=house.child, name="Aunt Jo", kind="family", relationship="Aunt", phone="01632 960001"
    )
    review = Review.objects.create(**said, care_period=in_care(house.child))
    Booking.objects.create(review=review, booked_on=TODAY, for_on=TODAY + 9 * DAY, booked_at=NOW)
    text = signed_in(house.colleague).get(address(handover)).content.decode()
    for shown in ("Ring her school first.", "16 October 2026", "1 visit begun and not sent",
                  "2 November 2026", "Aunt Jo", "14 November 2026"):  # fmt: skip
        assert shown in text
    assert "Secret" not in text


def test_a_handover_is_read_once_and_moves_to_the_read(
    house: House, handover: Handover, signed_in: SignedIn
) -> None:
    client = signed_in(house.colleague)
    assert client.get(reverse("handovers:mine")).context["unread"] == [handover]
    client.post(address(handover, "handovers:read"))
    page = client.get(reverse("handovers:mine"))
    assert page.context["unread"] == []
    assert page.context["read"] == [handover]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("colleague", 200),
        ("manager", 200),
        ("worker", 404),
        ("other_manager", 404),
        ("administrator", 404),
    ],
)
def test_a_handover_is_seen_by_who_reads_the_record(
    house: House, handover: Handover, signed_in: SignedIn, who: str, status: int
) -> None:
    assert signed_in(getattr(house, who)).get(address(handover)).status_code == status


def test_a_manager_cannot_read_it_for_the_worker(
    house: House, handover: Handover, signed_in: SignedIn
) -> None:
    signed_in(house.manager).post(address(handover, "handovers:read"))
    handover.refresh_from_db()
    assert handover.read_at is None


def test_somebody_excluded_since_sees_no_handover(
    house: House, handover: Handover, signed_in: SignedIn
) -> None:
    Exclusion.objects.create(child=house.child, user=house.colleague, reason="kin", starts_on=TODAY)
    client = signed_in(house.colleague)
    assert client.get(reverse("handovers:mine")).context["unread"] == []
    assert client.get(address(handover)).status_code == 404
