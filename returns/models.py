"""Files from outside: each import, what it did, and what it says of every row."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import Child
from people.models import Team, User


class Import(models.Model):
    """One run over one folder of files, from the command line or the upload page.

    `fingerprint` is the hash of the files: the same files again change nothing. `counts` and
    `report` hold what the pages show; the row-by-row account is in ImportLine.
    """

    class Kind(models.TextChoices):
        SSDA903 = "ssda903", "Statutory return (SSDA903)"
        CASES = "cases", "Live cases"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="imports")
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    files = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    dry_run = models.BooleanField(default=False)
    done_rows = models.PositiveIntegerField(default=0)
    total_rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="refused") | Q(refusal=""), name="import_refusal_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.created_at:%Y-%m-%d}"


class ImportLine(models.Model):
    """What became of one row, when it was not simply taken: file, line, column, value, reason.

    NOTICED is about a child or a file, not a row: `file` may be blank and `line` 0.
    """

    class Outcome(models.TextChoices):
        DROPPED = "dropped", "Left out"
        REFUSED_CHILD = "refused_child", "Child refused"
        WARNED = "warned", "Taken, with a remark"
        NOTICED = "noticed", "To be looked at"

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    child = models.ForeignKey(Child, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.CharField("child's number in the files", max_length=60, blank=True)
    file = models.CharField(max_length=200, blank=True)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["file", "line"]
        indexes = [models.Index(fields=["of", "outcome", "code"], name="import_line_outcome")]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.reason}"


class SourceRow(models.Model):
    """A row of a return as it was given, and every return that held it.

    A child's history is told anew from all of their rows whenever a return comes, so returns may
    come in any order and one at a time. Rows of a refused child are not kept. Rows that say
    something the record has no page for yet (health, care leavers, missing …) wait here.
    `years` are collection years; 0 stands for a file whose year could not be told.
    """

    number = models.CharField(max_length=20)
    table = models.CharField(max_length=20)
    values = models.JSONField()
    digest = models.CharField(max_length=64)
    years = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        indexes = [models.Index(fields=["number"], name="source_row_number")]
        constraints = [
            models.UniqueConstraint(fields=["number", "digest"], name="source_row_once_a_child"),
            models.CheckConstraint(condition=Q(years__len__gt=0), name="source_row_in_a_return"),
        ]

    def __str__(self) -> str:
        return f"{self.table} of {self.number}"


class CarriedOver(models.Model):
    """What an import of live cases wrote: the key in the other system, our row, and what it said.

    The same key finds the row again. A value the row still has as it was `said` is the import's
    own to correct; any other was changed here, and stays. `row` is the id of a row of `kind`,
    which may be gone; `child` is set where the row is a child, whom merging may lead further.
    """

    class Kind(models.TextChoices):
        TEAM = "team", "Team"
        MANAGER = "manager", "Manager of a team"
        STAFF = "staff", "Member of staff"
        ROLE = "role", "Role of a member of staff"
        CHILD = "child", "Child"
        COMPLETE = "complete", "Day from which records are complete"
        HOME = "home", "Home"
        CARE = "care", "Period of care"
        STATUS = "status", "Legal status"
        PLACEMENT = "placement", "Placement"
        REHOMED = "rehomed", "Placement of a return, its home named"
        ALLOCATION = "allocation", "Allocation"
        VISIT = "visit", "Visit"
        REVIEW = "review", "Review"
        PLAN = "plan", "Plan or other thing done"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=500)
    row = models.UUIDField()
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+")
    said = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "carried over"
        indexes = [models.Index(fields=["kind", "row"], name="carried_over_row")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="carried_over_once"),
            models.CheckConstraint(
                condition=Q(kind="child", child__isnull=False) | (~Q(kind="child") & Q(child=None)),
                name="carried_over_child_if_child",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
