"""Periods of care, and the legal ground for them."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models.child import Child
from people.periods import PeriodQuerySet, ends_after_start, never_two


def inside_care_period(name: str) -> pgtrigger.Trigger:
    """Refuse a row whose period leaves the care period it names, checked at commit."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func="""
            IF EXISTS (
                SELECT 1 FROM cases_careperiod care
                WHERE care.id = NEW.care_period_id
                AND (care.child_id <> NEW.child_id
                     OR NEW.starts_on < care.starts_on
                     OR (care.ends_on IS NOT NULL
                         AND (NEW.ends_on IS NULL OR NEW.ends_on > care.ends_on)))
            ) THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'check_violation',
                    CONSTRAINT = 'inside_care_period',
                    MESSAGE = 'It lies outside the period of care it belongs to.';
            END IF;
            RETURN NULL;
        """,
    )


@pghistory.track()
class CarePeriod(models.Model):
    """From becoming looked after to ceasing to be. `ends_on` is the day it ended.

    `end_date_needed`: the return that opened it was followed by one that no longer holds it, so
    somebody must say when it ended. Such a period carries no duties.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="care_periods")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    need_code = models.CharField("category of need", max_length=3, blank=True)
    end_code = models.CharField("why it ended", max_length=3, blank=True)
    end_date_needed = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            ends_after_start("care_ends_after_start"),
            never_two(
                "care_never_overlaps",
                "child",
                message="The child was already looked after on some of these days.",
            ),
            models.CheckConstraint(
                condition=Q(end_code="") | Q(ends_on__isnull=False), name="care_end_code_dated"
            ),
            models.CheckConstraint(
                condition=Q(end_date_needed=False) | Q(ends_on=None), name="care_end_needed_open"
            ),
        ]
        # Managers' pages count these few among all care there ever was.
        indexes = [
            models.Index(
                fields=["child"], condition=Q(end_date_needed=True), name="care_end_needed"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="care_period_holds_its_rows",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM cases_legalstatus part
                        WHERE part.care_period_id = NEW.id
                        AND (part.starts_on < NEW.starts_on
                             OR (NEW.ends_on IS NOT NULL
                                 AND (part.ends_on IS NULL OR part.ends_on > NEW.ends_on)))
                    ) OR EXISTS (
                        SELECT 1 FROM placements_placement part
                        WHERE part.care_period_id = NEW.id AND NOT part.in_error
                        AND (part.starts_on < NEW.starts_on
                             OR (NEW.ends_on IS NOT NULL
                                 AND (part.ends_on IS NULL OR part.ends_on > NEW.ends_on)))
                    ) THEN
                        RAISE EXCEPTION USING
                            ERRCODE = 'check_violation',
                            CONSTRAINT = 'inside_care_period',
                            MESSAGE = 'A home or legal status lies outside its time in care.';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"in care from {self.starts_on}"


@pghistory.track()
class LegalStatus(models.Model):
    """Under which order or agreement the child is looked after (code set LS of the return)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="legal_statuses")
    care_period = models.ForeignKey(
        CarePeriod, on_delete=models.PROTECT, related_name="legal_statuses"
    )
    code = models.CharField(max_length=2)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        verbose_name_plural = "legal statuses"
        constraints = [
            ends_after_start("legal_ends_after_start"),
            never_two(
                "legal_never_overlaps",
                "child",
                message="The child already had a legal status on some of these days.",
            ),
        ]
        triggers = [inside_care_period("legal_status_inside_care")]

    def __str__(self) -> str:
        return self.code
