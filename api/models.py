"""Access tokens: how a program of somebody's asks on their behalf."""

import datetime
import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from people.models import User

LONGEST = datetime.timedelta(days=366)


class TokenQuerySet(models.QuerySet["Token"]):
    """Chainable questions about tokens."""

    def alive(self, on: datetime.date) -> "TokenQuerySet":
        """Those that open anything on that day: a leaver's are dead at once."""
        gone = Q(user__is_active=False) | Q(user__left_on__lte=on)
        return self.filter(revoked_at=None, expires_on__gt=on).exclude(gone)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["digest", "used_on"])
class Token(models.Model):
    """A secret that stands for one person, who sees and may do through it what they may anyway.

    Only its SHA-256 is kept: the secret is 256 random bits, so there is nothing to guess and no
    salt to add. `expires_on` is the first day it opens nothing, at most a year after it was made.
    `used_on` is the day of its last use, not the instant: it is no record of somebody's movements.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("created_on"))
                & Q(expires_on__lte=F("created_on") + LONGEST),
                name="token_lasts_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_whole",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="token_digest_is_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return self.name
