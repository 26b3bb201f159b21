"""The statement recompute is set against, and how far its answer is the engine's."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from pathlib import Path

from django.db import connection

from timescales import WorkingCalendar

STATEMENT = (Path(__file__).parent / "sql" / "visits_reviews.sql").read_text()
# What the table of duties says of the same: the regular visits and reviews of the law.
OF_THE_TABLE = """
    SELECT
        subject.child_id,
        min(duty.due_on) FILTER (WHERE duty.rule LIKE 'STA-VISIT-%%') AS visit_due,
        min(duty.due_on) FILTER (WHERE duty.rule LIKE 'STA-REV-%%') AS review_due
    FROM duties_duty AS duty
    INNER JOIN duties_subject AS subject ON subject.id = duty.subject_id
    WHERE duty.state = 'open'
        AND duty.pack = 'statute'
        AND duty.rule NOT IN ('STA-VISIT-ASKED', 'STA-VISIT-30A')
    GROUP BY subject.child_id
"""
Answer = dict[uuid.UUID, tuple[datetime.date | None, datetime.date | None]]


def by_statement(today: datetime.date) -> list[tuple[object, ...]]:
    """Each child in care with the day of the next visit and of the next review."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"today": today, "holidays": holidays(today)})
        return list(cursor.fetchall())


def holidays(today: datetime.date) -> list[datetime.date]:
    """England's bank holidays of the years the statement may count in."""
    first, last = datetime.date(today.year - 20, 1, 1), datetime.date(today.year + 1, 12, 31)
    return [day for day, _ in WorkingCalendar().holidays_between(first, last)]


def agreement(today: datetime.date) -> Counter[str]:
    """How often both say the same of a child, and of whom they do not."""
    statement = {row[0]: (row[1], row[2]) for row in by_statement(today)}
    with connection.cursor() as cursor:
        cursor.execute(OF_THE_TABLE)
        table = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    counted: Counter[str] = Counter(children=len(statement))
    for child, (visit, review) in statement.items():
        kept_visit, kept_review = table.get(child, (None, None))
        counted["visits"] += visit == kept_visit
        counted["reviews"] += review == kept_review
    counted["elsewhere"] = len(table.keys() - statement.keys())
    return counted
