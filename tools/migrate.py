"""Bring a database's tables up to date, and the invented authority into them if it is empty.

A program of its own: starting Homeward again has nothing to migrate, and need not load Django.
Prints who can sign in.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError

from tools.problem import Problem, saying_problems


def main() -> int:
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        commands = get_commands()
        if "load_demonstration" in commands and os.environ.get("DEMONSTRATION") != "no":
            call_command("load_demonstration", "--if-empty", stdout=sys.stderr)
        if "demonstration_signins" in commands:
            call_command("demonstration_signins")
    except CommandError as error:
        raise Problem(str(error)) from None
    except DatabaseError as error:
        raise Problem(f"The database refused: {str(error).splitlines()[0].rstrip('.')}.") from None
    return 0


if __name__ == "__main__":
    raise SystemExit(saying_problems(main))
