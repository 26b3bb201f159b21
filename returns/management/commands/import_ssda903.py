"""`manage.py import_ssda903 DIR… --team "Name" [--dry-run]`: import statutory returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people import clock
from people.models import Team
from returns.actions.imports import import_folders
from returns.models import Import
from returns.report import as_text
from returns.visibility import receiving_teams


class Command(BaseCommand):
    help = (
        "Import SSDA903 returns: every CSV file in the folders, one or several years, known by "
        "its columns. The same files again change nothing; a later year adds. Ends with 0 when "
        "done, 2 when the files are refused and nothing changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
        parser.add_argument("--team", help="the team that receives the children; it must exist")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")

    def handle(self, *_: Any, **options: Any) -> None:
        on = clock.today()
        team = _team(options["team"], list(receiving_teams(on)))
        run = import_folders(
            folders=[folder.absolute() for folder in options["folders"]],
            team=team,
            dry_run=options["dry_run"],
            on=on,
            clock=clock.now,
        )
        if run.state == Import.State.REFUSED:
            raise CommandError(run.refusal, returncode=2)
        self.stdout.write(as_text(run))


def _team(name: str | None, teams: list[Team]) -> Team:
    """The receiving team: by its name, or the only one there is."""
    if not name and len(teams) == 1:
        return teams[0]
    for team in teams:
        if name and team.name.casefold() == name.strip().casefold():
            return team
    if not teams:
        raise CommandError("There is no team yet to receive the children.", returncode=2)
    known = ", ".join(f"“{team.name}”" for team in teams[:10])
    more = ", …" if len(teams) > 10 else ""
    if name:
        raise CommandError(f"There is no team “{name}”; there are {known}{more}.", returncode=2)
    raise CommandError(
        f"Say with --team which team receives the children: {known}{more}.", returncode=2
    )
