"""Opening a child by a stated reason, and saying afterwards whether it was right."""

from __future__ import annotations

import datetime
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q

from cases.access import managers_to_tell, may_start_shift, may_state_reason, reasons_to_see
from cases.models import AccessReason, Child
from cases.naming import digits, fold
from cases.visibility import not_barred
from people.models import User
from people.refusal import require
from people.roles import Role
from people.standing import standing

MOST_HOURS = 12
NOT_FOUND = (
    "No record opens with exactly these particulars. Check the spelling and the date, or use a "
    "number. If you still need it, ring the manager on duty."
)


@transaction.atomic
def open_urgently(
    *,
    name: str,
    born_on: datetime.date | None,
    number: str,
    purpose: str,
    reason: str,
    hours: int,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
    address: str,
) -> AccessReason:
    """Open one child, named exactly, for some hours; their managers are told at once.

    Found by full name and birth date, or by NHS or return number. A child one is excluded from,
    or who is restricted to others, is not found: no reason opens those. A director's opening is
    kept as the director's. `address` is of the page on which managers review it.

    Raises:
        Refused: `by` opens no records.
        ValidationError: keyed by field, or for the whole: nobody is found.
    """
    require(may_state_reason(standing(by, on)))
    _sensible(reason, hours)
    child = _exactly(name, born_on, number, by, on)
    director = standing(by, on).holds(Role.DIRECTOR)
    row = AccessReason.objects.create(
        user=by,
        child=child,
        kind=AccessReason.Kind.DIRECTOR if director else AccessReason.Kind.BREAK_GLASS,
        purpose=purpose,
        reason=reason.strip(),
        at=at,
        until=at + datetime.timedelta(hours=hours),
    )
    _tell(row, on, address)
    return row


@transaction.atomic
def start_shift(
    *, reason: str, hours: int, by: User, at: datetime.datetime, on: datetime.date, address: str
) -> AccessReason:
    """Out-of-hours duty begins a shift: one reason opens every child until it ends.

    Raises:
        Refused: `by` is not on out-of-hours duty.
        ValidationError: keyed by field; or a shift of theirs is running.
    """
    require(may_start_shift(standing(by, on)))
    _sensible(reason, hours)
    User.objects.select_for_update().get(pk=by.pk)
    running = AccessReason.objects.filter(
        user=by, kind=AccessReason.Kind.SHIFT, at__lte=at, until__gt=at
    )
    if running.exists():
        raise ValidationError("Your shift has begun already.")
    row = AccessReason.objects.create(
        user=by,
        kind=AccessReason.Kind.SHIFT,
        reason=reason.strip(),
        at=at,
        until=at + datetime.timedelta(hours=hours),
    )
    _tell(row, on, address)
    return row


@transaction.atomic
def review(
    *, reason: AccessReason, justified: bool, by: User, at: datetime.datetime, on: datetime.date
) -> AccessReason:
    """A manager says whether the reason was right. Said once.

    Raises:
        ValidationError: it is not theirs to review, or was reviewed already.
    """
    row = AccessReason.objects.select_for_update().get(pk=reason.pk)
    if not reasons_to_see(standing(by, on)).filter(pk=row.pk).exists():
        raise ValidationError("This is not yours to review.")
    if row.reviewed_at is not None:
        raise ValidationError("Somebody reviewed this already.")
    row.reviewed_by, row.reviewed_at, row.justified = by, at, justified
    row.save(update_fields=["reviewed_by", "reviewed_at", "justified"])
    return row


def _sensible(reason: str, hours: int) -> None:
    if len(reason.strip()) < 10:
        raise ValidationError({"reason": "Say in a sentence why you need this now."})
    if not 1 <= hours <= MOST_HOURS:
        raise ValidationError({"hours": f"Choose between 1 and {MOST_HOURS} hours."})


def _exactly(
    name: str, born_on: datetime.date | None, number: str, by: User, on: datetime.date
) -> Child:
    open_to = Child.objects.filter(not_barred(by, on), merged_into=None)
    if number := digits(number):
        found = list(open_to.filter(Q(nhs_number=number) | Q(ssda903_id__iexact=number))[:2])
    elif name and born_on:
        born = open_to.filter(born_on=born_on).prefetch_related("aliases")
        found = [child for child in born if fold(name) in _full_names(child)]
    else:
        raise ValidationError({"name": "Enter the full name and date of birth, or a number."})
    if not found:
        raise ValidationError(NOT_FOUND)
    if len(found) > 1:
        raise ValidationError({"number": "More than one child has these: enter a number."})
    return found[0]


def _full_names(child: Child) -> set[str]:
    firsts = {child.given_name, child.known_as} - {""}
    names = {f"{first} {child.family_name}" for first in firsts}
    names |= {str(alias) for alias in child.aliases.all() if alias.given_name and alias.family_name}
    return {re.sub(r"\s+", " ", fold(name)) for name in names}


def _tell(reason: AccessReason, on: datetime.date, address: str) -> None:
    """Write to the managers once this is committed. The letter names nobody."""
    to = [user.email for user in managers_to_tell(reason, on)]
    if reason.kind == AccessReason.Kind.SHIFT:
        what = "An out-of-hours shift has begun; its reason opens every record until it ends."
    else:
        what = "A child's record was opened by stating a reason."
    body = (
        f"{what}\n\nYou are a manager of the person or of the child. Please read the reason and "
        f"say whether it was right:\n\n{address}\n\n{settings.AUTHORITY_NAME}\n"
    )

    def send() -> None:
        for one in to:
            send_mail("A stated reason to review", body, None, [one])

    # A mail server that is down must not keep anybody from a child; the list shows it as well.
    transaction.on_commit(send, robust=True)
