"""Invented children, and the yearly returns an authority would make of them."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from returns.sheets.account import At
from returns.ssda903.dates import collection_year, last_day
from returns.ssda903.held import Row, Rows
from returns.ssda903.tables import TABLES

Day = datetime.date
BORN = Day(2010, 5, 4)
PLACES = [("U6", "PR1"), ("U4", "PR4"), ("K2", "PR4"), ("P1", "PR0"), ("U3", "PR1"), ("A5", "PR1")]
Cells = dict[str, str]


def uk(day: Day | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def episode(number: str = "C1", **cells: str) -> Cells:
    """A row of episodes: foster care under section 20, with what is given put in."""
    return {
        "CHILD": number,
        "DECOM": "01/06/2018",
        "RNE": "S",
        "LS": "V2",
        "CIN": "N1",
        "PLACE": "U6",
        "PLACE_PROVIDER": "PR1",
        "DEC": "",
        "REC": "",
        "REASON_PLACE_CHANGE": "",
        "HOME_POST": "AB1 2CD",
        "PL_POST": "B12 2KE",
        "URN": "SC123456",
        **cells,
    }


def header(number: str = "C1", *, born: Day = BORN, **cells: str) -> Cells:
    """A row of children."""
    return {
        "CHILD": number,
        "SEX": "2",
        "DOB": uk(born),
        "ETHNIC": "WBRI",
        "UPN": "UN1",
        "MOTHER": "",
        "MC_DOB": "",
        **cells,
    }


def review(number: str = "C1", born: Day = BORN, **cells: str) -> Cells:
    """A row of reviews."""
    return {
        "CHILD": number,
        "DOB": uk(born),
        "REVIEW": "01/07/2018",
        "REVIEW_CODE": "PN1",
        **cells,
    }


def row(table: str, cells: Cells) -> Row:
    """A row as it is held."""
    columns = [column for column in TABLES[table].columns if column != "CHILD"]
    return Row(table, cells["CHILD"], tuple((column, cells[column]) for column in columns))


def rows(*given: tuple[int, str, Cells]) -> Rows:
    """The rows of one child, each as (year, table, cells)."""
    found = Rows(given[0][2]["CHILD"])
    for line, (year, table, cells) in enumerate(given, start=2):
        found.add(row(table, cells), At(year, f"{year}-{table}", line))
    return found


def write(folder: Path, table: str, given: Iterable[Cells], name: str = "") -> Path:
    """A CSV file of that table."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or table.lower()}.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(TABLES[table].columns))
        writer.writeheader()
        writer.writerows(given)
    return path


@dataclass
class Life:
    """A child with the true course of their care: episodes in order, and reviews."""

    number: str
    born: Day
    episodes: list[Cells] = field(default_factory=list)
    reviews: list[Day] = field(default_factory=list)

    def in_return(self, year: int) -> dict[str, list[Cells]]:
        """What the return of that collection year says of the child."""
        first, last = last_day(year - 1) + datetime.timedelta(days=1), last_day(year)
        found = []
        for cells in self.episodes:
            starts, ends = _day(cells["DECOM"]), _day(cells["DEC"])
            if starts > last or (cells["DEC"] and ends < first):
                continue
            over = bool(cells["DEC"]) and ends <= last
            blank = {} if over else {"DEC": "", "REC": "", "REASON_PLACE_CHANGE": ""}
            found.append({**cells, **blank})
        reviews = [day for day in self.reviews if first <= day <= last] if found else []
        return {
            "Header": [header(self.number, born=self.born)] if found else [],
            "Episodes": found,
            "Reviews": [review(self.number, self.born, REVIEW=uk(day)) for day in reviews],
        }

    @property
    def years(self) -> range:
        days = [_day(cells[c]) for cells in self.episodes for c in ("DECOM", "DEC") if cells[c]]
        return range(collection_year(min(days)), collection_year(max(days)) + 1)


def _day(text: str) -> Day:
    return datetime.datetime.strptime(text, "%d/%m/%Y").date() if text else Day.max  # noqa: DTZ007


@st.composite
def lives(draw: st.DrawFn, number: str = "C1") -> Life:
    """A child with one to three periods of care, consistent, over before 2025 and before 18."""
    life = Life(number, BORN)
    day = Day(2010, 6, 1) + datetime.timedelta(days=draw(st.integers(0, 700)))
    for _ in range(draw(st.integers(1, 3))):
        day = _period(draw, life, day)
        day += datetime.timedelta(days=draw(st.integers(1, 300)))
    if draw(st.booleans()):
        life.episodes[-1] |= {"DEC": "", "REC": "", "REASON_PLACE_CHANGE": ""}
    return life


def _period(draw: st.DrawFn, life: Life, day: Day) -> Day:
    status, place, where = "V2", PLACES[0], 1
    count = draw(st.integers(1, 4))
    for index in range(count):
        reason = "S" if index == 0 else draw(st.sampled_from("LPTBU"))
        if reason in "SLBU":
            status = draw(st.sampled_from([one for one in ("V2", "C1", "C2") if one != status]))
        if reason in "SPTBU":
            place = draw(st.sampled_from([one for one in PLACES if one != place]))
        if reason in "SPB":
            where += 1
        ends = day + datetime.timedelta(days=draw(st.integers(1, 300)))
        if draw(st.booleans()):
            life.reviews.append(day)
        life.episodes.append(
            episode(
                life.number,
                DECOM=uk(day),
                RNE=reason,
                LS=status,
                PLACE=place[0],
                PLACE_PROVIDER=place[1],
                DEC=uk(ends),
                REC="X1" if index < count - 1 else "E4A",
                REASON_PLACE_CHANGE="CARPL",
                PL_POST=f"B{where} 2KE",
                URN=f"SC00000{where}",
            )
        )
        day = ends
    return day
