"""Who may end an access token: yes, or the reason why not."""

from __future__ import annotations

import datetime

from api.models import Token
from people.models import User
from people.refusal import YES, Answer, Refusal
from people.roles import Role
from people.standing import Standing, standing


def may_keep_tokens(who: User | Standing, *, on: datetime.date) -> Answer:
    """Whether they see everybody's tokens, to end them."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    if stand.holds(Role.ADMINISTRATOR):
        return YES
    return Refusal("administrator_only", "Only an administrator sees everybody's access tokens.")


def may_revoke(who: User | Standing, token: Token, *, on: datetime.date) -> Answer:
    """Whether they may end this token: whoever it stands for, or an administrator."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    if stand.user.pk == token.user_id or stand.holds(Role.ADMINISTRATOR):
        return YES
    return Refusal("not_your_token", "That access token belongs to somebody else.")
