"""Text from outside on its way into a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

# The wide forms are what some spreadsheets for Asian scripts take for the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: object) -> str:
    """The cell as text; what a spreadsheet would run as a formula starts with an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(heading: list[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """CSV, line by line, with the mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(heading)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
