"""Say which rows of the logs are not as they were sealed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.seals import Head, check_all
from people import clock


class Command(BaseCommand):
    help = "Check the sealed logs: one line for each row or seal that was touched. Fails if any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against", type=Path, help="a file of seals as printed by seal_logs, kept elsewhere"
        )

    def handle(self, *_: Any, against: Path | None = None, **__: Any) -> None:
        expected = _noted(against) if against else []
        count = 0
        for finding in check_all(at=clock.now(), expected=expected):
            self.stdout.write(str(finding))
            count += 1
        if count:
            raise CommandError(f"{count} of the log are not as they were sealed.")
        self.stdout.write("Every row is as it was sealed.")


def _noted(path: Path) -> list[Head]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [
            Head(table, int(sequence), digest)
            for table, sequence, digest in (line.split() for line in lines if line.strip())
        ]
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(
            f"{path} is not what seal_logs prints: a table, a number and a digest in each line."
        ) from error
