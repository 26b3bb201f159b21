"""The published sample authority, where it is on this machine, and an independent reading of it."""

from __future__ import annotations

import csv
import datetime
import itertools
import os
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
FOLDER = Path(
    os.environ.get("HOMEWARD_SAMPLE_DATA")
    or HERE.parents[3] / "shared" / "data" / "ssda903_sample_authority"
)

needs_sample = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason=f"the sample authority is not there ({FOLDER}); HOMEWARD_SAMPLE_DATA says where it is",
)


def raw(table: str) -> list[tuple[int, dict[str, str]]]:
    """Every row of a table with the number in its file's name, read as plainly as can be."""
    found = []
    for path in sorted(FOLDER.glob(f"*-{table}.csv")):
        with path.open(newline="") as stream:
            found += [(int(path.name[:4]), row) for row in csv.DictReader(stream)]
    return found


def day(text: str) -> datetime.date:
    days, months, years = text.split("/")
    return datetime.date(int(years), int(months), int(days))


def last_versions() -> dict[str, list[dict[str, str]]]:
    """Of each child, each episode as the last file has it, in order."""
    found: dict[str, dict[datetime.date, dict[str, str]]] = defaultdict(dict)
    for _, row in raw("episodes"):
        found[row["CHILD"]][day(row["DECOM"])] = row
    return {child: [rows[start] for start in sorted(rows)] for child, rows in found.items()}


def overlapping() -> set[str]:
    """Children one of whose episodes begins before the one before it ends."""
    return {
        child
        for child, rows in last_versions().items()
        for one, other in itertools.pairwise(rows)
        if one["DEC"] and day(other["DECOM"]) < day(one["DEC"])
    }
