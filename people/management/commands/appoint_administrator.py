"""`manage.py appoint_administrator EMAIL --name "…"`: the first person who can sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people import clock
from people.actions.first import appoint
from people.invitations import password_path
from people.models import User


class Command(BaseCommand):
    help = (
        "Appoint the first administrator of a new installation, and print the link with which "
        "they choose a password: it works once. Ends with 2 when there is an administrator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address they will sign in with")
        parser.add_argument("--name", default="", help="for somebody not yet here")
        parser.add_argument(
            "--another", action="store_true", help="although there is an administrator"
        )
        parser.add_argument(
            "--address", help="how browsers reach Homeward (https://…), if not by ALLOWED_HOSTS"
        )

    def handle(
        self, *_: Any, email: str, name: str, another: bool, address: str | None, **__: Any
    ) -> None:
        try:
            user, new = appoint(
                email=email,
                name=name,
                authority=settings.AUTHORITY_NAME,
                another=another,
                on=clock.today(),
            )
        except ValidationError as error:
            raise CommandError(_sentence(error), returncode=2) from error
        self.stdout.write(self._says(user, new, (address or _address()).rstrip("/")))

    def _says(self, user: User, new: bool, address: str) -> str:
        days = settings.PASSWORD_RESET_TIMEOUT // (60 * 60 * 24)
        became = "is administrator now" if new else "was administrator already"
        return (
            f"{user.name} <{user.email}> {became}. They choose a password here, once, within "
            f"{days} days:\n{address}{password_path(user)}\n"
            "Whoever has this link is administrator: hand it to nobody else."
        )


def _address() -> str:
    """The first host name it answers to."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*" and not host.startswith(".")]
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{hosts[0] if hosts else 'localhost'}"


def _sentence(error: ValidationError) -> str:
    """What was wrong, each with the argument it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    said = error.message_dict.items()
    return " ".join(f"{field.capitalize()}: {' '.join(messages)}" for field, messages in said)
