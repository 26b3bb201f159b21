"""From files on disk to the rows of each child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from returns.sheets.account import At
from returns.sheets.files import EVERY, Progress, fingerprint, open_all
from returns.sheets.reading import Limits, Opened, Source, rows
from returns.ssda903.account import ReturnAccount
from returns.ssda903.checks import REFUSING, check
from returns.ssda903.held import UNKNOWN_YEAR, Rows
from returns.ssda903.tables import EPISODES, FORMAT, Table
from returns.ssda903.years import year_of_episodes, years_of


@dataclass
class Gathered:
    """Every row of the files, by child; what was left out on the way; and what files they were."""

    files: list[Opened[Table]]
    years: dict[str, int]
    children: dict[str, Rows] = field(default_factory=dict)
    account: ReturnAccount = field(default_factory=ReturnAccount)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.files)

    @property
    def return_years(self) -> frozenset[int]:
        """The returns of which there are episodes here."""
        found = {
            self.years[file.source.name] for file in self.files if file.table.name == EPISODES.name
        }
        return frozenset(found - {UNKNOWN_YEAR})


def gather(given: list[Source], limits: Limits, progress: Progress) -> Gathered:
    """Read all files. Nothing is read row by row before every file has been found readable.

    Raises:
        BadFile: any of them cannot be taken.
    """
    files = open_all(given, limits, FORMAT)
    total = sum(file.lines for file in files)
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


def _read(
    file: Opened[Table], gathered: Gathered, progress: Callable[[int], None], done: int
) -> int:
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
