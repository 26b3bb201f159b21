"""Draw every workflow into docs/workflows, or say which picture is out of date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.drawing import page
from workflow.flow import flows


class Command(BaseCommand):
    help = "Draw every workflow into docs/workflows. With --check, only say whether they are right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "workflows"
        wanted = {folder / f"{flow.name}.md": page(flow) for flow in flows()}
        known = set(folder.glob("*.md"))
        stale = [
            path
            for path in {*wanted, *known}
            if path not in known or _text(path) != wanted.get(path)
        ]
        if options["check"]:
            if stale:
                names = ", ".join(sorted(path.name for path in stale))
                raise CommandError(f"Out of date: {names}. `make diagrams` draws them.")
            return
        folder.mkdir(exist_ok=True)
        for path in stale:
            if path in wanted:
                path.write_text(wanted[path], encoding="utf-8")
            else:
                path.unlink()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
