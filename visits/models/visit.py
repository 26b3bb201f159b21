"""Visits to a child, and the actions that follow."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django_fsm import FSMModelMixin

from cases.models.records import Record
from people.models import User
from placements.models import Home
from visits.states import FORM, State


class VisitorRole(models.TextChoices):
    """In which role somebody visited; the words of the scenario files."""

    SOCIAL_WORKER = "social_worker", "Social worker, or standing in for them"
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    IRO = "iro", "Independent reviewing officer"
    TEAM_MANAGER = "team_manager", "Team or practice manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    COMMISSIONING = "commissioning", "Commissioning"
    HEALTH = "health", "Health professional"
    SUPERVISING_SOCIAL_WORKER = "supervising_social_worker", "Supervising social worker"
    OTHER = "other", "Somebody else"


@pghistory.track(exclude=["child_words", "worker_saw", "where_sleeps", "triangulation"])
class Visit(FSMModelMixin, Record):
    """A visit that was made, or tried. Never edited: a correction is a new row that names it.

    `seen` is whether the child was seen: if not it is an attempt, and answers no visiting duty.
    `child_words` are the child's own, `worker_saw` the worker's; they are never mixed.
    `home` is where the child lived that day, or the coming home up to 28 days before (spec:
    purposeful-visit.md). `late` marks a record made more than 48 hours after the visit. `state` is
    how far the IRO has got with the form of a purposeful visit (see `visits.states`).
    """

    class Judgement(models.TextChoices):
        WELL = "well", "Safe and well cared for"
        CONCERNS = "concerns", "Concerns, not urgent"
        IMMEDIATE = "immediate", "Immediate concern"

    on = models.DateField("date of the visit")
    at = models.TimeField("time", null=True, blank=True)
    visitor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="visits_made")
    role = models.CharField(max_length=32, choices=VisitorRole.choices)
    home = models.ForeignKey(
        Home, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    elsewhere = models.CharField("seen somewhere else", max_length=160, blank=True)
    purposeful = models.BooleanField(default=False)
    announced = models.BooleanField(default=True)
    minutes = models.PositiveSmallIntegerField("length in minutes", null=True, blank=True)
    present = models.CharField("who else was there", max_length=300, blank=True)
    seen = models.BooleanField()
    not_seen_reason = models.CharField(max_length=300, blank=True)
    alone = models.BooleanField(default=False)
    not_alone_reason = models.CharField(max_length=300, blank=True)
    bedroom_seen = models.BooleanField(null=True)
    where_sleeps = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    worker_saw = models.TextField(blank=True)
    triangulation = models.TextField("what agrees and what does not", blank=True)
    judgement = models.CharField(max_length=12, choices=Judgement.choices, blank=True)
    tell_manager = models.BooleanField(default=False)
    steps_agreed = models.TextField("steps agreed with the manager", blank=True)
    late = models.BooleanField(default=False)
    state = FORM.field(default=State.RECORDED)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    sign = FORM.transition("sign")
    send_back = FORM.transition("send_back")

    class Meta:
        ordering = ["-on", "-recorded_at"]
        triggers = [FORM.trigger("visit_form_moves")]
        indexes = [
            models.Index(fields=["child", "-on"], name="visit_child_on"),
            models.Index(
                fields=["recorded_at"], condition=Q(state="submitted"), name="visit_form_to_read"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seen=True) | ~Q(not_seen_reason=""),
                name="visit_not_seen_has_reason",
                violation_error_message="Say why the child was not seen.",
            ),
            models.CheckConstraint(
                condition=Q(seen=False) | Q(alone=True) | ~Q(not_alone_reason=""),
                name="visit_not_alone_has_reason",
                violation_error_message="Say why the child was not seen alone.",
            ),
            models.CheckConstraint(
                condition=Q(seen=True) | Q(alone=False), name="visit_alone_only_if_seen"
            ),
            models.CheckConstraint(
                condition=Q(purposeful=False) | Q(home__isnull=False),
                name="visit_purposeful_names_home",
            ),
            models.CheckConstraint(
                condition=~Q(judgement="immediate") | ~Q(steps_agreed=""),
                name="visit_immediate_has_steps",
                violation_error_message="Say what was agreed with the manager at once.",
            ),
            models.CheckConstraint(
                condition=Q(purposeful=True) | Q(state="recorded"),
                name="visit_form_is_purposeful",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""),
                name="visit_correction_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects=F("id")), name="visit_not_own_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.on}"


@pghistory.track()
class VisitAction(models.Model):
    """Something to be done after a visit: what, by whom, by when. Never "as soon as possible"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=300)
    worker = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="visit_actions"
    )
    provider_name = models.CharField("who at the home", max_length=120, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, provider_name="")
                | (Q(worker=None) & ~Q(provider_name="")),
                name="visit_action_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="visit_action_done_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.what
