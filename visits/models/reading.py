"""What the IRO made of the form of a purposeful visit."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from people.models import User
from visits.models.visit import Visit


@pghistory.track(exclude=["comment", "missing"])
class Reading(models.Model):
    """The form was read and signed, or sent back with what is missing (spec: purposeful-visit.md).

    The three answers of one who signs: were the right actions taken, is an early review needed,
    is it time for a formal escalation. `on` is the day of it, and meets duties to read the form.
    Whose child it is about is said by the visit alone, so that a visit filed anew takes it along.
    """

    class Outcome(models.TextChoices):
        SIGNED = "signed", "Read and signed"
        RETURNED = "returned", "Sent back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="reading")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    on = models.DateField("date of reading")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    comment = models.TextField(blank=True)
    right_actions = models.BooleanField("were the right actions taken", null=True)
    early_review = models.BooleanField("is an early review needed", null=True)
    escalate = models.BooleanField("is a formal escalation needed", null=True)
    missing = models.TextField("what is missing", blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(outcome="signed", missing="")
                    & Q(right_actions__isnull=False)
                    & Q(early_review__isnull=False)
                    & Q(escalate__isnull=False)
                )
                | (
                    Q(outcome="returned", right_actions=None, early_review=None, escalate=None)
                    & ~Q(missing="")
                ),
                name="reading_answers_or_asks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.on}"
