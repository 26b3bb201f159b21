"""The files of an import: found in folders, and every one opened before any is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from returns.sheets.reading import BadFile, Format, Limits, Opened, Source, T, inspect

EVERY = 2000  # rows between two words about progress

Progress = Callable[[int, int], None]


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


def open_all(given: list[Source], limits: Limits, kind: Format[T]) -> list[Opened[T]]:
    """Every file opened: none is read row by row before all have been found readable.

    Raises:
        BadFile: any of them cannot be taken.
    """
    _check_sizes(given, limits)
    files = [inspect(source, limits, kind) for source in given]
    if sum(file.lines for file in files) > limits.rows:
        raise BadFile(f"The files have more than {limits.rows:,} lines together.")
    return files


def fingerprint(files: Iterable[Opened[T]]) -> str:
    """The same for the same files, whatever they are called and however they are ordered."""
    together = "\n".join(sorted(file.sha256 for file in files))
    return hashlib.sha256(together.encode()).hexdigest()


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
