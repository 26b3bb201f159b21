"""What a person may do about reviews: yes, or the reason why not."""

from __future__ import annotations

import datetime

from cases.models import Child
from cases.permissions import may_record
from people.models import User
from people.refusal import YES, Answer, Refusal
from people.standing import Standing, standing
from reviews.visibility import reviewable


def may_book(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may set a review's date or cancel one not held: whoever adds to the record."""
    return may_record(user, child, on=on, at=at)


def may_record_review(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may record that a review was held.

    The child's IRO or whoever covers them, the IROs' manager, a manager of the child's line.
    """
    stand = user if isinstance(user, Standing) else standing(user, on)
    may = may_record(stand, child, on=on, at=at)
    if not may:
        return may
    if reviewable(stand, on=on, at=at).filter(pk=child.pk).exists():
        return YES
    return Refusal(
        "review_by_iro", "The IRO, or a manager, records what a review decided. You may book one."
    )
