"""`manage.py load_demonstration`: an authority that does not exist, up to today."""

from __future__ import annotations

import datetime
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from duties import batches
from people import clock
from returns.demonstration.actions import NotHere, is_loaded, load

CHILDREN = 400
SEED = 903
MOST_CHILDREN = 100_000


class Command(BaseCommand):
    help = "Load Marlshire: invented staff and children, with two years of history up to today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing if it is loaded")
        parser.add_argument("--seed", type=int, default=SEED, help="another number, other lives")
        parser.add_argument("--children", type=int, default=CHILDREN, help="in care now")
        parser.add_argument(
            "--on", type=datetime.date.fromisoformat, help="as of that day (2026-11-22), not today"
        )
        parser.add_argument(
            "--leave-duties", action="store_true", help="leave working them out to the worker"
        )

    def handle(
        self,
        *_: Any,
        if_empty: bool,
        seed: int,
        children: int,
        on: datetime.date | None,
        leave_duties: bool,
        **__: Any,
    ) -> None:
        if not 1 <= children <= MOST_CHILDREN:
            raise CommandError(
                f"--children takes a number from 1 to {MOST_CHILDREN}.", returncode=2
            )
        if if_empty and is_loaded():
            return
        started, day = time.monotonic(), on or clock.today()
        try:
            loaded = load(seed=seed, children=children, on=day)
        except NotHere as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if not leave_duties:
            batches.drain(today=day)
        took = time.monotonic() - started
        self.stdout.write(
            f"Marlshire is here: {loaded.children} children and {loaded.staff} staff, "
            f"all invented ({took:.0f} seconds)."
        )
