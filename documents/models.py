"""Stored files. The bytes lie outside the web root under a random name."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from people.models import User


@pghistory.track()
class StoredFile(models.Model):
    """A file as received: its type found by content, its fingerprint kept.

    `name` is what the person called it; `path` is where it lies under MEDIA_ROOT and says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=200, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty")
        ]

    def __str__(self) -> str:
        return self.name
