"""Who may see one child in spite of, or notwithstanding, their role."""

import datetime
import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from cases.models.child import Child
from people.models import User
from people.periods import InclusiveQuerySet, ends_after_start, never_two


@pghistory.track()
class Permitted(models.Model):
    """One of those who may see a restricted child: nobody else may, whatever their role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="permitted")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "permitted"
        constraints = [models.UniqueConstraint(fields=["child", "user"], name="permitted_once")]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track()
class Exclusion(models.Model):
    """Somebody who may not see this child, whatever their role, cover or stated reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="exclusions")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = InclusiveQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("exclusion_ends_after_start"),
            never_two(
                "exclusion_not_twice",
                "child",
                "user",
                bounds="[]",
                message="This person is already excluded on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track()
class AccessReason(models.Model):
    """A stated reason that opens children for a time: break glass, a director's, a shift's.

    `child` is empty only for an out-of-hours shift. `until` is at most a shift away. Managers see
    these and say whether they were right.
    """

    class Kind(models.TextChoices):
        BREAK_GLASS = "break_glass", "Urgent need"
        DIRECTOR = "director", "Director"
        SHIFT = "shift", "Out-of-hours shift"

    class Purpose(models.TextChoices):
        SAFETY = "safety", "A child may be at risk now"
        COVER = "cover", "I am standing in for somebody who cannot be reached"
        HEALTH = "health", "A hospital or doctor needs something at once"
        COURT = "court", "A court or the police needs something at once"
        OTHER = "other", "Something else that cannot wait"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_reasons")
    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, null=True, blank=True, related_name="access_reasons"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = models.CharField(max_length=8, choices=Purpose.choices, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    justified = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "until"], name="access_reason_user_until")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="access_reason_in_order"),
            models.CheckConstraint(
                condition=Q(child__isnull=True, kind="shift")
                | (Q(child__isnull=False) & ~Q(kind="shift")),
                name="access_reason_child_unless_shift",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="access_reason_said"),
            models.CheckConstraint(
                condition=~Q(kind="break_glass") | ~Q(purpose=""), name="access_reason_urgent_for"
            ),
            models.CheckConstraint(
                condition=Q(until__lte=F("at") + datetime.timedelta(hours=12)),
                name="access_reason_lasts_a_shift",
                violation_error_message="A stated reason lasts 12 hours at most.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None, justified=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False, justified__isnull=False),
                name="access_reason_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                name="access_reason_not_reviewed_by_self",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.reason}"
