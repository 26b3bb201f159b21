"""Who read what, and the seals over both logs."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from people.models import User


def only_grows(name: str) -> pgtrigger.Protect:
    """Nobody changes or deletes a row, whatever the code asks."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class Read(models.Model):
    """One answer that disclosed children: written in the transaction that rendered it.

    `children` are the ids of the children disclosed, `what` the name of the address (never its
    words), `purpose` a reason given for it, if one was asked. A look into the logs themselves is
    kept as well, children or not: there `purpose` is what was looked up. `request_id` is the one
    of the line in the service's log.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    channel = models.CharField(max_length=8, default="page")
    children = ArrayField(models.UUIDField())
    purpose = models.CharField(max_length=300, blank=True)
    request_id = models.UUIDField(default=uuid.uuid4)

    class Meta:
        indexes = [
            GinIndex(fields=["children"], name="read_children", fastupdate=True),
            models.Index(fields=["user", "at"], name="read_user_at"),
            models.Index(fields=["-at"], name="read_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(children__len__gt=0) | Q(what__startswith="audit:"),
                name="read_names_children",
            )
        ]
        triggers = [only_grows("read_only_grows")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.what} {self.at:%Y-%m-%d %H:%M}"

    @property
    def words(self) -> str:
        """The name of the address in words: "cases:without_iro" → "Without iro"."""
        return self.what.rpartition(":")[2].replace("_", " ").capitalize() or "A page"


class Seal(models.Model):
    """A hash over a batch of committed rows of one log, chained to the seal before it.

    The sequence is taken by the sealer alone, so nothing people do waits for it. `columns` are
    those the hashes cover: a column added later does not break an old seal. `last_id` is the
    greatest of `row_ids`.
    """

    log = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    columns = ArrayField(models.CharField(max_length=63))
    row_ids = ArrayField(models.BigIntegerField())
    row_hashes = ArrayField(models.CharField(max_length=64))
    last_id = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["log", "sequence"]
        indexes = [models.Index(fields=["log", "last_id"], name="seal_log_last_id")]
        constraints = [
            models.UniqueConstraint(fields=["log", "sequence"], name="seal_sequence_once")
        ]
        triggers = [only_grows("seal_only_grows")]

    def __str__(self) -> str:
        return f"{self.log} {self.sequence}"
