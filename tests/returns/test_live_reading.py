"""Files of live cases: known by their columns, refused with one sentence, read cell by cell."""

import re
from pathlib import Path

import pytest

from people.roles import RULES
from placements.models.home import HomeKind
from returns import report_words
from returns.live import words
from returns.live.checks import Checked, check
from returns.live.gather import Gathered, gather
from returns.live.tables import EVERY, FORMAT, TABLES, Kind, Table, recognise
from returns.live.templates import as_markdown, write_templates
from returns.sheets.files import sources
from returns.sheets.reading import BadFile, Limits, RawRow, Source, inspect
from reviews.models import Review
from tests.returns.moving import Cells, child, home, plan, staff, visit, write
from visits.models import VisitorRole

ROOT = Path(__file__).resolve().parents[2]


def read(folder: Path) -> Gathered:
    return gather(sources([folder]), Limits(), lambda _, __: None)


def refused(folder: Path, content: bytes) -> str:
    path = folder / "visits.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        inspect(Source(path, path.name), Limits(), FORMAT)
    assert "visits.csv" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_a_file_is_known_by_its_columns_whatever_their_order(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert recognise(names) is table
    assert recognise(sorted(names, reverse=True)) is table
    assert recognise(sorted(table.needed)) is table
    assert recognise([*names, "something_else"]) is table


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a workbook", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0 old workbook", "spreadsheet"),
        ("child,näme\n".encode("latin-1"), "not in UTF-8"),
        ("visit,child\n".encode("utf-16"), "UTF-16"),
        (b"a\0b\n", "is not text"),
        (b"one,two,three\n", "does not name the columns of any table"),
        (b"visit,child,visited_on,visited_by\n", "the table of visits, but seen is missing"),
        (b"visit,child,visited_on,visited_by,seen,seen\n", "the column seen stands in it twice"),
        (b"x" * 20_000, "more than 10,000 characters"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_one_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refused(tmp_path, content)


def test_columns_nobody_reads_are_said(tmp_path: Path) -> None:
    gathered = read(write(tmp_path, {"visits": [visit(**{"Mileage (km)": "4", "": ""})]}))
    assert {remark.column for _, remark in gathered.noticed} == {"mileage_(km)", "without a name"}
    assert {remark.code for _, remark in gathered.noticed} == {"unknown_column"}


def test_headings_may_have_capitals_and_spaces(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Plan,Child,What,Done On\nP1,K1,Care plan made or renewed,5/1/2026\n"
    )
    (entry,) = read(tmp_path).rows.every(TABLES["plans"])
    assert (entry.row["what"], str(entry.row["done_on"])) == ("care_plan", "2026-01-05")


def judged(table: str, cells: Cells) -> Checked:
    every = dict.fromkeys(TABLES[table].names, "") | cells
    return check(TABLES[table], RawRow(2, every))


@pytest.mark.parametrize(
    ("table", "cells", "column", "code"),
    [
        ("visits", visit(visited_on="31/02/2026"), "visited_on", "cannot_be_read"),
        ("visits", visit(visited_on=""), "visited_on", "missing"),
        ("visits", visit(seen="perhaps"), "seen", "cannot_be_read"),
        ("visits", visit(visited_by="Rosa"), "visited_by", "cannot_be_read"),
        ("visits", visit(role="plumber"), "role", "cannot_be_read"),
        ("visits", visit(key="V" * 61), "visit", "cannot_be_read"),
        ("visits", visit(number=""), "child", "missing"),
        ("homes", home(kind="castle"), "kind", "cannot_be_read"),
        ("staff", staff(role="admiral"), "role", "cannot_be_read"),
        ("children", child(family_name="x" * 81), "family_name", "cannot_be_read"),
        ("plans", plan(what="world peace"), "what", "cannot_be_read"),
    ],
)
def test_a_wrong_cell_spoils_the_row(table: str, cells: Cells, column: str, code: str) -> None:
    found = judged(table, cells)
    assert found.row is None
    assert found.spoilt is not None
    assert (found.spoilt.column, found.spoilt.code) == (column, code)
    assert found.spoilt.reason.endswith(".")


@pytest.mark.parametrize(
    ("table", "cells", "column"),
    [
        ("children", child(nhs_number="943 476 5918"), "nhs_number"),
        ("children", child(upn="I123456789012"), "upn"),
        ("children", child(sex="x"), "sex"),
        ("children", child(ethnicity="XXXX"), "ethnicity"),
        ("homes", home(capacity="four"), "capacity"),
        ("homes", home(postcode="somewhere else"), "postcode"),
    ],
)
def test_a_wrong_describing_cell_is_left_blank_with_a_remark(
    table: str, cells: Cells, column: str
) -> None:
    found = judged(table, cells)
    assert found.row is not None
    assert not found.row[column]
    assert [remark.column for remark in found.remarks] == [column]


@pytest.mark.parametrize(
    ("table", "cells", "column", "value"),
    [
        ("children", child(nhs_number="943-476 5919"), "nhs_number", "9434765919"),
        ("children", child(sex="female"), "sex", "F"),
        ("children", child(sex="1"), "sex", "M"),
        ("children", child("  00 12 "), "child", "00 12"),
        ("homes", home(postcode="ma12el"), "postcode", "MA1 2EL"),
        ("homes", home(kind="Children's home"), "kind", "childrens_home"),
        ("staff", staff("Rosa@Marlshire.Example"), "email", "rosa@marlshire.example"),
        ("staff", staff(role="Independent reviewing officer"), "role", "iro"),
        ("visits", visit(seen="Y"), "seen", True),
        ("visits", visit(note="one\n two "), "note", "one\n two"),
        ("visits", visit(visited_on="2026-10-05 00:00:00"), "visited_on", "2026-10-05"),
    ],
)
def test_cells_are_read_as_people_write_them(
    table: str, cells: Cells, column: str, value: object
) -> None:
    found = judged(table, {name: text.strip() for name, text in cells.items()})
    assert found.row is not None
    said = found.row[column]
    assert (str(said) if isinstance(value, str) else said) == value


def test_a_row_with_other_cells_than_the_header_is_left_out() -> None:
    found = check(TABLES["visits"], RawRow(2, {"visit": "V1"}, fits=False))
    assert found.spoilt is not None
    assert found.spoilt.code == "cells"


def test_the_words_are_those_the_record_knows() -> None:
    assert dict(HomeKind.choices) == dict(words.HOME_KINDS)
    assert dict(VisitorRole.choices) == dict(words.VISITORS)
    assert dict(Review.Kind.choices) == dict(words.REVIEW_KINDS)
    assert set(words.ROLES) == {role.value for role in RULES}


def test_every_example_is_one_the_reader_takes() -> None:
    for table in EVERY:
        cells = {column.name: column.example for column in table.columns}
        found = judged(table.name, cells)
        assert found.row is not None, (table.name, found.spoilt)
        assert found.remarks == []


def test_templates_are_read_as_empty_files_of_their_tables(tmp_path: Path) -> None:
    assert write_templates(tmp_path) == [f"{table.name}.csv" for table in EVERY]
    gathered = read(tmp_path)
    assert {file.source.path.stem: file.table.name for file in gathered.files} == {
        table.name: table.name for table in EVERY
    }
    assert gathered.noticed == []
    with pytest.raises(FileExistsError):
        write_templates(tmp_path)


def test_the_documentation_has_every_table_as_the_reader_does() -> None:
    written = (ROOT / "docs" / "import-cases.md").read_text(encoding="utf-8")
    for table in EVERY:
        assert as_markdown(table) in written, f"docs/import-cases.md: {table.name} differs"


def test_every_kind_of_remark_has_a_title() -> None:
    used: set[str] = set()
    for path in [*(ROOT / "returns" / "live").glob("*.py"),
                 *(ROOT / "returns" / "actions" / "live").glob("*.py")]:  # fmt: skip
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\b(?:leave|remark)\(\s*"(\w+)"', text))
        used |= set(re.findall(r'refuse_for\(\w+, "(\w+)"', text))
        used |= set(re.findall(r'Remark\(\s*"(\w+)"', text))
    assert len(used) > 30
    assert used - set(report_words.TITLES) == set()


def test_every_column_is_explained() -> None:
    unsaid = [
        (table.name, column.name)
        for table in EVERY
        for column in table.columns
        if not column.says or (column.kind is Kind.WORD and not column.words)
    ]
    assert unsaid == []
