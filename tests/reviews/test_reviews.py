"""Booking, recording and cancelling reviews, and what they change."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.models import ChronologyEntry
from duties.models import Duty
from people.models import User
from people.refusal import Refused
from placements.models import Milestone
from reviews import actions
from reviews.actions import Held
from reviews.models import Booking, Review
from tests.factories import NOW, TODAY
from tests.pages import SignedIn, as_of_now, signed_in
from tests.scene import DAY, Scene

__all__ = ["as_of_now", "signed_in"]

LATER = TODAY + 14 * DAY


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def now(by: User) -> dict[str, Any]:
    return {"by": by, "on": TODAY, "at": NOW, "key": uuid.uuid4()}


def booked(scene: Scene, for_on: datetime.date = LATER, **given: Any) -> Review:
    said: dict[str, Any] = {
        "kind": Review.Kind.LOOKED_AFTER, "booked_on": TODAY, **now(scene.worker), **given,
    }  # fmt: skip
    return actions.book(child=scene.child, for_on=for_on, **said)


def held(scene: Scene, by: User | None = None, **said: Any) -> Review:
    usual: dict[str, Any] = {"held_on": TODAY, "participation": "PN1"}
    return actions.record_held(
        child=scene.child, said=Held(**{**usual, **said}), **now(by or scene.iro)
    )


def first_review(scene: Scene) -> Duty:
    return Duty.objects.get(subject=scene.child.pk, rule="STA-REV-1")


def test_a_review_held_meets_the_first_reviews_duty_and_opens_the_next(scene: Scene) -> None:
    review = held(scene)
    duty = first_review(scene)
    assert (duty.state, duty.met_by) == ("met", f"review:{review.pk}")
    second = Duty.objects.get(subject=scene.child.pk, rule="STA-REV-2")
    assert second.due_on == datetime.date(2027, 2, 5)


def test_a_booking_alone_meets_nothing(scene: Scene) -> None:
    booked(scene)
    assert first_review(scene).state == Duty.State.OPEN


def test_the_review_that_is_held_is_the_one_that_was_booked(scene: Scene) -> None:
    review = booked(scene)
    assert held(scene).pk == review.pk
    assert Review.objects.count() == 1


def test_a_new_date_is_another_booking_of_the_same_review(scene: Scene) -> None:
    soon = NOW + datetime.timedelta(hours=1)
    assert booked(scene).pk == booked(scene, LATER + DAY, at=soon).pk
    assert Booking.objects.count() == 2
    booked(scene, LATER + DAY, at=soon)
    assert Booking.objects.count() == 2, "the same date set twice is one"


def test_a_cancelled_review_stays_and_the_next_booking_is_another(scene: Scene) -> None:
    review = booked(scene)
    given: dict[str, Any] = {"by": scene.worker, "on": TODAY, "at": NOW}
    with pytest.raises(ValidationError):
        actions.cancel(review=review, reason=" ", **given)
    actions.cancel(review=review, reason="The school is closed", **given)
    assert booked(scene).pk != review.pk
    with pytest.raises(ValidationError, match="already"):
        actions.cancel(review=review, reason="Again", **given)


def test_sent_twice_a_review_is_recorded_once(scene: Scene) -> None:
    given = now(scene.iro)
    said = Held(held_on=TODAY, participation="PN1")
    first = actions.record_held(child=scene.child, said=said, **given)
    assert actions.record_held(child=scene.child, said=said, **given) == first


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": TODAY + DAY}, "held_on"),
        ({"held_on": TODAY - 4 * DAY}, "held_on"),
        ({"participation": "PN0"}, "participation"),
        ({"participation": "PN9"}, "participation"),
    ],
)
def test_a_review_that_cannot_be_is_refused_at_its_field(
    scene: Scene, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        held(scene, **said)
    assert field in refused.value.message_dict


@pytest.mark.parametrize(("born", "code"), [(4, "PN1"), (4 - 1 / 366, "PN0")])
def test_the_fourth_birthday_parts_the_answers(scene: Scene, born: float, code: str) -> None:
    scene.child.born_on = datetime.date(2022, 11, 5 if born == 4 else 6)
    scene.child.save()
    wrong = "PN0" if code == "PN1" else "PN1"
    with pytest.raises(ValidationError):
        held(scene, participation=wrong)
    assert held(scene, participation=code)


def test_two_reviews_of_one_day_are_refused(scene: Scene) -> None:
    held(scene)
    with pytest.raises(ValidationError, match="already recorded"):
        held(scene)


def test_permanence_agreed_is_kept_with_the_home_of_that_day(scene: Scene) -> None:
    held(scene, permanence=True, long_term_foster=True, child_agrees=True)
    row = Milestone.objects.get()
    assert (row.placement, row.on, row.child_agrees) == (scene.placement, TODAY, True)


def test_a_frequency_agreed_is_kept(scene: Scene) -> None:
    assert held(scene, visit_weeks=4).visit_weeks == 4


def test_the_chronology_says_that_it_was_held_and_no_more(scene: Scene) -> None:
    held(scene, decisions="Stay with Nan")
    line = ChronologyEntry.objects.get(source__startswith="review:")
    assert line.generated == "Looked-after review held."


def test_a_social_worker_books_and_does_not_record(scene: Scene) -> None:
    assert booked(scene)
    with pytest.raises(Refused) as refused:
        held(scene, by=scene.worker)
    assert refused.value.refusal.code == "review_by_iro"
    assert held(scene, by=scene.manager)


def test_a_stranger_does_neither(scene: Scene) -> None:
    with pytest.raises(Refused):
        booked(scene, by=scene.elsewhere)
    with pytest.raises(Refused):
        held(scene, by=scene.elsewhere)


def test_the_page_records_and_keeps_what_was_typed(scene: Scene, signed_in: SignedIn) -> None:
    address = f"/children/{scene.child.pk}/reviews/record"
    sent = {
        "key": str(uuid.uuid4()), "kind": "looked_after", "held_on-day": "5",
        "held_on-month": "11", "held_on-year": "2027", "participation": "PN1",
        "decisions": "More time with Nan",
    }  # fmt: skip
    client = signed_in(scene.iro)
    page = client.post(address, sent).content.decode()
    assert "The date of the review must be today or in the past" in page
    assert "More time with Nan" in page
    answer = client.post(address, {**sent, "held_on-year": "2026"}, follow=True)
    assert "Review recorded" in answer.content.decode()
    assert "More time with Nan" in answer.content.decode()
