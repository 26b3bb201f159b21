"""Sign-ins and what went wrong with them, in the log: the id of ours, never a stranger's address.

Somebody who types an address nobody here has is logged as "unknown". What is logged is for those
who watch the service; who looked at which child is in the audit tables.
"""

from __future__ import annotations

from typing import Any

import structlog
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from people import clock
from people.models import User
from people.signin import lockout, sessions

log = structlog.get_logger("homeward.signin")


def connect() -> None:
    """Listen; called once when the room is ready."""
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(refused)
    user_locked_out.connect(locked_out)
    password_changed.connect(changed_password)
    password_reset.connect(reset_password)
    authentication_failed.connect(second_factor_failed)
    authenticator_added.connect(second_factor_added)
    authenticator_removed.connect(second_factor_removed)


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    sessions.begin(request.session, clock.now())
    log.info("signed_in", account=str(user.pk))


def signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        log.info("signed_out", account=str(user.pk))


def refused(credentials: dict[str, Any], **_: Any) -> None:
    log.warning("sign_in_refused", account=_account(credentials))


def locked_out(request: HttpRequest, **_: Any) -> None:
    credentials = getattr(request, "axes_credentials", None) or {}
    log.warning("sign_in_locked", account=_account(credentials))


def changed_password(user: User, **_: Any) -> None:
    log.info("password_changed", account=str(user.pk))


def reset_password(user: User, **_: Any) -> None:
    """A new password by e-mail proves who they are, so an earlier lockout is over."""
    reset(username=lockout.fingerprint(user.email))
    sessions.end_all(user)
    log.info("password_reset", account=str(user.pk))


def second_factor_failed(user: User, **_: Any) -> None:
    log.warning("second_factor_refused", account=str(user.pk))


def second_factor_added(user: User, **_: Any) -> None:
    log.info("second_factor_added", account=str(user.pk))


def second_factor_removed(user: User, **_: Any) -> None:
    log.warning("second_factor_removed", account=str(user.pk))


def _account(credentials: dict[str, Any]) -> str:
    known = User.objects.filter(email=lockout.address(credentials)).values_list("pk", flat=True)
    return str(known.first() or "unknown")
