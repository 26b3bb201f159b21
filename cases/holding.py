"""Who holds whom, and whom nobody holds: the trays of a team and of the IROs' managers."""

from __future__ import annotations

import datetime

from django.db.models import (
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate

from cases.models import Allocation, CarePeriod, Child
from people.models import User
from people.periods import holds

WORKER = Allocation.Role.SOCIAL_WORKER
ADVISER = Allocation.Role.PERSONAL_ADVISER
ADULT_YEARS = 18


def main_held(role: str, on: datetime.date) -> Exists:
    """The child has a main worker in `role` on the day."""
    return Exists(Allocation.objects.filter(holds(on), child=OuterRef("pk"), role=role, main=True))


def in_care(on: datetime.date) -> Exists:
    """The child is looked after on the day, as far as is known."""
    return Exists(CarePeriod.objects.filter(holds(on), child=OuterRef("pk"), end_date_needed=False))


def unallocated(children: QuerySet[Child], on: datetime.date) -> QuerySet[Child]:
    """Those of `children` whom nobody holds, with `unheld_since`, the longest first.

    Held means a main social worker, or from the 18th birthday a main personal adviser. Somebody
    is owed to a child in care, to one new here who was never in care, and to one whose worker
    left; not to a child whose work was ended in the ordinary way.
    """
    held = Q(main_held(WORKER, on)) | Q(main_held(ADVISER, on), born_on__lte=_eighteen_by(on))
    return (
        children.filter(~held)
        .filter(Q(in_care(on)) | ~Q(_ever_in_care()) | Q(_left_by_their_worker()))
        .annotate(unheld_since=_unheld_since(on))
        .order_by("unheld_since", "family_name", "given_name")
    )


def waiting_since_they_left(user: User, on: datetime.date) -> QuerySet[Child]:
    """Children who are unallocated only because `user`, their last worker, left."""
    theirs = Allocation.objects.filter(
        child=OuterRef("pk"), user=user, main=True, ends_on=user.left_on
    )
    return unallocated(Child.objects.filter(Exists(theirs), merged_into=None), on).filter(
        _ever_in_care(), ~in_care(on)
    )


def without_iro(children: QuerySet[Child], on: datetime.date) -> QuerySet[Child]:
    """Those of `children` who are in care and have no independent reviewing officer."""
    return children.filter(in_care(on), ~main_held(Allocation.Role.IRO, on))


def care_began(on: datetime.date) -> Subquery:
    """When the period of care that holds on the day began."""
    current = CarePeriod.objects.filter(holds(on), child=OuterRef("pk"))
    return Subquery(current.values("starts_on")[:1])


def _eighteen_by(on: datetime.date) -> datetime.date:
    try:
        return on.replace(year=on.year - ADULT_YEARS)
    except ValueError:  # 29 February
        return on.replace(year=on.year - ADULT_YEARS, day=28)


def _ever_in_care() -> Exists:
    return Exists(CarePeriod.objects.filter(child=OuterRef("pk")))


def _left_by_their_worker() -> Exists:
    """The last to hold the child as social worker or adviser did so until they left."""
    kept = Allocation.objects.filter(child=OuterRef("child"), role=OuterRef("role"), main=True)
    later = kept.filter(ends_on__gt=OuterRef("ends_on"))
    return Exists(
        Allocation.objects.filter(
            ~Exists(later),
            child=OuterRef("pk"),
            role__in=(WORKER, ADVISER),
            main=True,
            ends_on=F("user__left_on"),
        )
    )


def _unheld_since(on: datetime.date) -> Coalesce:
    """The day the last main worker let go or care began, whichever is later; else the record's."""
    last = Allocation.objects.filter(
        child=OuterRef("pk"), role__in=(WORKER, ADVISER), main=True, ends_on__lte=on
    ).order_by("-ends_on")
    released = Subquery(last.values("ends_on")[:1], output_field=DateField())
    return Coalesce(Greatest(released, care_began(on)), released, TruncDate("created_at"))
