"""`python -m bench`: see the package."""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import traceback

import django
from django.db import DatabaseError

from bench import say
from config import embedded
from tools import servers
from tools.problem import saying_problems

FAILURES = (DatabaseError, OSError, RuntimeError, subprocess.SubprocessError)


def main() -> int:
    asked = _arguments()
    with servers.borrowed("bench"):
        os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or embedded.database_url(
            "bench"
        )
        os.environ["REDIS_URL"] = os.environ.get("REDIS_URL") or embedded.redis_url("bench")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        django.setup()
        return _measure(asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Homeward.")
    parser.add_argument("names", nargs="*", help="some of the measures; all if none is named")
    parser.add_argument("--list", action="store_true", help="what there is to measure")
    return parser.parse_args()


def _measure(asked: argparse.Namespace) -> int:
    """Django is set up by now, so the rooms can be imported."""
    from bench import every, report
    from bench.lines import MEASURES

    if asked.list:
        print("\n".join(f"{one.name:12} {one.about}" for one in MEASURES.values()))
        return 0
    if unknown := set(asked.names) - set(MEASURES):
        print(f"There is no measure {', '.join(sorted(unknown))}: see --list.", file=sys.stderr)
        return 2
    every.stand_still()
    results, failed = {}, []
    for name in asked.names or every.ORDER:
        say(f"{name} …")
        try:
            results[name] = MEASURES[name].run()
        except FAILURES:  # the others are still worth having
            traceback.print_exc()
            failed.append(name)
    print(report.table(results))
    if not asked.names:
        report.write(results, on=datetime.datetime.now(datetime.UTC).date())
    over = [
        f"{name}: {line.what}" for name, lines in results.items() for line in lines if line.over
    ]
    print("\n" + ("Over its bar: " + "; ".join(over) if over else "No bar measured is exceeded."))
    if failed:
        print(f"Not measured, the reason stands above: {', '.join(failed)}.")
    return 1 if over or failed else 0


if __name__ == "__main__":
    raise SystemExit(saying_problems(main))
