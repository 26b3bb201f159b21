"""What would be due? Answers a scenario file without a database or a running service."""

import sys
from typing import TextIO

from django.core.management.base import BaseCommand, CommandParser

from timescales.cli import evaluate_file


class Command(BaseCommand):
    """JSON on standard output; bad input is one line on standard error and exit code 2."""

    help = "Work out every duty the facts of a scenario file create."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a scenario, or with --lines one scenario a line")
        parser.add_argument("--on", help="the day it is asked about, such as 2026-11-22")
        parser.add_argument(
            "--pack", action="append", default=[], help="a pack to print; may be repeated"
        )
        parser.add_argument("--explain", action="store_true", help="add the steps to each date")
        parser.add_argument("--lines", action="store_true", help="one scenario a line, streamed")

    def handle(
        self,
        *_: object,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        **options: object,
    ) -> None:
        on, packs = options["on"], options["pack"]
        code = evaluate_file(
            str(options["file"]),
            on if isinstance(on, str) else None,
            [str(pack) for pack in packs] if isinstance(packs, list) else [],
            stdout or sys.stdout,
            stderr or sys.stderr,
            explain=bool(options["explain"]),
            lines=bool(options["lines"]),
        )
        if code:
            sys.exit(code)
