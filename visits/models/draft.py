"""What somebody is still writing about a visit."""

import uuid

from django.db import models

from cases.models import Child
from people.models import User


class VisitDraft(models.Model):
    """What somebody has typed so far. Only they see it; managers see that it exists, and how old.

    `data` is the form as typed, one draft per person, child and form key; gone once submitted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="visit_drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="visit_drafts")
    data = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return f"draft of {self.started_at:%Y-%m-%d}"
