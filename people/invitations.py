"""The e-mail with which somebody new chooses their password."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from people.models import User

SUBJECT = "Your sign-in to Homeward"
BODY = """Hello {name},

{authority} has set up a sign-in to Homeward for you, under this e-mail address.

Choose your password here:

{address}

The link works once, for {days} days. After that, ask your administrator to send another.
If you were not expecting this, tell them and delete this e-mail.
"""


def password_path(user: User) -> str:
    """The address, without the host, at which `user` chooses a password. Works once."""
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )


def invite(user: User, *, address: str) -> None:
    """Send it. `address` is the whole address of `password_path`."""
    days = settings.PASSWORD_RESET_TIMEOUT // (60 * 60 * 24)
    send_mail(
        SUBJECT,
        BODY.format(name=user.name, authority=settings.AUTHORITY_NAME, address=address, days=days),
        None,
        [user.email],
    )
