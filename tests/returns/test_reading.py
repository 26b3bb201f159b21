"""Files that cannot be taken: one clear sentence, whatever is wrong with them."""

import zipfile
from pathlib import Path

import pytest

from returns.sheets.files import sources
from returns.sheets.reading import BadFile, Limits, RawRow, Source, inspect, rows
from returns.ssda903.checks import check
from returns.ssda903.gather import gather
from returns.ssda903.tables import FORMAT, TABLES
from tests.returns.lives import Cells, episode, header, review, write

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
ROW = "C1,2,04/05/2010,WBRI,UN1,,"


def given(folder: Path, content: bytes) -> Source:
    path = folder / "2019-header.csv"
    path.write_bytes(content)
    return Source(path, path.name)


def refused(folder: Path, content: bytes, limits: Limits | None = None) -> str:
    source = given(folder, content)
    with pytest.raises(BadFile) as caught:
        list(rows(inspect(source, limits or Limits(), FORMAT)))
    assert "2019-header.csv" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n".encode(),
        f"{HEADER}\r\n{ROW}\r\n".encode(),
        f"\ufeff{HEADER}\n{ROW}".encode(),
        f"{HEADER.lower()}\n{ROW}\n\n,,,,,,\n".encode(),
        f'"CHILD",SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{ROW}\n'.encode(),
        f"{HEADER}\r{ROW}\r".encode(),
    ],
    ids=["plain", "windows", "with a mark", "small letters and blank lines", "quoted", "old mac"],
)
def test_a_table_is_read_however_its_lines_end(tmp_path: Path, content: bytes) -> None:
    opened = inspect(given(tmp_path, content), Limits(), FORMAT)
    (only,) = rows(opened)
    assert opened.table.name == "Header"
    assert (only.line, only.cells["CHILD"], only.cells["ETHNIC"]) == (2, "C1", "WBRI")


@pytest.mark.parametrize(
    ("says", "content"),
    [
        ("is empty", b""),
        ("wide encoding", HEADER.encode("utf-16")),
        ("wide encoding", HEADER.encode("utf-16-le")),
        ("line 2: a character is not in UTF-8", f"{HEADER}\nC1,£,,,,,".encode("latin-1")),
        ("middle of a character", f"{HEADER}\n".encode() + b"\xe2\x82"),
        ("is a spreadsheet", b"PK\x03\x04" + b"x" * 100),
        ("is a spreadsheet", b"\xd0\xcf\x11\xe0" + b"x" * 100),
        ("is not text (line 2)", f"{HEADER}\nC1\0,2".encode()),
        ("the column DOB stands in it twice", f"{HEADER},DOB\n".encode()),
        ("UPN is missing", b"CHILD,SEX,DOB,ETHNIC,MOTHER,MC_DOB\n"),
        ("NAME does not belong", f"{HEADER},NAME\n".encode()),
        ("does not name the columns", b"this is a letter\nto nobody\n"),
        ("quotation mark", f'{HEADER}\nC1,"2,04/05/2010\nC2,1\n'.encode()),
        ("quotation mark", f'{HEADER}\nC1,"2"x,04/05/2010,,,,\n'.encode()),
    ],
)
def test_a_file_that_is_no_table_of_the_return_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refused(tmp_path, content)


def test_a_workbook_named_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2019-header.csv"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(BadFile, match="spreadsheet"):
        inspect(Source(path, path.name), Limits(), FORMAT)


def test_nonsense_is_refused_before_it_is_read_row_by_row(tmp_path: Path) -> None:
    small = Limits(file_bytes=1000, line_chars=50)
    assert "no table of the return is bigger" in refused(tmp_path, b"x" * 2000, small)
    assert "more than 50 characters" in refused(tmp_path, b"x" * 500, small)
    assert "not in UTF-8" in refused(tmp_path, bytes(range(128, 256)) * 4, small)


def test_a_line_that_runs_over_two_blocks_is_measured_whole(tmp_path: Path) -> None:
    content = HEADER.encode() + b"\n" + b"\n" * 65_400 + b"x" * 9_000 + b"y" * 9_000
    assert "more than 10,000 characters" in refused(tmp_path, content)


def test_too_many_files_bytes_or_lines_together_are_refused(tmp_path: Path) -> None:
    for year in (2018, 2019):
        write(tmp_path, "Header", [header()], f"{year}-header")
    found = sources([tmp_path])
    for limits, says in (
        (Limits(files=1), "more than 1 files"),
        (Limits(all_bytes=50), "together"),
        (Limits(rows=3), "more than 3 lines"),
    ):
        with pytest.raises(BadFile, match=says):
            gather(found, limits, lambda _, __: None)


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="There is no folder"):
        sources([tmp_path / "nowhere"])
    with pytest.raises(BadFile, match="holds no CSV file"):
        sources([tmp_path])


def test_a_row_with_a_quoted_line_break_keeps_the_line_it_begins_on(tmp_path: Path) -> None:
    content = f'{HEADER}\nC1,"2\n",04/05/2010,WBRI,UN1,,\n{ROW}\n'.encode()
    found = list(rows(inspect(given(tmp_path, content), Limits(), FORMAT)))
    assert [one.line for one in found] == [2, 4]


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("Reviews", review(REVIEW="31/02/2019"), "bad_date"),
        ("Reviews", review(REVIEW=""), "no_date"),
        ("Reviews", review(number="a b"), "no_child"),
        ("Reviews", review(number=""), "no_child"),
        ("Reviews", review(number="X" * 21), "no_child"),
        ("Episodes", episode(DECOM="2018"), "bad_date"),
        ("Episodes", episode(DEC="soon"), "bad_date"),
        ("Header", header(DOB=""), "bad_date"),
    ],
)
def test_a_row_that_says_too_little_is_spoilt(table: str, cells: Cells, code: str) -> None:
    found = check(TABLES[table], RawRow(2, cells))
    assert found.row is None
    assert found.spoilt is not None
    assert found.spoilt.code == code


def test_a_row_with_a_cell_too_many_or_too_few_is_spoilt(tmp_path: Path) -> None:
    content = f"{HEADER}\n{ROW},x\nC1,2\n{ROW}\n".encode()
    found = rows(inspect(given(tmp_path, content), Limits(), FORMAT))
    verdicts = [check(TABLES["Header"], raw).spoilt for raw in found]
    assert [one and one.code for one in verdicts] == ["cells", "cells", None]


def test_a_score_beyond_40_is_spoilt_and_one_from_a_spreadsheet_is_read() -> None:
    cells = dict.fromkeys(TABLES["OC2"].columns, "") | {"CHILD": "C1", "DOB": "04/05/2010"}
    for score, taken in (("40", True), ("12.0", True), ("41", False), ("-1", False), ("²", False)):
        assert (
            check(TABLES["OC2"], RawRow(2, cells | {"SDQ_SCORE": score})).row is not None
        ) is taken


class TestYears:
    def years(self, folder: Path) -> dict[str, int]:
        gathered = gather(sources([folder]), Limits(), lambda _, __: None)
        return {name.split("/", 1)[1]: year for name, year in gathered.years.items()}

    def fill(self, folder: Path, year: int, prefix: str = "") -> None:
        ended = episode(DECOM=f"01/06/{year - 1}", DEC=f"01/02/{year}", REC="E4A")
        write(folder, "Episodes", [ended], f"{prefix}one")
        write(folder, "Header", [header()], f"{prefix}two")

    def test_a_folder_with_one_file_a_table_is_one_return_whatever_the_names(
        self, tmp_path: Path
    ) -> None:
        self.fill(tmp_path, 2019)
        assert self.years(tmp_path) == {"one.csv": 2019, "two.csv": 2019}

    def test_several_returns_in_a_folder_are_told_apart_by_the_digits_in_the_names(
        self, tmp_path: Path
    ) -> None:
        self.fill(tmp_path, 2018, "2017-")
        self.fill(tmp_path, 2019, "2018-")
        assert self.years(tmp_path) == {
            "2017-one.csv": 2018,
            "2017-two.csv": 2018,
            "2018-one.csv": 2019,
            "2018-two.csv": 2019,
        }

    def test_folders_are_returns_of_their_own(self, tmp_path: Path) -> None:
        self.fill(tmp_path / "a", 2018)
        self.fill(tmp_path / "b", 2019)
        assert set(self.years(tmp_path).items()) == {
            ("a/one.csv", 2018),
            ("a/two.csv", 2018),
            ("b/one.csv", 2019),
            ("b/two.csv", 2019),
        }

    def test_an_end_date_out_of_the_year_does_not_move_the_return(self, tmp_path: Path) -> None:
        ended = [
            episode(str(n), DECOM="01/06/2017", DEC=day, REC="E4A")
            for n, day in enumerate(("01/02/2018", "01/03/2018", "01/04/2018"))
        ]
        write(tmp_path, "Episodes", ended)
        assert set(self.years(tmp_path).values()) == {2018}
