"""The only writers of what the IRO made of a form."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.changes import tell
from people.models import User
from people.refusal import require
from visits import telling
from visits.models import Reading, Visit
from visits.permissions import may_read_form
from visits.states import FORM
from workflow.actions import take


@transaction.atomic
def sign(
    *,
    visit: Visit,
    right_actions: bool,
    early_review: bool,
    escalate: bool,
    comment: str = "",
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Reading:
    """The IRO has read the form, answers the three questions and signs; duties to read it are met.

    Sent twice by one person, it is signed once. Source: seed 001, visiting timescales and IRO
    escalation (spec: purposeful-visit.md, "Life of a form").

    Raises:
        Refused: `by` does not read this child's forms, or made this visit.
        ValidationError: somebody was quicker, or the form has a newer version.
    """
    held = _hold(visit, by=by, on=on, at=at)
    if earlier := Reading.objects.filter(
        visit=held, outcome=Reading.Outcome.SIGNED, recorded_by=by
    ).first():
        return earlier
    take(held, FORM, "sign", by=by, at=at)
    reading = Reading.objects.create(
        visit=held, outcome=Reading.Outcome.SIGNED, on=on, comment=comment.strip(),
        right_actions=right_actions, early_review=early_review, escalate=escalate,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    tell([held.child_id], today=on)
    return reading


@transaction.atomic
def send_back(
    *, visit: Visit, missing: str, by: User, on: datetime.date, at: datetime.datetime
) -> Reading:
    """The IRO asks for more: the form goes back to who wrote it, with what is missing.

    Raises:
        Refused: `by` does not read this child's forms, or made this visit.
        ValidationError: keyed by `missing` when nothing is said; or somebody was quicker.
    """
    held = _hold(visit, by=by, on=on, at=at)
    if not missing.strip():
        raise ValidationError({"missing": "Say what is missing"})
    if earlier := Reading.objects.filter(
        visit=held, outcome=Reading.Outcome.RETURNED, recorded_by=by
    ).first():
        return earlier
    take(held, FORM, "send_back", by=by, at=at)
    reading = Reading.objects.create(
        visit=held, outcome=Reading.Outcome.RETURNED, on=on, missing=missing.strip(),
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    telling.tell_writer(held)
    return reading


def _hold(visit: Visit, *, by: User, on: datetime.date, at: datetime.datetime) -> Visit:
    held = Visit.objects.select_for_update(of=("self",)).select_related("child").get(pk=visit.pk)
    require(may_read_form(by, held, on=on, at=at))
    if Visit.objects.filter(corrects=held).exists():
        raise ValidationError("The form was corrected in the meantime: read the newest version")
    return held
