"""Bringing the record to what the returns say, in one transaction."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter

from returns.actions import record
from returns.actions.running import Run, Written
from returns.actions.writer import BATCH, Case, Writer
from returns.models import SourceRow
from returns.ssda903.gather import Gathered
from returns.ssda903.held import UNKNOWN_YEAR, Row, Rows
from returns.ssda903.history import tell


def write(gathered: Gathered, run: Run) -> Written:
    """Bring the record to what the returns now say. To be called inside a transaction.

    A child is refused here too, for what only the record knows: another birth date, a record
    merged away, a history changed by hand since. Such a child is left as they were. Fills
    `gathered.account` with what became of every row.
    """
    cases = _cases(gathered, run.on)
    writer = Writer(run)
    writer.use_known_homes(
        {home.key for case in cases if case.history for home in case.history.homes}
    )
    for case in cases:
        writer.take(case)
    writer.finish()
    for case in cases:
        gathered.account.add(case.rows, case.told)
    _keep_rows(cases)
    known = {case.rows.number: case.known.child.pk for case in cases if case.known}
    return Written(_counts(cases, writer.counts), known | writer.children, known)


def _cases(gathered: Gathered, today: datetime.date) -> list[Case]:
    """Every child of the files, and those a new return no longer holds."""
    years_before = record.years_known()
    years = years_before | gathered.return_years
    numbers = set(gathered.children)
    if years - years_before:
        numbers |= record.numbers_still_open()
    known, stored = record.known(numbers), record.stored(numbers)
    cases = []
    for number in sorted(numbers):
        kept = stored.get(number, [])
        before = tell(record.rows_of(number, kept), years_before, today).history if kept else None
        rows = gathered.children.get(number) or Rows(number)
        rows.join(kept)
        cases.append(Case(rows, tell(rows, years, today), before, known.get(number)))
    return cases


def _keep_rows(cases: list[Case]) -> None:
    """Keep the rows of every child who was not refused, for the returns to come."""
    stored = record.stored({case.rows.number for case in cases})
    changed: list[str] = []
    fresh: list[SourceRow] = []
    for case in cases:
        number = case.rows.number
        now = {row: frozenset(held.years) for row, held in case.rows.by_row.items()}
        if case.told.refusal or now == dict(stored.get(number, [])):
            continue
        changed.append(number)
        fresh += [_source_row(row, years) for row, years in now.items()]
    SourceRow.objects.filter(number__in=changed).delete()
    SourceRow.objects.bulk_create(fresh, batch_size=BATCH)


def _source_row(row: Row, years: frozenset[int]) -> SourceRow:
    values = dict(row.values)
    written = json.dumps([row.table, values], sort_keys=True)
    return SourceRow(
        number=row.number,
        table=row.table,
        values=values,
        digest=hashlib.sha256(written.encode()).hexdigest(),
        years=sorted(years or {UNKNOWN_YEAR}),
    )


def _counts(cases: list[Case], written: Counter[str]) -> dict[str, int]:
    found = Counter(written)
    for case in cases:
        if case.told.refusal:
            found["children_refused"] += 1
        elif case.told.history is None:
            found["children_without_episodes"] += 1
        else:
            found["end_dates_needed"] += any(
                one.end_date_needed for one in case.told.history.periods
            )
    return dict(found)
