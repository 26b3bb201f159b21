"""The child, by every name they are known by."""

import uuid

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from cases.numbers import UPN
from people.models import Team

NHS_NUMBER = r"^\d{10}$"


class Sex(models.TextChoices):
    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


@pghistory.track(exclude=["search_name"])
class Child(models.Model):
    """One child or young person, in care or having been.

    `team` is the team that answers for the child when no worker is allocated. `restricted` opens
    the record to those listed in `Permitted` only. A child merged into another keeps its row and
    points there; no queryset of visibility.py returns it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField("first name", max_length=80, blank=True)
    family_name = models.CharField("last name", max_length=80, blank=True)
    known_as = models.CharField(max_length=80, blank=True)
    search_name = models.TextField(blank=True, editable=False)
    born_on = models.DateField("date of birth", null=True, blank=True)
    expected_on = models.DateField("expected date of birth", null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField("first language", max_length=60, blank=True)
    religion = models.CharField(max_length=60, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    unaccompanied = models.BooleanField("unaccompanied asylum-seeking child", default=False)
    ssda903_id = models.CharField("number in the statutory return", max_length=20, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    own_words = models.TextField("in my own words", blank=True)
    own_words_on = models.DateField(null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="case_children")
    restricted = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            GinIndex(fields=["search_name"], name="child_search_name", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ssda903_id"],
                condition=~Q(ssda903_id=""),
                name="child_ssda903_id_once",
                violation_error_message="Another child already has that number in the return.",
            ),
            models.UniqueConstraint(
                fields=["nhs_number"],
                condition=~Q(nhs_number="") & Q(merged_into=None),
                name="child_nhs_number_once",
                violation_error_message="Another child already has that NHS number.",
            ),
            models.UniqueConstraint(
                fields=["upn"],
                condition=~Q(upn="") & ~Q(upn__startswith="UN") & Q(merged_into=None),
                name="child_upn_once",
                violation_error_message="Another child already has that unique pupil number.",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="") | Q(nhs_number__regex=NHS_NUMBER),
                name="child_nhs_number_shape",
                violation_error_message="An NHS number has 10 digits.",
            ),
            models.CheckConstraint(
                condition=Q(upn="") | Q(upn__regex=UPN),
                name="child_upn_shape",
                violation_error_message=(
                    "A unique pupil number is a letter and 12 characters, or UN1 to UN5."
                ),
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=False) | Q(expected_on__isnull=False),
                name="child_born_or_expected",
                violation_error_message="Enter the date of birth, or when the birth is expected.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="child_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(own_words="", own_words_on=None)
                | (~Q(own_words="") & Q(own_words_on__isnull=False)),
                name="child_own_words_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How staff call the child: known name, else first name, and last name.

        A child imported from a return has no name yet: their number in it stands in.
        """
        full = f"{self.known_as or self.given_name} {self.family_name}".strip()
        return full or f"Child {self.ssda903_id or str(self.id)[:8]}"

    def get_absolute_url(self) -> str:
        """The child's own page. A room above draws it, so its name is not known down here."""
        return f"/children/{self.pk}/"

    @property
    def initials(self) -> str:
        letters = (self.known_as or self.given_name)[:1] + self.family_name[:1]
        return letters.upper() or "?"


@pghistory.track()
class Alias(models.Model):
    """Another name the child has gone by, or is misheard as."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="aliases")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_name="") | ~Q(family_name=""), name="alias_not_empty"
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@pghistory.track()
class CompleteFrom(models.Model):
    """From which day this record of a child holds everything of one family of facts.

    What fell due before it is unknown, never overdue: an import brings no visits, and nobody is
    accused of not having made them. `family` is one of the keys the rule packs name (visits,
    reviews, plans …).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="complete_from")
    family = models.CharField(max_length=40)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "family"], name="complete_from_once")
        ]

    def __str__(self) -> str:
        return f"{self.family} from {self.on}"
