"""Who keeps the rules an authority works under."""

from __future__ import annotations

import datetime

from people.models import User
from people.refusal import YES, Answer, Refusal
from people.roles import Role
from people.standing import Standing, standing


def may_keep_rules(who: User | Standing, *, on: datetime.date) -> Answer:
    """Whether they may choose rule packs and list days off: administrators."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    if stand.holds(Role.ADMINISTRATOR):
        return YES
    return Refusal("not_administrator", "Only an administrator keeps the rules and the days off.")
