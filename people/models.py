"""Who works here, in which team, as what, and who stands in for whom."""

import uuid

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from people.managers import UserManager
from people.periods import InclusiveQuerySet, ends_after_start, never_two
from people.roles import CHOICES


@pghistory.track()
class Team(models.Model):
    """A team, a service, an area or the whole authority: a tree, and the line of management."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", "Whole authority"
        AREA = "area", "Area or directorate"
        SERVICE = "service", "Service"
        TEAM = "team", "Team"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.TEAM)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="team_name_once",
                violation_error_message="There is already a team of that name.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="team_not_above_itself",
                violation_error_message="A team cannot be above itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["password", "last_login"]
)
class User(AbstractBaseUser):
    """One person who signs in. What they may see follows from their role assignments.

    `left_on` is the first day they no longer work here; it may lie ahead. From that day they stand
    nowhere (people/standing.py) and their sign-in is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Somebody already signs in with that e-mail address."},
    )
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    staff_number = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="user_email_in_small_letters",
            ),
            models.UniqueConstraint(
                fields=["staff_number"],
                condition=~Q(staff_number=""),
                name="user_staff_number_once",
                violation_error_message="Somebody already has that staff number.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]


@pghistory.track()
class RoleAssignment(models.Model):
    """A person holds a role in a team from a day, perhaps to a day (both included)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=32, choices=CHOICES)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="role_assignments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = InclusiveQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start("role_ends_after_start"),
            never_two(
                "role_not_twice",
                "user",
                "role",
                "team",
                message="This person already holds that role in that team on some of these days.",
                bounds="[]",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.team}"


@pghistory.track()
class Absence(models.Model):
    """Somebody is away and somebody covers: the cover sees and owns what the absent one does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    covered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True)

    objects = InclusiveQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start("absence_ends_after_start"),
            never_two(
                "absence_not_twice",
                "user",
                message="This person is already away on some of these days.",
                bounds="[]",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("covered_by")),
                name="absence_not_covered_by_self",
                violation_error_message="Somebody else has to cover.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} covered by {self.covered_by}"
