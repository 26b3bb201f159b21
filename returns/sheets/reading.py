"""One file, as a stream of rows: encoding, size and shape are judged before anything else.

A file is refused with one sentence; a row that does not fit its header is handed on, marked.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TextIO, TypeVar

BLOCK = 1 << 16
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
SAVE_AS = "Open it in the program it came from and save it as “CSV UTF-8”."


class BadFile(ValueError):
    """The file cannot be read as a table of the import; the message is one sentence for people."""


class UnknownTable(ValueError):
    """The columns are those of no table of the import; the message says what comes nearest."""


class Named(Protocol):
    """A table of some import."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


@dataclass(frozen=True)
class Format(Generic[T]):
    """What the files of one kind of import are: `of` names them in a sentence ("the return").

    `recognise` finds the table that has these columns (raises UnknownTable); `heading` and `cell`
    bring the names of columns and the cells to one form.
    """

    of: str
    recognise: Callable[[list[str]], T]
    heading: Callable[[str], str]
    cell: Callable[[str], str]


@dataclass(frozen=True)
class Limits:
    """What one import takes: bytes of a file and of all files, characters of a line, rows."""

    file_bytes: int = 64 * 1024 * 1024
    all_bytes: int = 256 * 1024 * 1024
    line_chars: int = 10_000
    files: int = 100
    rows: int = 1_000_000


@dataclass(frozen=True)
class Source:
    """One file on disk. `name` is what people call it; `folder` groups files into returns."""

    path: Path
    name: str
    folder: str = ""


@dataclass(frozen=True)
class Opened(Generic[T]):
    """A file that can be read: its table, columns, fingerprint and how many lines it has."""

    source: Source
    format: Format[T]
    table: T
    columns: list[str]
    sha256: str
    lines: int


@dataclass(frozen=True)
class RawRow:
    """One row as it stands: the line it begins on, its cells by column, and whether they fit."""

    line: int
    cells: dict[str, str]
    fits: bool = True


def inspect(source: Source, limits: Limits, kind: Format[T]) -> Opened[T]:
    """Read the file once, in blocks, and say what it is.

    Raises:
        BadFile: too big, not text, not UTF-8, lines too long, or no table of the import.
    """
    try:
        size = source.path.stat().st_size
    except OSError:
        raise BadFile(f"{source.name} cannot be opened.") from None
    if size > limits.file_bytes:
        raise BadFile(
            f"{source.name} is {size / 1048576:.0f} MB; "
            f"no table of {kind.of} is bigger than {limits.file_bytes // 1048576} MB."
        )
    if size == 0:
        raise BadFile(f"{source.name} is empty: not even the names of the columns are there.")
    try:
        with source.path.open("rb") as stream:
            sha256, lines = _check_bytes(source.name, stream, limits)
        with _text(source.path) as text:
            columns = _columns(source.name, text, kind)
    except OSError:
        raise BadFile(f"{source.name} cannot be read.") from None
    try:
        return Opened(source, kind, kind.recognise(columns), columns, sha256, lines)
    except UnknownTable as problem:
        raise BadFile(f"{source.name}: {problem}") from None


def _check_bytes(name: str, stream: BinaryIO, limits: Limits) -> tuple[str, int]:
    digest, lines, length = hashlib.sha256(), 1, 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = True
    while block := stream.read(BLOCK):
        if first:
            _check_start(name, block)
            first = False
        if b"\0" in block:
            raise BadFile(f"{name} is not text (line {lines + block[: block.find(0)].count(10)}).")
        try:
            decoder.decode(block)
        except UnicodeDecodeError as problem:
            at = lines + block[: max(problem.start, 0)].count(10)
            raise BadFile(
                f"{name}, line {at}: a character is not in UTF-8, perhaps a £ or an accent. "
                f"{SAVE_AS}"
            ) from None
        digest.update(block)
        longest, length = _longest(block, length)
        if longest > limits.line_chars:
            raise BadFile(f"{name} has a line of more than {limits.line_chars:,} characters.")
        lines += block.count(10)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise BadFile(f"{name} breaks off in the middle of a character.") from None
    return digest.hexdigest(), lines


def _longest(block: bytes, before: int) -> tuple[int, int]:
    """The longest line in or ending in the block, and what its last line has so far."""
    parts = block.split(b"\n")
    lengths = [before + len(parts[0]), *map(len, parts[1:])]
    return max(lengths), lengths[-1]


def _check_start(name: str, block: bytes) -> None:
    if block.startswith(SPREADSHEETS):
        raise BadFile(f"{name} is a spreadsheet or archive with the name of a CSV file. {SAVE_AS}")
    if block.startswith(WIDE) or block[:200].count(0) > 20:
        raise BadFile(f"{name} is in a wide encoding (UTF-16). {SAVE_AS}")


def _text(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _columns(name: str, text: TextIO, kind: Format[T]) -> list[str]:
    try:
        first = next(csv.reader(text, strict=True), [])
    except csv.Error:
        raise BadFile(f"{name}: the line of column names cannot be read as CSV.") from None
    return [kind.heading(cell.strip()) for cell in first]


def rows(opened: Opened[T]) -> Iterator[RawRow]:
    """The rows of the file, each cell in its format's form; wholly blank lines are no rows.

    Raises:
        BadFile: a quotation mark is opened and never closed, or stray.
    """
    with _text(opened.source.path) as text:
        reader = csv.reader(text, strict=True)
        columns, cell_of = opened.columns, opened.format.cell
        next(reader)
        begins = reader.line_num + 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    named = {
                        column: cell_of(cell) for column, cell in zip(columns, cells, strict=False)
                    }
                    yield RawRow(begins, named, fits=len(cells) == len(columns))
                begins = reader.line_num + 1
        except csv.Error:
            raise BadFile(
                f"{opened.source.name}, line {begins}: a quotation mark is out of place or "
                "never closed."
            ) from None
