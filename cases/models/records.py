"""What is written about a child: notes, what was done, documents, and the story of it."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from cases.models.child import Child
from documents.models import StoredFile
from people.models import User


class Record(models.Model):
    """Something recorded once. `key` comes with the form: sent twice, it is recorded once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="%(class)ss")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


@pghistory.track()
class CaseNote(Record):
    """Something that happened or was said, fact apart from view."""

    class Kind(models.TextChoices):
        CONTACT = "contact", "Conversation or contact"
        MEETING = "meeting", "Meeting"
        OVERSIGHT = "oversight", "Management oversight"
        DECISION = "decision", "Decision"
        OTHER = "other", "Other"

    on = models.DateField("when")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    between = models.CharField("between whom", max_length=200, blank=True)
    text = models.TextField("what happened")
    analysis = models.TextField("what it means", blank=True)
    next_step = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_not_empty"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""),
                name="note_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


@pghistory.track()
class Done(Record):
    """A duty whose own form does not exist yet was done: what, when, by whom, with what paper.

    `what` is one of the words of the rule packs (care_plan, placement_plan, review_minutes …).
    """

    what = models.CharField(max_length=60)
    on = models.DateField("when")
    by_name = models.CharField("by whom", max_length=120)
    note = models.TextField(blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on"]
        verbose_name_plural = "done"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="done_withdrawn_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.on}"


@pghistory.track()
class ChronologyEntry(models.Model):
    """One line of the child's story: generated from the record, then given meaning by a person.

    `generated` is what the product wrote and keeps up with its source (`source`, like
    "visit:<uuid>"); `meaning` is what a worker wrote, and is never overwritten. A line typed by
    hand has no source. `hidden` leaves a line out of the story, not out of the record.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="chronology")
    on = models.DateField()
    source = models.CharField(max_length=80, blank=True)
    generated = models.TextField(blank=True)
    meaning = models.TextField(blank=True)
    edited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["-on"]
        verbose_name_plural = "chronology"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "source"],
                condition=~Q(source=""),
                name="chronology_source_once",
            ),
            models.CheckConstraint(
                condition=~Q(generated="") | ~Q(meaning=""), name="chronology_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(edited_by=None, edited_at=None)
                | Q(edited_by__isnull=False, edited_at__isnull=False),
                name="chronology_edited_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.meaning or self.generated


@pghistory.track()
class ChildDocument(Record):
    """A file on a child's record, and what it is."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="on_child")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=60, blank=True)
    on = models.DateField("date of the document")

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return self.title
