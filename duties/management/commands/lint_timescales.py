"""Checks rule files: a mistake is named with its file, line, rule and reason."""

import sys
from typing import TextIO

from django.core.management.base import BaseCommand, CommandParser

from timescales.cli import lint


class Command(BaseCommand):
    """Lists the packs of a folder, or says what is wrong with the first bad one (exit code 2)."""

    help = "Check the rule files of a folder (those shipped with Homeward if none is given)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="a folder of .yaml rule files")

    def handle(
        self,
        *_: object,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        **options: object,
    ) -> None:
        folder = options["folder"]
        code = lint(
            folder if isinstance(folder, str) else None, stdout or sys.stdout, stderr or sys.stderr
        )
        if code:
            sys.exit(code)
