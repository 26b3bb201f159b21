"""Somebody who left works here again, or stays after all."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from people import changes
from people.models import User
from people.permissions import may_give_roles
from people.refusal import require


@transaction.atomic
def come_back(*, user: User, by: User, on: datetime.date) -> User:
    """`user` works here from today: they may sign in, and hold no role until one is given.

    What ended with their leaving stays ended: roles, cover, children, sessions and tokens. Who had
    left already chooses a new password, so that nothing of before opens anything.

    Raises:
        Refused: `by` is no administrator, or means themselves.
        ValidationError: they never left; or a room above objects.
    """
    require(may_give_roles(by, user, on=on))
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.is_active and row.left_on is None:
        raise ValidationError(f"{row} works here.")
    changes.coming_back.send(sender="people", user=row, on=on)
    if row.left_on is None or row.left_on <= on:
        row.set_unusable_password()
    row.left_on, row.is_active = None, True
    row.save(update_fields=["left_on", "is_active", "password"])
    return row
