"""What moved, from where to where, by whom."""

import uuid

from django.conf import settings
from django.db import models


class Transition(models.Model):
    """One move of one row. `flow` and `row` say which; rows of one table are no two children's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    flow = models.CharField(max_length=40)
    row = models.UUIDField()
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["row", "at"], name="transition_of_row")]

    def __str__(self) -> str:
        return f"{self.flow}: {self.move}"
