"""The two commands, without Django: ask about a scenario, check rule files."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from timescales.errors import FactError, PackError
from timescales.packs import SHIPPED, load_directory
from timescales.scenario import answer, answer_line, read_json, read_scenario
from timescales.workdays import WorkingCalendar

BAD_INPUT = 2


def evaluate_file(
    name: str,
    on: str | None,
    packs: Sequence[str],
    out: TextIO,
    err: TextIO,
    *,
    explain: bool = False,
    lines: bool = False,
) -> int:
    """Answer a scenario file (or a file of one scenario a line) on `out`. Returns the exit code.

    Bad input is one line on `err` and 2. With `lines`, a refused scenario is answered with its
    error in its place, and the file is never held in memory.
    """
    calendar = WorkingCalendar()
    try:
        if lines:
            _evaluate_lines(name, on, packs, calendar, out, explain=explain)
        else:
            raw = read_json(_whole(name))
            scenario = read_scenario(raw, on, list(packs))
            json.dump(answer(scenario, calendar, explain=explain), out, indent=1)
            out.write("\n")
    except FactError as wrong:
        err.write(_one_line(str(wrong)) + "\n")
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever read the answers has gone; what is still to be flushed goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as wrong:
        err.write(_one_line(f"{name} cannot be read: {wrong.strerror}") + "\n")
        return BAD_INPUT
    return 0


def _evaluate_lines(
    name: str,
    on: str | None,
    packs: Sequence[str],
    calendar: WorkingCalendar,
    out: TextIO,
    *,
    explain: bool,
) -> None:
    for line in _lines(name):
        shown = answer_line(line, calendar, on=on, packs=list(packs), explain=explain)
        out.write(json.dumps(shown) + "\n")


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from sys.stdin.buffer
        return
    file: BinaryIO
    with Path(name).open("rb") as file:
        yield from file


def _whole(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def lint(folder: str | None, out: TextIO, err: TextIO) -> int:
    """Check every rule file of a folder (the shipped ones if None). Returns the exit code."""
    path = Path(folder) if folder else SHIPPED
    if not path.is_dir():
        err.write(_one_line(f"{path} is not a folder of rule files") + "\n")
        return BAD_INPUT
    try:
        packs = load_directory(path)
    except PackError as wrong:
        err.write(_one_line(str(wrong)) + "\n")
        return BAD_INPUT
    for name, pack in packs.items():
        out.write(f"{name}: {len(pack.rules)} rules, version {pack.version}\n")
    if not packs:
        err.write(_one_line(f"{path} holds no rule files") + "\n")
        return BAD_INPUT
    return 0
