"""Where a child lives, from when to when."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from cases.models import CarePeriod, Child
from cases.models.care import inside_care_period
from people.models import User
from people.periods import PeriodQuerySet, ends_after_start, never_two
from placements.models.home import Home, HomeKind


class PlacementQuerySet(PeriodQuerySet["Placement"]):
    def real(self) -> "PlacementQuerySet":
        """Without those recorded in error."""
        return self.filter(in_error=False)


@pghistory.track()
class Placement(models.Model):
    """One child's time in one home. `ends_on` is the day the child left it.

    `kind` is how the home counted when the child came (an adopter's home was a foster home
    before); `registered` is asked of the home's own history, day by day. `planned` and `concerns`
    are as of the start. `temporary_approval`: a connected person under regulation 24; `assessed`:
    with parents, whether their assessment was finished (regulation 19).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="placements")
    care_period = models.ForeignKey(CarePeriod, on_delete=models.PROTECT, related_name="placements")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=24, choices=HomeKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    planned = models.BooleanField(default=True)
    concerns = models.BooleanField("concerns known at the start", default=False)
    temporary_approval = models.BooleanField(default=False)
    assessed = models.BooleanField(default=True)
    long_term_foster = models.BooleanField(default=False)
    child_agrees = models.BooleanField(default=False)
    why_here = models.TextField("why this home", blank=True)
    end_reason = models.CharField(max_length=6, blank=True)
    in_error = models.BooleanField(default=False)
    in_error_reason = models.CharField(max_length=300, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start("placement_ends_after_start"),
            never_two(
                "placement_never_overlaps",
                "child",
                condition=Q(in_error=False),
                message="The child already lived somewhere on some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(ends_on__isnull=False),
                name="placement_end_reason_dated",
            ),
            models.CheckConstraint(
                condition=Q(in_error=False) | ~Q(in_error_reason=""),
                name="placement_error_has_reason",
            ),
        ]
        triggers = [inside_care_period("placement_inside_care")]

    def __str__(self) -> str:
        return f"{self.home} from {self.starts_on}"


@pghistory.track()
class PlacementCode(models.Model):
    """How the statutory return codes a placement, from a day: type (PLACE) and provider.

    A new type with the same carer is a new row here and the same placement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="codes")
    starts_on = models.DateField()
    place = models.CharField(max_length=3)
    provider = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "starts_on"], name="placement_code_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.place


@pghistory.track()
class Milestone(models.Model):
    """Something agreed or asked about a placement that changes how often the child is seen."""

    class Kind(models.TextChoices):
        PERMANENCE = "permanence_agreed", "Agreed to last until 18"
        CARER_APPROVED = "carer_approved", "Carer fully approved"
        PARENTS_ASSESSED = "parents_assessed", "Parents' assessment finished"
        VISIT_REQUESTED = "visit_requested", "A visit was asked for"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    on = models.DateField()
    long_term_foster = models.BooleanField(default=False)
    child_agrees = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "kind", "on"], name="milestone_once_a_day")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
