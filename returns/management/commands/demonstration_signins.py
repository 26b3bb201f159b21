"""`manage.py demonstration_signins`: who can sign in to the demonstration, as what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from returns.demonstration.signins import SignIn, signins
from returns.demonstration.staff import PASSPHRASE


class Command(BaseCommand):
    help = "List the demonstration's sign-ins, a few of each role; with --all, everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", dest="everybody")

    def handle(self, *_: Any, everybody: bool, **__: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("These settings are for real records: there is no demonstration.")
        listed = signins(everybody=everybody)
        if not listed:
            self.stdout.write("The demonstration is not loaded: manage.py load_demonstration.")
            return
        self.stdout.write(_table(listed))
        self.stdout.write(f"\nEverybody's password: {PASSPHRASE}")


def _table(listed: list[SignIn]) -> str:
    head = ("Role", "Name", "E-mail", "Look for")
    rows = [head, *((one.role, one.name, one.email, one.hint) for one in listed)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )
