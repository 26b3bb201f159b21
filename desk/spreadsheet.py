"""A worklist as a spreadsheet: the very lines of the page, with its filters, and nothing more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from audit.reads import disclose
from desk.rows import Row, Worklist
from returns.spreadsheets import lines

COLUMNS = [
    "When", "Due", "Days late", "Child", "What", "Law or local", "Rules", "Who",
    "How it falls to them", "Reference",
]  # fmt: skip


def download(request: HttpRequest, work: Worklist, *, on: datetime.date) -> HttpResponse:
    """`work` as a CSV file, and a note of whom it shows.

    Made whole before it leaves, from the rows the page would draw in the same transaction: the
    file, the page and the note cannot differ. Its name says the day and nobody's name.
    """
    disclose(request, work.children)
    response = HttpResponse("".join(lines(COLUMNS, _cells(work))), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="what-is-due-{on:%Y-%m-%d}.csv"'
    return response


def _cells(work: Worklist) -> Iterator[list[object]]:
    groups = (("Overdue", work.overdue), ("Next 7 days", work.soon), ("Later", work.later))
    for when, rows in groups:
        for row in rows:
            yield [when, *_line(row)]


def _line(row: Row) -> list[object]:
    """Dates as 2026-11-05, which every spreadsheet sorts."""
    duty = row.duty
    natures = [name for name, true in (("Law", row.law), ("Local", row.local)) if true]
    return [
        duty.due_on.isoformat() if duty.due_on else "",
        row.late_by or "",
        row.child.name,
        duty.title,
        " and ".join(natures),
        ", ".join([duty.rule, *(other.rule for other in row.also)]),
        row.owner.name,
        row.owner.how,
        duty.pk,
    ]
