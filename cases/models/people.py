"""Who works with the child, and who matters to them."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from cases.models.child import Child
from people.models import User
from people.periods import PeriodQuerySet, ends_after_start, never_two


@pghistory.track()
class Allocation(models.Model):
    """A worker holds a child in a role. `ends_on` is the day the next one takes over.

    `main` is the one who owns the duties of the role; there are never two at once. Others of the
    role help, see the child, and own nothing.
    """

    class Role(models.TextChoices):
        SOCIAL_WORKER = "social_worker", "Social worker"
        IRO = "iro", "Independent reviewing officer"
        SUPERVISING_SOCIAL_WORKER = "supervising_social_worker", "Supervising social worker"
        PERSONAL_ADVISER = "personal_adviser", "Personal adviser"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="allocations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=32, choices=Role.choices)
    main = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        indexes = [
            models.Index(fields=["user", "role", "child"], name="allocation_user_role"),
        ]
        constraints = [
            ends_after_start("allocation_ends_after_start"),
            never_two(
                "allocation_one_main",
                "child",
                "role",
                condition=Q(main=True),
                message="The child already has a main worker in that role on some of these days.",
            ),
            never_two(
                "allocation_not_twice",
                "child",
                "role",
                "user",
                message="This person already holds the child in that role on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.user}"


@pghistory.track()
class Handover(models.Model):
    """One worker took a child over from another as the main one. Read once by who took over.

    What is handed over (duties, last visit, people) is shown live; `message` is what the one who
    moved the child wants the new worker to know first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    allocation = models.OneToOneField(Allocation, on_delete=models.CASCADE, related_name="handover")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="handed_over")
    message = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(read_at__gte=F("made_at")),
                name="handover_read_after_made",
            )
        ]

    def __str__(self) -> str:
        return f"from {self.from_user}"


@pghistory.track()
class Person(models.Model):
    """Somebody around the child: family, a friend, a teacher, a doctor."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        FRIEND = "friend", "Friend or other person who matters"
        PROFESSIONAL = "professional", "Professional"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    relationship = models.CharField(max_length=80)
    parental_responsibility = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    contact = models.TextField("what is agreed about seeing each other", blank=True)
    ends_on = models.DateField("no longer around since", null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.name} ({self.relationship})"
