"""The sample authority, against figures counted from its files by other means."""

import datetime

import pytest

from cases.models import CarePeriod, Child
from placements.models import Placement
from returns.actions.imports import import_folders
from returns.models import Import
from returns.sheets.files import sources
from returns.sheets.reading import Limits
from returns.ssda903.gather import Gathered, gather
from returns.ssda903.held import Row, Rows
from returns.ssda903.history import History, tell
from reviews.models import Review
from tests.factories import NOW, TODAY, a_team
from tests.returns import sample
from tests.returns.sample import FOLDER, day, needs_sample

pytestmark = needs_sample


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    return gather(sources([FOLDER]), Limits(), lambda _, __: None)


@pytest.mark.django_db
def test_the_sample_authority_is_taken_and_its_figures_agree_with_a_plain_count() -> None:
    run = import_folders(
        folders=[FOLDER], team=a_team(), dry_run=False, on=TODAY, clock=lambda: NOW
    )
    assert run.state == Import.State.DONE
    refused = sample.overlapping()
    taken = {child: rows for child, rows in sample.last_versions().items() if child not in refused}
    assert set(Child.objects.values_list("ssda903_id", flat=True)) == set(taken)
    assert (
        set(run.lines.filter(outcome="refused_child").values_list("number", flat=True)) == refused
    )

    lines = sum(len(path.read_text().splitlines()) - 1 for path in FOLDER.glob("*.csv"))
    assert run.counts["rows"]["read"] == lines
    assert sum(run.counts["rows"].values()) == 2 * lines

    starts = sum(
        index == 0 or row["RNE"] == "S" for rows in taken.values() for index, row in enumerate(rows)
    )
    assert CarePeriod.objects.count() == starts
    still_open = {child for child, rows in taken.items() if not rows[-1]["DEC"]}
    open_here = CarePeriod.objects.filter(ends_on=None)
    assert set(open_here.values_list("child__ssda903_id", flat=True)) == still_open
    moves = sum(row["RNE"] in "PB" for rows in taken.values() for row in rows[1:])
    changes_of_kind = Placement.objects.count() - moves - starts
    assert 0 <= changes_of_kind <= sum(r["RNE"] in "TUL" for rows in taken.values() for r in rows)

    held = {(r["CHILD"], day(r["REVIEW"])) for _, r in sample.raw("reviews")}
    within = {
        (child, on)
        for child, on in held
        if child in taken
        and on <= TODAY
        and any(
            day(row["DECOM"]) <= on and (not row["DEC"] or on <= day(row["DEC"]))
            for row in taken[child]
        )
    }
    assert set(Review.objects.values_list("child__ssda903_id", "held_on")) == within


def test_end_dates_are_needed_where_a_later_return_no_longer_holds_the_child(
    gathered: Gathered,
) -> None:
    last_file = {row["CHILD"]: year for year, row in sample.raw("episodes")}
    for number, rows in gathered.children.items():
        history = tell(_copy(rows), gathered.return_years, datetime.date(2022, 4, 1)).history
        if history is None or history.periods[-1].ends_on:
            continue
        born = history.identity.born_on
        adult = (born.year + 18, born.month, born.day) <= (2022, 4, 1)
        assert history.periods[-1].end_date_needed == (last_file[number] < 2021 or adult)


def test_the_five_returns_one_at_a_time_tell_the_same_as_all_at_once(gathered: Gathered) -> None:
    for number, rows in gathered.children.items():
        at_once = tell(_copy(rows), gathered.return_years, TODAY)
        if at_once.refusal is None:
            assert _one_at_a_time(number, rows) == at_once.history


def _copy(rows: Rows) -> Rows:
    """The same rows, without what telling them remarked."""
    found = Rows(rows.number)
    for row, held in rows.by_row.items():
        for at in held.at:
            found.add(row, at)
    return found


def _one_at_a_time(number: str, rows: Rows) -> History | None:
    stored: dict[Row, frozenset[int]] = {}
    history = None
    for year in range(2018, 2023):
        now = Rows(number)
        for row, held in rows.by_row.items():
            for at in held.at:
                if at.year == year:
                    now.add(row, at)
        now.join(stored.items())
        told = tell(now, frozenset(range(2018, year + 1)), TODAY)
        assert told.refusal is None
        history = told.history
        stored = {row: frozenset(held.years) for row, held in now.by_row.items()}
    return history
