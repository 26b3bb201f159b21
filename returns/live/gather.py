"""From files on disk to the rows of each table, equal ones brought together."""

from __future__ import annotations

from dataclasses import dataclass, field

from returns.live.checks import Checked, check
from returns.live.rows import Entry, Row, Rows
from returns.live.tables import CHILDREN, FORMAT, Table
from returns.sheets.account import Account, At, Remark
from returns.sheets.files import EVERY, Progress, fingerprint, open_all
from returns.sheets.reading import Limits, Opened, Source
from returns.sheets.reading import rows as rows_in


@dataclass
class Gathered:
    """Every row of the files by table; what was left out on the way; and what files they were."""

    files: list[Opened[Table]]
    rows: Rows = field(default_factory=Rows)
    account: Account = field(default_factory=Account)
    noticed: list[tuple[At, Remark]] = field(default_factory=list)  # about files, not rows
    # A file of live cases belongs to no year.
    years: dict[str, int] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.files)

    @property
    def tables(self) -> set[str]:
        """The tables of which there is a file."""
        return {file.table.name for file in self.files}


def gather(given: list[Source], limits: Limits, progress: Progress) -> Gathered:
    """Read all files. Nothing is read row by row before every file has been found readable.

    Raises:
        BadFile: any of them cannot be taken.
    """
    files = open_all(given, limits, FORMAT)
    total, done = sum(file.lines for file in files), 0
    gathered = Gathered(files)
    found: dict[Row, Entry] = {}
    for file in files:
        gathered.account.open_file(file.source.name)
        _unknown_columns(file, gathered)
        for raw in rows_in(file):
            at = At(0, file.source.name, raw.line)
            _take(file.table, check(file.table, raw), at, gathered, found)
            done += 1
            if done % EVERY == 0:
                progress(done, total)
    for entry in found.values():
        gathered.rows.by_table.setdefault(entry.row.table.name, []).append(entry)
    for entries in gathered.rows.by_table.values():
        entries.sort(key=lambda entry: (entry.row.key, repr(entry.row.values)))
    progress(total, total)
    return gathered


def _take(
    table: Table, checked: Checked, at: At, gathered: Gathered, found: dict[Row, Entry]
) -> None:
    if checked.row is not None:
        entry = found.setdefault(checked.row, Entry(checked.row))
        entry.places.append(at)
        entry.remarks = entry.remarks or checked.remarks
    elif checked.spoilt and table is CHILDREN and checked.child:
        gathered.rows.spoilt.append((checked.child, at))
        gathered.rows.refuse(checked.child, checked.spoilt, at)
    elif checked.spoilt:
        gathered.account.drop(at, checked.child, checked.spoilt)


def _unknown_columns(file: Opened[Table], gathered: Gathered) -> None:
    """Columns nobody reads are said, not passed over."""
    for column in file.columns:
        if column not in file.table.names:
            reason = f"The table of {file.table.name} has no such column; nothing in it was read."
            shown = column[:40] or "without a name"
            at = At(0, file.source.name, 1)
            gathered.noticed.append((at, Remark("unknown_column", reason, shown)))
