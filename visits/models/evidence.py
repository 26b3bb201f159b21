"""What was looked at on a purposeful visit, standard by standard."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from people.models import User
from people.periods import PeriodQuerySet, ends_after_start, never_two
from visits.models.visit import Visit


@pghistory.track()
class Standard(models.Model):
    """A line of evidence that may be looked at, as worded from a day on.

    `key` names the line through all its wordings: a form keeps the wording it was filled in under.
    [starts_on, ends_on). Source: seed 001, "Triangulating evidence".
    """

    class About(models.TextChoices):
        CHILD = "child", "The child"
        PROPERTY = "property", "The property"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=8, choices=About.choices, default=About.CHILD)
    where = models.CharField("where it is kept", max_length=200, blank=True)
    ask = models.TextField("what to ask", blank=True)
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["about", "position"]
        constraints = [
            ends_after_start("standard_ends_after_start"),
            never_two(
                "standard_one_wording", "key", message="That line has another wording that day."
            ),
            models.CheckConstraint(condition=~Q(title=""), name="standard_titled"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(exclude=["found", "spoke_to"])
class Evidence(models.Model):
    """One line of one visit: what was found, from whom, and whether the child says the same.

    A line nobody looked at has no row: not every line is looked at on every visit.
    """

    class Looked(models.TextChoices):
        SEEN = "seen", "Looked at"
        ASKED = "asked", "Asked about"

    class Agrees(models.TextChoices):
        AGREES = "agrees", "Agrees with what the child says"
        DIFFERS = "differs", "Differs from what the child says"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="evidence")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="+")
    looked = models.CharField(max_length=6, choices=Looked.choices)
    found = models.TextField(blank=True)
    spoke_to = models.CharField("who was spoken to", max_length=160, blank=True)
    agrees = models.CharField(max_length=12, choices=Agrees.choices, blank=True)
    concern = models.BooleanField(default=False)

    class Meta:
        ordering = ["standard__about", "standard__position"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "standard"], name="evidence_once_a_visit"),
            models.CheckConstraint(
                condition=Q(concern=False) | ~Q(found=""), name="evidence_concern_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard}: {self.get_looked_display()}"
