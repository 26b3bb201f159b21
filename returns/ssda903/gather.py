"""From files on disk to the rows of each child."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from returns.ssda903.account import Account
from returns.ssda903.checks import REFUSING, check
from returns.ssda903.held import UNKNOWN_YEAR, At, Rows
from returns.ssda903.reading import BadFile, Limits, Opened, Source, inspect, rows
from returns.ssda903.tables import EPISODES
from returns.ssda903.years import year_of_episodes, years_of

EVERY = 2000  # rows between two words about progress

Progress = Callable[[int, int], None]


@dataclass
class Gathered:
    """Every row of the files, by child; what was left out on the way; and what files they were."""

    files: list[Opened]
    years: dict[str, int]
    children: dict[str, Rows] = field(default_factory=dict)
    account: Account = field(default_factory=Account)

    @property
    def fingerprint(self) -> str:
        """The same for the same files, whatever they are called and however they are ordered."""
        together = "\n".join(sorted(file.sha256 for file in self.files))
        return hashlib.sha256(together.encode()).hexdigest()

    @property
    def return_years(self) -> frozenset[int]:
        """The returns of which there are episodes here."""
        found = {
            self.years[file.source.name] for file in self.files if file.table.name == EPISODES.name
        }
        return frozenset(found - {UNKNOWN_YEAR})


def sources(folders: Iterable[Path]) -> list[Source]:
    """The CSV files of these folders and the folders in them.

    Raises:
        BadFile: a folder is not there or holds no CSV file.
    """
    found: list[Source] = []
    for folder in folders:
        if not folder.exists():
            raise BadFile(f"There is no folder {folder}.")
        paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        files = [path for path in paths if path.suffix.lower() == ".csv" and path.is_file()]
        if not files:
            raise BadFile(f"{folder} holds no CSV file.")
        root = folder.parent
        found += [Source(path, str(path.relative_to(root)), str(path.parent)) for path in files]
    return found


def gather(given: list[Source], limits: Limits, progress: Progress) -> Gathered:
    """Read all files. Nothing is read row by row before every file has been found readable.

    Raises:
        BadFile: any of them cannot be taken.
    """
    _check_sizes(given, limits)
    files = [inspect(source, limits) for source in given]
    total = sum(file.lines for file in files)
    if total > limits.rows:
        raise BadFile(f"The files have more than {limits.rows:,} lines together.")
    episodes = {
        file.source.name: year_of_episodes(rows(file))
        for file in files
        if file.table.name == EPISODES.name
    }
    gathered = Gathered(files, years_of(files, episodes))
    done = 0
    for file in files:
        done = _read(file, gathered, lambda done: progress(done, total), done)
    progress(total, total)
    return gathered


def _check_sizes(given: list[Source], limits: Limits) -> None:
    if not given:
        raise BadFile("There is no file to import.")
    if len(given) > limits.files:
        raise BadFile(f"There are more than {limits.files} files.")
    size = sum(source.path.stat().st_size for source in given)
    if size > limits.all_bytes:
        raise BadFile(
            f"The files are {size / 1048576:.0f} MB together; "
            f"at most {limits.all_bytes // 1048576} MB are taken at once."
        )


def _read(file: Opened, gathered: Gathered, progress: Callable[[int], None], done: int) -> int:
    name, table = file.source.name, file.table
    year = gathered.years[name]
    gathered.account.open_file(name)
    for raw in rows(file):
        at = At(year, name, raw.line)
        checked = check(table, raw)
        if checked.number and (checked.row or table.name in REFUSING):
            child = gathered.children.setdefault(checked.number, Rows(checked.number))
            if checked.row:
                child.add(checked.row, at)
            elif checked.spoilt:
                child.spoilt.append((at, checked.spoilt))
        elif checked.spoilt:
            gathered.account.drop(at, checked.number, checked.spoilt)
        done += 1
        if done % EVERY == 0:
            progress(done)
    return done
