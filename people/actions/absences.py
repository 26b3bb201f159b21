"""Saying who is away, and who covers."""

from __future__ import annotations

import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from people.models import Absence, RoleAssignment, User
from people.permissions import may_record_absence
from people.refusal import require
from people.staffing import working

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def record(
    *,
    user: User,
    covered_by: User,
    starts_on: datetime.date,
    by: User,
    on: datetime.date,
    ends_on: datetime.date | None = None,
    reason: str = "",
) -> Absence:
    """`user` is away from a day, perhaps to a day (both included); `covered_by` acts for them.

    The cover sees the absent one's children and owns what they owe, in the roles both hold.

    Raises:
        Refused: `by` is neither an administrator nor their manager.
        ValidationError: keyed by field.
    """
    require(may_record_absence(by, user, on=on))
    if starts_on < on - LONGEST or starts_on > on + LONGEST:
        raise ValidationError({"starts_on": "That is more than a year away. Check the year."})
    if not working(max(starts_on, on)).filter(pk=covered_by.pk).exists():
        raise ValidationError({"covered_by": f"{covered_by} does not work here then."})
    if not _roles(user, starts_on) & _roles(covered_by, starts_on):
        raise ValidationError(
            {"covered_by": f"{covered_by} holds none of {user}'s roles, so cannot act for them."}
        )
    row = Absence(
        user=user, covered_by=covered_by, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    try:
        row.full_clean()
    except ValidationError as error:
        found = error.message_dict
        for says in found.pop(NON_FIELD_ERRORS, []):
            found.setdefault(_FIELD_OF.get(says, "starts_on"), []).append(says)
        raise ValidationError(found) from error
    row.save()
    return row


def _roles(user: User, on: datetime.date) -> set[str]:
    return set(RoleAssignment.objects.on(on).filter(user=user).values_list("role", flat=True))


_FIELD_OF = {
    "It cannot end before it starts.": "ends_on",
    "Somebody else has to cover.": "covered_by",
}


@transaction.atomic
def end(*, absence: Absence, ends_on: datetime.date, by: User, on: datetime.date) -> Absence:
    """They are back: `ends_on` is the last day they were away.

    Raises:
        Refused, ValidationError keyed by `ends_on`.
    """
    row = Absence.objects.select_for_update().select_related("user").get(pk=absence.pk)
    require(may_record_absence(by, row.user, on=on))
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it starts."})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row
