"""Recompute duties by command: everybody, or only those whose day has come."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from duties import batches
from people import clock


def _cores() -> int:
    return min(len(os.sched_getaffinity(0)), 4)


class Command(BaseCommand):
    help = "Recompute every child's duties from the record (--nightly: only those whose day came)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--nightly", action="store_true", help="those whose day has come")
        parser.add_argument("--stale", action="store_true", help="those put down as behind")
        parser.add_argument(
            "--hands", type=int, choices=range(1, 17), default=_cores(), metavar="1-16",
            help="so many processes share every child among them (as many as cores, at most 4)",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        today = clock.today()
        if options["nightly"]:
            changed = batches.nightly(today=today)
        elif options["stale"]:
            changed = batches.drain(today=today)
        else:
            changed = batches.everybody(today=today, hands=options["hands"])
        self.stdout.write(
            f"{changed.added} duties added, {changed.moved} moved, {changed.withdrawn} withdrawn."
        )
