"""The order of rows and files, and giving returns one at a time, change nothing."""

import datetime
import random

from hypothesis import given
from hypothesis import strategies as st

from returns.sheets.account import At
from returns.ssda903 import shape
from returns.ssda903.account import ReturnAccount
from returns.ssda903.held import Row, Rows
from returns.ssda903.history import Told, tell
from tests.returns.lives import Cells, Life, lives, review, row

TODAY = datetime.date(2026, 11, 22)
Stored = dict[Row, frozenset[int]]


def returns_of(life: Life) -> dict[int, list[tuple[str, Cells]]]:
    return {
        year: [(table, cells) for table, found in life.in_return(year).items() for cells in found]
        for year in life.years
    }


def rows_of(number: str, given: dict[int, list[tuple[str, Cells]]]) -> Rows:
    found = Rows(number)
    for year, cells in given.items():
        for line, (table, one) in enumerate(cells, start=2):
            found.add(row(table, one), At(year, f"{year}-{table}.csv", line))
    return found


def import_(
    number: str, stored: Stored, given: dict[int, list[tuple[str, Cells]]], years: set[int]
) -> tuple[Told, Stored, ReturnAccount]:
    """One import of one child, as the action does it."""
    rows = rows_of(number, given)
    rows.join(stored.items())
    told = tell(rows, frozenset(years), TODAY)
    account = ReturnAccount()
    account.add(rows, told)
    kept = {one: frozenset(held.years) for one, held in rows.by_row.items()}
    return told, (stored if told.refusal else kept), account


def one_at_a_time(life: Life, order: list[int]) -> tuple[Told, Stored]:
    stored: Stored = {}
    every = returns_of(life)
    told = Told()
    for index, year in enumerate(order):
        told, stored, _ = import_(life.number, stored, {year: every[year]}, set(order[: index + 1]))
    return told, stored


@given(lives())
def test_a_life_told_by_its_returns_is_the_life(life: Life) -> None:
    told, _, _ = import_("C1", {}, returns_of(life), set(life.years))
    assert told.refusal is None
    assert told.history is not None
    starts = [cells["DECOM"] for cells in life.episodes if cells["RNE"] == "S"]
    assert [f"{one.starts_on:%d/%m/%Y}" for one in told.history.periods] == starts
    held = {one.held_on for period in told.history.periods for one in period.reviews}
    assert held == set(life.reviews)


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_changes_nothing(life: Life, order: random.Random) -> None:
    straight = returns_of(life)
    shuffled = {year: order.sample(rows, len(rows)) for year, rows in straight.items()}
    years = list(shuffled)
    order.shuffle(years)
    one, kept, account = import_("C1", {}, straight, set(life.years))
    other, kept_too, account_too = import_(
        "C1", {}, {y: shuffled[y] for y in years}, set(life.years)
    )
    assert one.history == other.history
    assert kept == kept_too
    assert account.totals() == account_too.totals()


@given(lives())
def test_returns_one_at_a_time_tell_the_same_as_all_at_once(life: Life) -> None:
    at_once, kept, _ = import_("C1", {}, returns_of(life), set(life.years))
    for order in (list(life.years), list(reversed(life.years))):
        told, stored = one_at_a_time(life, order)
        assert told.history == at_once.history
        assert stored == kept


@given(lives())
def test_an_import_that_starts_late_comes_right_when_the_earlier_returns_follow(life: Life) -> None:
    first, *later = life.years
    late, stored, _ = import_("C1", {}, {y: returns_of(life)[y] for y in later}, set(later))
    assert late.refusal is None
    told, _, _ = import_("C1", stored, {first: returns_of(life)[first]}, set(life.years))
    assert told.history == import_("C1", {}, returns_of(life), set(life.years))[0].history


@given(lives())
def test_the_same_returns_again_change_nothing_and_are_all_repeated(life: Life) -> None:
    told, stored, first = import_("C1", {}, returns_of(life), set(life.years))
    again, stored_again, second = import_("C1", stored, returns_of(life), set(life.years))
    assert shape.of_history(again.history) == shape.of_history(told.history)
    assert stored_again == stored
    assert set(second.totals()) == {"repeated"}
    assert not second.lines
    assert sum(second.totals().values()) == sum(first.totals().values())


@given(lives(), st.integers(0, 4), st.integers(-800, 4000))
def test_every_row_is_accounted_for(life: Life, extra: int, offset: int) -> None:
    every = returns_of(life)
    year = life.years[-1]
    day = datetime.date(2014, 1, 1) + datetime.timedelta(days=offset)
    every[year] += [("Reviews", review(REVIEW=f"{day:%d/%m/%Y}"))] * extra
    told, _, account = import_("C1", {}, every, set(life.years))
    assert told.refusal is None
    assert sum(account.totals().values()) == sum(len(rows) for rows in every.values())
    left_out = [line for line in account.lines if line.outcome == "dropped"]
    assert len(left_out) == account.totals()["dropped"]


@given(lives())
def test_a_return_given_again_with_corrections_takes_its_own_place(life: Life) -> None:
    every = returns_of(life)
    _, stored, _ = import_("C1", {}, every, set(life.years))
    year = life.years[-1]
    corrected = [
        (table, cells | {"LS": "E1"} if "LS" in cells else cells) for table, cells in every[year]
    ]
    told, kept, _ = import_("C1", stored, {year: corrected}, set(life.years))
    straight = import_("C1", {}, every | {year: corrected}, set(life.years))
    assert told.history == straight[0].history
    assert kept == straight[1]
