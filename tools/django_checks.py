"""Those of the quick checks that need Django loaded: once for all of them, and no database."""

import io
import os
import warnings

import django
from django.core.management import CommandError, call_command, get_commands

# Each is (what is checked, the command, its arguments); a room brings its own by its name.
CHECKS = [
    ("system checks", "check", ["--fail-level", "WARNING"]),
    ("missing migrations", "makemigrations", ["--check", "--dry-run"]),
    ("rule files", "lint_timescales", []),
    ("workflow diagrams", "draw_workflows", ["--check"]),
    ("API schema", "spectacular", ["--validate", "--fail-on-warn", "--file", os.devnull]),
]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    # Files say what is missing; whether a database runs here makes no difference to that.
    warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
    django.setup()
    failures = [
        f"{name} (manage.py {command})\n{said}"
        for name, command, arguments in CHECKS
        if command in get_commands() and (said := _failure(command, arguments))
    ]
    print("\n".join(failures))
    return 1 if failures else 0


def _failure(command: str, arguments: list[str]) -> str:
    said = io.StringIO()
    try:
        call_command(command, *arguments, stdout=said, stderr=said)
    except CommandError as error:
        return f"{said.getvalue()}{error}"
    except SystemExit as end:
        return said.getvalue() if end.code else ""
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
