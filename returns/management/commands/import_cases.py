"""`manage.py import_cases DIR… [--dry-run]`: bring live cases from another system."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people import clock
from people.models import Team
from returns.actions.imports import import_folders
from returns.live.templates import write_templates
from returns.models import Import
from returns.report import as_text
from returns.sheets import days
from returns.visibility import receiving_teams

FAMILIES = ("visits", "reviews", "plans")


class Command(BaseCommand):
    help = (
        "Bring live cases from another system: staff, teams, names of children, allocations, "
        "homes, placements, visits, reviews and plans, as CSV files known by their columns "
        "(docs/import-cases.md). The same files again change nothing. Ends with 0 when done, 2 "
        "when the files are refused and nothing changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--team", help="team of new children whose row names none")
        for family in FAMILIES:
            parser.add_argument(
                f"--{family}-complete-from",
                metavar="DAY",
                help=f"the files hold every one of the {family} from this day on (2025-01-01)",
            )
        parser.add_argument(
            "--templates", type=Path, metavar="DIR", help="write empty files to fill, and stop"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["templates"]:
            self._templates(options["templates"])
            return
        if not options["folders"]:
            raise CommandError("Say which folder holds the files.", returncode=2)
        on = clock.today()
        run = import_folders(
            folders=[folder.absolute() for folder in options["folders"]],
            team=_team(options["team"], list(receiving_teams(on))),
            dry_run=options["dry_run"],
            on=on,
            clock=clock.now,
            kind=Import.Kind.CASES,
            complete_from=_complete_from(options, on),
        )
        if run.state == Import.State.REFUSED:
            raise CommandError(run.refusal, returncode=2)
        self.stdout.write(as_text(run))

    def _templates(self, folder: Path) -> None:
        try:
            written = write_templates(folder)
        except FileExistsError as problem:
            raise CommandError(f"{problem.filename} is there already.", returncode=2) from None
        except OSError as problem:
            raise CommandError(f"{folder} cannot be written: {problem.strerror}.") from None
        self.stdout.write(f"{len(written)} empty files in {folder}: {', '.join(written)}.")


def _team(name: str | None, teams: list[Team]) -> Team | None:
    if not name:
        return None
    for team in teams:
        if team.name.casefold() == name.strip().casefold():
            return team
    raise CommandError(f"There is no team “{name}” to receive children.", returncode=2)


def _complete_from(options: dict[str, Any], on: datetime.date) -> dict[str, datetime.date]:
    found = {}
    for family in FAMILIES:
        text = options[f"{family}_complete_from"]
        if text is None:
            continue
        day = days.read(text)
        if day is None or day > on:
            raise CommandError(
                f"--{family}-complete-from takes a day up to today, such as 2025-01-01.",
                returncode=2,
            )
        found[family] = day
    return found
