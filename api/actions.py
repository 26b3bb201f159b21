"""The only writers of access tokens."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from api.models import LONGEST, Token
from api.permissions import may_revoke
from people.models import User
from people.refusal import require

# Says what it is, so that a scanner finds one that was published by mistake.
PREFIX = "homeward_"
MOST = 10
MADE_BEFORE = (
    "This token was made already, and its secret is shown only once. "
    "Revoke it if you did not copy it, and create another."
)


@transaction.atomic
def create(
    *, name: str, lasts: datetime.timedelta, by: User, on: datetime.date, key: uuid.UUID
) -> tuple[Token, str]:
    """A token for `by` that lasts so many calendar days; and its secret, which is kept nowhere.

    It ends on the day they leave, if that is known and comes first.

    Raises:
        ValidationError: no name; longer than a year; ten already; or the form was sent before.
    """
    owner = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if Token.objects.filter(pk=key).exists():
        raise ValidationError(MADE_BEFORE)
    if not name.strip():
        raise ValidationError({"name": "Enter what the token is for"})
    if not datetime.timedelta(0) < lasts <= LONGEST:
        raise ValidationError({"lasts": "A token lasts a year at most"})
    if Token.objects.alive(on).filter(user=by).count() >= MOST:
        raise ValidationError(f"You have {MOST} tokens. Revoke one you no longer use.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        id=key,
        user=by,
        name=name.strip(),
        digest=digest_of(secret.encode()),
        created_on=on,
        expires_on=min(on + lasts, owner.left_on or datetime.date.max),
    )
    return token, secret


@transaction.atomic
def revoke(*, token: Token, by: User, on: datetime.date, at: datetime.datetime) -> Token:
    """The token opens nothing from now on; twice is once.

    Raises:
        Refused: it is somebody else's and `by` is no administrator.
    """
    row = Token.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    require(may_revoke(by, row, on=on))
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = at, by
        row.save(update_fields=["revoked_at", "revoked_by"])
    return row


@transaction.atomic
def end_of_leaver(
    *, user: User, left_on: datetime.date, by: User, on: datetime.date, at: datetime.datetime
) -> None:
    """Tokens of somebody who leaves end with them, and are not there when they come back.

    Called when `by` lets them go, which they may: each ends on `left_on` if that lies ahead, and
    is revoked otherwise.
    """
    theirs = Token.objects.select_for_update().filter(user=user, revoked_at=None)
    for token in theirs.filter(expires_on__gt=max(left_on, on)).order_by("pk"):
        if left_on > on:
            token.expires_on = left_on
        else:
            token.revoked_at, token.revoked_by = at, by
        token.save(update_fields=["expires_on", "revoked_at", "revoked_by"])


def use(*, secret: bytes, on: datetime.date) -> Token | None:
    """The living token of that secret, its day of use noted; None if there is none."""
    token = Token.objects.alive(on).select_related("user").filter(digest=digest_of(secret)).first()
    if token and token.used_on != on:
        Token.objects.filter(pk=token.pk).update(used_on=on)
    return token


def digest_of(secret: bytes) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret).hexdigest()
