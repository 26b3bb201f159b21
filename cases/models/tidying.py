"""Putting right what was filed wrongly, with a trace and a way back."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from cases.models.child import Child
from people.models import User


@pghistory.track()
class Merge(models.Model):
    """Two records turned out to be one child. `moved` lists every row taken over, to undo it.

    `moved` maps a model's label to the ids of the rows that belonged to `merged`; `before` holds
    the values that were changed, as they were: {"kept": {field: value}, "merged": {…},
    "rows": {label: {id: {field: value}}}}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges_merged")
    reason = models.CharField(max_length=300)
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_two_children"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


@pghistory.track()
class Refiled(models.Model):
    """A record filed under the wrong child was moved to the right one. Both keep this trace."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.CharField(max_length=60)  # the model's label, such as "visits.Visit"
    record_id = models.UUIDField()
    from_child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="refiled_from")
    to_child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="refiled_to")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "refiled"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_child=F("to_child")), name="refiled_to_another"
            )
        ]

    def __str__(self) -> str:
        return self.reason
