"""Empty files to fill, and the columns as the documentation has them: both from the tables."""

from __future__ import annotations

import csv
from pathlib import Path

from returns.live.tables import EVERY, Column, Kind, Table

TAKES = {
    Kind.DAY: "day",
    Kind.YES_NO: "yes or no",
    Kind.EMAIL: "e-mail",
    Kind.NUMBER: "number",
    Kind.WORD: "code",
}


def write_templates(folder: Path) -> list[str]:
    """Write one file for each table, with its first line only; answers their names.

    Raises:
        FileExistsError: one of them is there; it is left alone, and so are the others.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = {table.name: folder / f"{table.name}.csv" for table in EVERY}
    for path in paths.values():
        if path.exists():
            raise FileExistsError(17, "there already", str(path))
    for table in EVERY:
        with paths[table.name].open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerow([column.name for column in table.columns])
    return [path.name for path in paths.values()]


def as_markdown(table: Table) -> str:
    """The columns of a table as docs/import-cases.md has them."""
    lines = ["| column | needed | what it holds | example |", "|---|---|---|---|"]
    for column in table.columns:
        takes = _one_of(column) or TAKES.get(column.kind)
        says = "; ".join(part for part in (column.says, takes) if part)
        needed = column.must.value
        lines.append(f"| `{column.name}` | {needed} | {says} | {column.example} |")
    return "\n".join(lines)


def _one_of(column: Column) -> str:
    """The words a column takes; codes of the return are listed in its own guide."""
    written = [word for word in column.words if word.islower()]
    return ", ".join(f"`{word}`" for word in written)
