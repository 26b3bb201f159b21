"""Looked-after and adoption reviews: booked, held, and what they agreed."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from cases.models import CarePeriod
from cases.models.records import Record
from people.models import User


@pghistory.track()
class Review(Record):
    """One review. Its date is the day it was held (the first part's, if held in parts).

    `participation` is the statutory code for how the child took part (PN0–PN7). `visit_weeks` is
    another visiting frequency agreed at it. A cancelled review stays, with its reason.
    """

    class Kind(models.TextChoices):
        LOOKED_AFTER = "looked_after", "Looked-after review"
        ADOPTION = "adoption", "Adoption review"

    care_period = models.ForeignKey(CarePeriod, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LOOKED_AFTER)
    held_on = models.DateField(null=True, blank=True)
    participation = models.CharField(max_length=3, blank=True)
    chaired_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decisions = models.TextField(blank=True)
    child_view = models.TextField("what the child said about it", blank=True)
    visit_weeks = models.PositiveSmallIntegerField(
        "visits agreed every how many weeks", null=True, blank=True
    )
    cancelled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "held_on", "kind"],
                condition=Q(held_on__isnull=False),
                name="review_once_a_day",
                violation_error_message="A review held that day is already recorded.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_reason="") | Q(held_on=None),
                name="review_held_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(visit_weeks=None) | Q(visit_weeks__range=(1, 26)),
                name="review_visit_weeks_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on or 'not held'}"


@pghistory.track()
class Booking(models.Model):
    """A date set for a review, on the day it was set. The latest stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="bookings")
    booked_on = models.DateField()
    for_on = models.DateField("date of the review")
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    booked_at = models.DateTimeField()

    class Meta:
        ordering = ["booked_on", "booked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(for_on__gte=F("booked_on")), name="booking_not_in_the_past"
            )
        ]

    def __str__(self) -> str:
        return f"for {self.for_on}"
