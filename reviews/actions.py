"""The only writers of reviews: set a date, record one that was held, cancel one that was not."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from cases.changes import tell
from cases.codes import code_set
from cases.header import age
from cases.models import CarePeriod, Child
from cases.once import lock, sent_before
from people.models import User
from people.refusal import require
from placements.models import Milestone
from placements.whereabouts import lives_with
from reviews.models import Booking, Review
from reviews.permissions import may_book, may_record_review

UNDER_FOUR = "PN0"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What there is to say of a review that was held.

    `participation` is the return's code for how the child took part; `visit_weeks` another
    visiting frequency agreed; `permanence` that the present home is to last until 18, in long-term
    fostering or not, and whether the child agrees to fewer visits.
    """

    held_on: datetime.date
    participation: str
    kind: Review.Kind = Review.Kind.LOOKED_AFTER
    child_view: str = ""
    decisions: str = ""
    visit_weeks: int | None = None
    permanence: bool = False
    long_term_foster: bool = False
    child_agrees: bool = False


@transaction.atomic
def book(
    *,
    child: Child,
    kind: Review.Kind,
    for_on: datetime.date,
    booked_on: datetime.date,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> Review:
    """Set the date of the next review; the one waiting to be held is given the new date.

    `booked_on` is the day the date was set, from which what is due before the review is counted.

    Raises:
        Refused: `by` may not book reviews of this child.
        ValidationError: keyed by `booked_on` (future, or not in care then) or `for_on` (before it).
    """
    lock(child)
    require(may_book(by, child, on=on, at=at))
    if earlier := sent_before(Review.objects.filter(key=key), child, by):
        return earlier
    if booked_on > on:
        raise ValidationError({"booked_on": "The day the date was set must not be in the future"})
    if for_on < booked_on:
        raise ValidationError({"for_on": "The review must not lie before the day it was set"})
    care = _care_on(child, booked_on, "booked_on")
    review = waiting(child, kind) or Review.objects.create(
        child=child, care_period=care, kind=kind, key=key, recorded_by=by, recorded_at=at
    )
    last = review.bookings.last()
    if last is None or (last.for_on, last.booked_on) != (for_on, booked_on):
        Booking.objects.create(
            review=review, booked_on=booked_on, for_on=for_on, booked_by=by, booked_at=at
        )
    tell([child.pk], today=on)
    return review


@transaction.atomic
def record_held(
    *,
    child: Child,
    said: Held,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> Review:
    """Record a review that was held: the one that was booked, or one nobody had booked.

    Raises:
        Refused: `by` may not record reviews of this child.
        ValidationError: keyed by `held_on` (future, not in care, one recorded for that day),
            `participation` (not of the child's age) or `permanence` (no home that day).
    """
    lock(child)
    require(may_record_review(by, child, on=on, at=at))
    if earlier := sent_before(Review.objects.filter(key=key), child, by):
        return earlier
    care = _check(child, said, on)
    review = waiting(child, said.kind, before=said.held_on) or Review(child=child, kind=said.kind)
    review.key, review.care_period = key, care
    review.held_on, review.participation = said.held_on, said.participation
    review.child_view, review.decisions = said.child_view, said.decisions
    review.visit_weeks, review.chaired_by = said.visit_weeks, by
    review.recorded_by, review.recorded_at = by, at
    review.save()
    if said.permanence:
        _agree_permanence(child, said, by)
    tell([child.pk], today=on)
    return review


@transaction.atomic
def cancel(
    *, review: Review, reason: str, by: User, on: datetime.date, at: datetime.datetime
) -> Review:
    """Cancel a review that was booked and not held; it stays, with the reason.

    Raises:
        Refused: `by` may not book reviews of this child.
        ValidationError: keyed by `reason`: none given, or it was held or cancelled meanwhile.
    """
    lock(review.child)
    require(may_book(by, review.child, on=on, at=at))
    review.refresh_from_db()
    if review.held_on or review.cancelled_reason:
        raise ValidationError({"reason": "This review has been held or cancelled already"})
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is cancelled"})
    review.cancelled_reason = reason.strip()
    review.save(update_fields=["cancelled_reason"])
    tell([review.child_id], today=on)
    return review


def waiting(
    child: Child, kind: Review.Kind, *, before: datetime.date | None = None
) -> Review | None:
    """The review of that kind booked and neither held nor cancelled, if any.

    With `before`, one whose date was set on that day or earlier.
    """
    found = Review.objects.filter(child=child, kind=kind, held_on=None, cancelled_reason="")
    if before:
        found = found.filter(Q(bookings__booked_on__lte=before) | Q(bookings=None)).distinct()
    return found.first()


def _check(child: Child, said: Held, on: datetime.date) -> CarePeriod:
    if said.held_on > on:
        raise ValidationError({"held_on": "The date of the review must be today or in the past"})
    care = _care_on(child, said.held_on, "held_on")
    if Review.objects.filter(child=child, kind=said.kind, held_on=said.held_on).exists():
        raise ValidationError({"held_on": "A review held that day is already recorded"})
    if said.participation not in code_set("REVIEW_CODE"):
        raise ValidationError({"participation": "Choose how the child took part"})
    young = child.born_on is not None and age(child.born_on, said.held_on) < 4
    if child.born_on and young != (said.participation == UNDER_FOUR):
        says = "was under 4" if young else "was 4 or older"
        raise ValidationError({"participation": f"Choose an answer for a child who {says} then"})
    if said.permanence and lives_with(child, said.held_on) is None:
        raise ValidationError({"permanence": "No home is recorded for that day"})
    return care


def _care_on(child: Child, day: datetime.date, field: str) -> CarePeriod:
    """The period of care of that day, its last day included: a review may be held on it."""
    care = (
        CarePeriod.objects.filter(child=child, starts_on__lte=day)
        .filter(Q(ends_on=None) | Q(ends_on__gte=day))
        .order_by("-starts_on")
        .first()
    )
    if care is None:
        raise ValidationError({field: "The child was not looked after on that day"})
    return care


def _agree_permanence(child: Child, said: Held, by: User) -> None:
    stay = lives_with(child, said.held_on)
    Milestone.objects.update_or_create(
        placement=stay,
        kind=Milestone.Kind.PERMANENCE,
        on=said.held_on,
        defaults={
            "long_term_foster": said.long_term_foster,
            "child_agrees": said.child_agrees,
            "note": "Agreed at the review",
            "recorded_by": by,
        },
    )
