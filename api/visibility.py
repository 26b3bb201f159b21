"""Which access tokens a person may see: their own; an administrator everybody's."""

from __future__ import annotations

from api.models import Token, TokenQuerySet
from people.roles import Role
from people.standing import Standing


def own_tokens(stand: Standing) -> TokenQuerySet:
    """The person's own, dead ones too."""
    return Token.objects.filter(user=stand.user)


def tokens(stand: Standing) -> TokenQuerySet:
    """Those whose page this person may open."""
    if stand.holds(Role.ADMINISTRATOR):
        return Token.objects.all()
    return own_tokens(stand)
