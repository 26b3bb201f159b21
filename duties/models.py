"""The duty table: what somebody owes a child, by when, and why. Recomputed, never counted down."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from cases.models import Child
from people.models import User
from people.periods import PeriodQuerySet, ends_after_start, never_two


class Subject(models.Model):
    """What a duty is about. In this part always a child; homes and others come with their rooms.

    `id` is the thing's own id. `reconsider_on` is the next day on which time alone changes the
    answer: the nightly run takes those whose day has come. `rules_seen` names the packs and their
    versions the duties were computed under, `digest` sums up the duties as last written: a
    trigger empties it when anybody touches their rows, and only a recompute sets it, afterwards.
    """

    class Kind(models.TextChoices):
        CHILD = "child", "Child"
        HOME = "home", "Home"
        HOUSEHOLD = "household", "Household"
        SEARCH = "search", "Search"
        MEETING = "meeting", "Meeting"
        WORKER = "worker", "Worker"

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    child = models.OneToOneField(
        Child, on_delete=models.CASCADE, null=True, blank=True, related_name="subject"
    )
    reconsider_on = models.DateField(null=True, blank=True)
    computed_on = models.DateField(null=True, blank=True)
    rules_seen = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=32, blank=True, db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["reconsider_on"],
                name="subject_reconsider",
                condition=Q(reconsider_on__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="child", child__isnull=False, child=F("id"))
                | (~Q(kind="child") & Q(child=None)),
                name="subject_child_iff_child",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class StaleSubject(models.Model):
    """A subject whose duties are behind its records. Drained by a worker, SKIP LOCKED."""

    subject = models.OneToOneField(
        Subject, on_delete=models.CASCADE, primary_key=True, related_name="stale"
    )
    since = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.subject_id)


def _emptying(
    name: str, operation: pgtrigger.Operation, func: str, **rows: str
) -> pgtrigger.Trigger:
    """A trigger that empties the digest of each subject whose duties a statement touched."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=func,
    )


ADDED = """
    UPDATE duties_subject SET digest = ''
    WHERE digest <> '' AND id IN (SELECT subject_id FROM after);
    RETURN NULL;
"""
MOVED = """
    UPDATE duties_subject SET digest = ''
    WHERE digest <> ''
        AND id IN (SELECT subject_id FROM before UNION ALL SELECT subject_id FROM after);
    RETURN NULL;
"""
REMOVED = """
    UPDATE duties_subject SET digest = ''
    WHERE digest <> '' AND id IN (SELECT subject_id FROM before);
    RETURN NULL;
"""


class Duty(models.Model):
    """One dated thing somebody owes, under one rule.

    Identity is (subject, rule, anchor, ordinal): the anchor is the row the rule counts from. The
    date is an attribute, so correcting a fact moves the duty and keeps what was sent about it.
    `late_from` is the stored instant from which an open duty is overdue: the due instant, or the
    London midnight after the due day; empty when the duty has no date. A withdrawn duty (its
    trigger was recorded in error) stays as a trace and is in no list.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Done in time"
        MET_LATE = "met_late", "Done late"
        MISSED = "missed", "Missed"
        LAPSED = "lapsed", "No longer needed"
        UNKNOWN = "unknown", "Not recorded before"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Nature(models.TextChoices):
        LAW = "law", "Law and statutory guidance"
        LOCAL = "local", "Local standard"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="duties")
    rule = models.CharField(max_length=40)
    anchor = models.CharField(max_length=80)
    ordinal = models.PositiveIntegerField()
    pack = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    asks = models.CharField(max_length=60)
    owner_role = models.CharField(max_length=40)
    nature = models.CharField(max_length=5, choices=Nature.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    late_from = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_by = models.CharField(max_length=80, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "duties"
        indexes = [
            models.Index(
                fields=["subject", "late_from"],
                name="duty_open_by_subject",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["late_from"], name="duty_open_by_lateness", condition=Q(state="open")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "rule", "anchor", "ordinal"], name="duty_identity"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["met", "met_late"], met_on__isnull=False)
                | (~Q(state__in=["met", "met_late"]) & Q(met_on=None)),
                name="duty_met_has_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, due_at=None, late_from=None)
                | Q(due_on__isnull=False, late_from__isnull=False),
                name="duty_dated_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on=None)),
                name="duty_withdrawn_whole",
            ),
        ]
        triggers = [
            _emptying("duty_added", pgtrigger.Insert, ADDED, new="after"),
            _emptying("duty_moved", pgtrigger.Update, MOVED, old="before", new="after"),
            _emptying("duty_removed", pgtrigger.Delete, REMOVED, old="before"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.due_on}"


@pghistory.track()
class PackChoice(models.Model):
    """The authority follows a rule pack from a day; `off` names the sections it switched off.

    The statute is always followed and has no row. `ends_on` is the first day it no longer rules.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    off = models.JSONField(default=list, blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["pack", "starts_on"]
        constraints = [
            ends_after_start("pack_ends_after_start"),
            never_two(
                "pack_once_at_a_time",
                "pack",
                message="That pack already applies on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return self.pack


@pghistory.track()
class ExtraDay(models.Model):
    """A day off in England that no almanac knew of."""

    day = models.DateField(unique=True, error_messages={"unique": "That day is already listed."})
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.name
