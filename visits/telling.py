"""Telling the manager about a visit, without a name or detail in the e-mail."""

from __future__ import annotations

import datetime
from functools import partial

from django.core.mail import send_mail
from django.db import transaction

from cases.visibility import children
from people.models import User
from people.trays import managing
from visits.models import Visit

SUBJECT = "Homeward: a visit needs you to read it"
URGENT = "Homeward: an immediate concern was recorded"
BODY = (
    "A visit has been recorded that needs you to read it{when}.\n\n"
    "Sign in to Homeward; it stands on your page. Nothing about it is said in e-mail.\n"
)


RETURNED = "Homeward: a form came back to you"
RETURNED_BODY = (
    "The form of a visit came back to you: something is missing.\n\n"
    "Sign in to Homeward; it stands on your page. Nothing about it is said in e-mail.\n"
)


def told(visit: Visit, *, on: datetime.date) -> list[User]:
    """The managers a visit is shown to: nearest in the child's line, and able to see the child.

    Empty when the visitor did not ask for it and there is no immediate concern.
    """
    if not (visit.tell_manager or visit.judgement == Visit.Judgement.IMMEDIATE):
        return []
    nearest = managing({visit.child.team_id}, on)[visit.child.team_id]
    return [
        manager
        for manager in nearest
        if manager.pk != visit.recorded_by_id
        and children(manager, on=on).filter(pk=visit.child_id).exists()
    ]


def tell_manager(visit: Visit, *, on: datetime.date) -> None:
    """Send the managers word once the record is kept. A mail that fails loses no record."""
    addresses = [manager.email for manager in told(visit, on=on)]
    if not addresses:
        return
    urgent = visit.judgement == Visit.Judgement.IMMEDIATE
    for address in addresses:
        send = partial(
            send_mail,
            URGENT if urgent else SUBJECT,
            BODY.format(when=" today" if urgent else ""),
            None,
            [address],
        )
        transaction.on_commit(send, robust=True)


def tell_writer(visit: Visit) -> None:
    """Send the visitor word that the form came back. A mail that fails loses no record."""
    send = partial(send_mail, RETURNED, RETURNED_BODY, None, [visit.visitor.email])
    transaction.on_commit(send, robust=True)
