"""Who may read the logs, and which lines of the reads were asked for."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from audit.models import Read
from people import clock
from people.refusal import YES, Answer, Refusal
from people.roles import Role
from people.standing import Standing


@dataclass(frozen=True)
class Wanted:
    """What is looked up in the logs: of whom, about which child, on which days (both included)."""

    since: datetime.date
    until: datetime.date
    person: uuid.UUID | None = None
    child: uuid.UUID | None = None

    @property
    def begins(self) -> datetime.datetime:
        return clock.midnight_after(self.since - datetime.timedelta(days=1))

    @property
    def ends(self) -> datetime.datetime:
        return clock.midnight_after(self.until)

    def __str__(self) -> str:
        parts = [f"{self.since} to {self.until}"]
        if self.person:
            parts.append(f"person {self.person}")
        if self.child:
            parts.append(f"child {self.child}")
        return ", ".join(parts)


def may_read_logs(stand: Standing) -> Answer:
    """Whether they may see who looked at what and who changed what: auditors only."""
    if stand.holds(Role.AUDITOR):
        return YES
    return Refusal("auditors_only", "Only auditors read the logs.")


def reads(wanted: Wanted) -> QuerySet[Read]:
    """The reads that were looked up, the latest first."""
    found = Read.objects.filter(at__gte=wanted.begins, at__lt=wanted.ends)
    if wanted.person:
        found = found.filter(user=wanted.person)
    if wanted.child:
        found = found.filter(children__contains=[wanted.child])
    return found.select_related("user").order_by("-at", "-pk")


def reads_of(child: uuid.UUID) -> QuerySet[Read]:
    """Everyone who was shown this child, the latest first; who may ask is the caller's matter."""
    return (
        Read.objects.filter(children__contains=[child])
        .select_related("user")
        .order_by("-at", "-pk")
    )
