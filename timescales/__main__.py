"""`python -m timescales evaluate FILE --on D --pack NAME` and `python -m timescales lint [DIR]`."""

import argparse
import sys

from timescales.cli import evaluate_file, lint


def main() -> int:
    """Run one of the two commands; the exit code."""
    parser = argparse.ArgumentParser(prog="timescales")
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("evaluate")
    asking.add_argument("file")
    asking.add_argument("--on")
    asking.add_argument("--pack", action="append", default=[])
    asking.add_argument("--explain", action="store_true")
    asking.add_argument("--lines", action="store_true")
    commands.add_parser("lint").add_argument("folder", nargs="?")
    given = parser.parse_args()
    if given.command == "lint":
        return lint(given.folder, sys.stdout, sys.stderr)
    return evaluate_file(
        given.file, given.on, given.pack, sys.stdout, sys.stderr,
        explain=given.explain, lines=given.lines,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
