"""Which year's return a file belongs to. Nothing in a file says so; its episodes do.

Every episode that ended did so within the year of its return, so the year most end dates fall in
is the return's. The other tables take the year of the episodes they came with: those of the same
folder, or, where one folder holds several returns, of the files with the same digits in the name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from returns.sheets.reading import Opened, RawRow
from returns.ssda903 import dates
from returns.ssda903.held import UNKNOWN_YEAR
from returns.ssda903.tables import EPISODES, Table


def year_of_episodes(rows: Iterable[RawRow]) -> int:
    """The collection year of a table of episodes; 0 for one that holds no date."""
    ended: Counter[int] = Counter()
    latest = UNKNOWN_YEAR
    for row in rows:
        end = dates.read(row.cells.get("DEC", ""))
        start = dates.read(row.cells.get("DECOM", ""))
        if end:
            ended[dates.collection_year(end)] += 1
        if start:
            latest = max(latest, dates.collection_year(start))
    if not ended:
        return latest
    return max(ended, key=lambda year: (ended[year], year))


def years_of(files: Iterable[Opened[Table]], episodes: dict[str, int]) -> dict[str, int]:
    """The year of every file by its name; `episodes` has those of the tables of episodes."""
    groups: dict[tuple[str, ...], list[Opened[Table]]] = defaultdict(list)
    for folder in _by_folder(files).values():
        tables = Counter(file.table.name for file in folder)
        alone = max(tables.values()) == 1
        for file in folder:
            digits = () if alone else tuple(re.findall(r"\d+", PurePath(file.source.name).stem))
            groups[(file.source.folder, *digits)].append(file)
    found: dict[str, int] = {}
    for group in groups.values():
        years = {episodes[f.source.name] for f in group if f.table.name == EPISODES.name}
        together = years.pop() if len(years) == 1 else UNKNOWN_YEAR
        for file in group:
            found[file.source.name] = episodes.get(file.source.name, together)
    return found


def _by_folder(files: Iterable[Opened[Table]]) -> dict[str, list[Opened[Table]]]:
    folders: dict[str, list[Opened[Table]]] = defaultdict(list)
    for file in files:
        folders[file.source.folder].append(file)
    return folders
