"""The code sets of the statutory return (SSDA903) and what each code says.

The facts stand in `codes.yaml` beside this file. Years are collection years as the return names
them: 2025 is the return for April 2024 to March 2025.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True)
class Code:
    """One code of a set. `label` is the bare code where the wording is not verified."""

    code: str
    label: str
    since: int | None = None  # first and last collection year that take it
    until: int | None = None

    def valid_in(self, year: int) -> bool:
        """Whether the return of that collection year takes the code."""
        return (self.since or year) <= year <= (self.until or year)


CodeSet = dict[str, Code]


@cache
def _sets() -> dict[str, CodeSet]:
    written: dict[str, dict[str, Any]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return {
        name: {code: _read(code, what) for code, what in codes.items()}
        for name, codes in written.items()
    }


def _read(code: str, what: str | dict[str, Any]) -> Code:
    if isinstance(what, str):
        return Code(code, what)
    return Code(code, what.get("label", code), what.get("since"), what.get("until"))


def code_set(name: str) -> CodeSet:
    """All codes of a set, such as "LS" (legal status) or "PLACE", in the return's order.

    Raises:
        KeyError: the return has no set of that name.
    """
    return _sets()[name]


def label(name: str, code: str) -> str:
    """What `code` of the set says; the bare code when it is unknown or not verified."""
    known = code_set(name).get(code)
    return known.label if known else code


def choices(name: str, *, year: int | None = None) -> list[tuple[str, str]]:
    """(code, label) for a form; with `year`, only what the return of that year takes."""
    return [
        (code.code, code.label)
        for code in code_set(name).values()
        if year is None or code.valid_in(year)
    ]
