"""Where we differ from what django-allauth does by itself."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from people.models import User
from people.signin import sessions

WRONG = "The e-mail address or the password is not right"
WAIT = "There were too many attempts. Wait half an hour, then try once more"
NOT_THAT_CODE = "That code is not right. Enter the one your app shows now"
WORDS = (
    ("email_password_mismatch", WRONG),
    ("invalid_login", WRONG),
    ("too_many_login_attempts", WAIT),
    ("rate_limited", "That was too often. Wait a minute, then try once more"),
    ("enter_current_password", "That is not your current password"),
    ("incorrect_password", "That is not your password"),
    ("incorrect_code", NOT_THAT_CODE),
)


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; leavers are answered like strangers; people come back to where they were."""

    error_messages = {**DefaultAccountAdapter.error_messages, **dict(WORDS)}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Who it is, or None; allauth would say of a leaver that there is such an account."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        raise PermissionDenied

    def is_safe_url(self, url: str) -> bool:
        """Only a path of our own."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the same person was when they were signed out; else their own first page."""
        place = sessions.place(request.session, cast("User", request.user))
        if place is None:
            return str(super().get_login_redirect_url(request))
        if place.form:
            return reverse("carry_on")
        sessions.forget(request.session)
        return place.path

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} – Homeward"


class MFAAdapter(DefaultMFAAdapter):
    """The secret of a second factor is not readable in a copy of the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_THAT_CODE,
        "cannot_delete_authenticator": (
            "The second step cannot be switched off here. If you lost your phone, ask whoever "
            "looks after sign-ins to reset it."
        ),
    }

    def get_totp_issuer(self) -> str:
        return f"Homeward {settings.AUTHORITY_NAME}"

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not settings.REQUIRE_SECOND_FACTOR


def _box() -> MultiFernet:
    """Opens with the secret key in use and with those before it (SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"people.signin.totp:{_text(key)}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _text(key: str | bytes) -> str:
    return key if isinstance(key, str) else key.decode()
