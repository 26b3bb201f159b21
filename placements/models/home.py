"""Homes and the organisations that run them."""

import uuid

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from people.periods import PeriodQuerySet, ends_after_start, never_two


class HomeKind(models.TextChoices):
    """The kinds that visiting rules tell apart; the words of the scenario files."""

    IN_HOUSE_FOSTER = "in_house_foster", "Our own foster home"
    AGENCY_FOSTER = "agency_foster", "Agency foster home"
    CHILDRENS_HOME = "childrens_home", "Children's home"
    RESIDENTIAL_SCHOOL = "residential_school", "Residential school"
    FAMILY_CENTRE = "family_centre", "Residential family centre"
    SECURE = "secure", "Secure children's home"
    SUPPORTED_ACCOMMODATION = "supported_accommodation", "Supported accommodation"
    WITH_PARENTS = "with_parents", "With parents"
    FOR_ADOPTION = "for_adoption", "With adopters"
    CONNECTED_PERSON = "connected_person", "With family or friends"
    YOI = "yoi", "Custody"
    HOSPITAL = "hospital", "Hospital"
    OTHER = "other", "Other arrangement"


@pghistory.track()
class Provider(models.Model):
    """An organisation that runs homes, or the authority itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160, unique=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["search_name"])
class Home(models.Model):
    """A place where children live. Whether it is registered is a history: see Registration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    search_name = models.TextField(blank=True, editable=False)
    kind = models.CharField(max_length=24, choices=HomeKind.choices)
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="homes"
    )
    urn = models.CharField("registration number (URN)", max_length=12, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    local_authority = models.CharField("local authority it lies in", max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    capacity = models.PositiveSmallIntegerField("children it may take", null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Set by an import: one home per kind, postcode and number of the return.
    import_key = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["search_name"], name="home_search_name", opclasses=["gin_trgm_ops"])
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="home_named"),
            models.UniqueConstraint(
                fields=["import_key"], condition=~Q(import_key=""), name="home_import_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Registration(models.Model):
    """How a home stood with the regulator, from a day. No row: not asked of this kind of home.

    Only REGISTERED counts as registered; applied for is not (seed 001, visiting timescales).
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", "Registered"
        APPLIED = "applied", "Applied, not decided"
        SUSPENDED = "suspended", "Suspended"
        CANCELLED = "cancelled", "Cancelled"
        REFUSED = "refused", "Refused"
        NEVER = "never", "Never applied"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="registrations")
    status = models.CharField(max_length=12, choices=Status.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start("registration_ends_after_start"),
            never_two(
                "registration_one_at_a_time",
                "home",
                message="The home already has a registration status on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()


@pghistory.track()
class Inspection(models.Model):
    """A regulator's judgement of a home, by the day its notice came."""

    class Judgement(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good"
        INADEQUATE = "inadequate", "Inadequate"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="inspections")
    on = models.DateField("notice received on")
    judgement = models.CharField(max_length=24, choices=Judgement.choices)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["home", "on"], name="inspection_once_a_day")]

    def __str__(self) -> str:
        return self.get_judgement_display()


@pghistory.track()
class Notice(models.Model):
    """Word about a home that makes somebody visit: from the regulator, or by law."""

    class Kind(models.TextChoices):
        SECTION_30A = "section_30a_notice", "Enforcement notice (section 30A)"
        REGULATOR_CONCERN = "regulator_concern", "Concerns raised by the regulator"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    on = models.DateField("received on")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["home", "kind", "on"], name="notice_once_a_day")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
