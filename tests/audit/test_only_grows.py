"""What the logs hold is neither changed nor taken away, whatever the code asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from audit import seals
from audit.logs import histories, logs
from audit.models import Read, Seal
from cases.models import CaseNote
from people import clock
from tests.scene import Scene

pytestmark = pytest.mark.django_db
TABLES = {log.table for log in logs()} | {Seal._meta.db_table}


@pytest.fixture
def written() -> None:
    """A child with a home, workers and a visit, a correction and a deletion; read and sealed."""
    scene, now = Scene(), clock.now()
    scene.visit()
    note = CaseNote.objects.create(
        child=scene.child, on=now.date(), kind="contact", text="They spoke.",
        recorded_by=scene.worker, recorded_at=now,
    )  # fmt: skip
    CaseNote.objects.filter(pk=note.pk).update(text="They talked.")
    CaseNote.objects.filter(pk=note.pk).delete()
    Read.objects.create(at=now, user=scene.worker, what="desk:child", children=[scene.child.pk])
    seals.seal_all(at=now)


def filled() -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for table in sorted(TABLES):
            cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
            if cursor.fetchone() == (True,):
                found.append(table)
    return found


def refused(statement: str, table: str) -> str:
    made = sql.SQL(statement).format(sql.Identifier(table))
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(made)
    return str(error.value)


def test_no_row_of_any_log_is_changed_or_deleted(written: None) -> None:
    tables = filled()
    assert {
        "audit_read", "audit_seal", "cases_casenoteevent", "cases_childevent", "people_userevent",
        "placements_placementevent", "visits_visitevent",
    } <= set(tables)  # fmt: skip
    for table in tables:
        history = table not in {"audit_read", "audit_seal"}
        same = "UPDATE {} SET pgh_label = pgh_label" if history else "UPDATE {} SET id = id"
        assert "Cannot" in refused(same, table)
        assert "Cannot" in refused("DELETE FROM {}", table)


def test_a_history_keeps_each_version_of_a_row_and_its_end(written: None) -> None:
    event = CaseNote.pgh_event_model  # type: ignore[attr-defined]
    kept = event.objects.order_by("pgh_id").values_list("pgh_label", "text")
    assert list(kept) == [
        ("insert", "They spoke."), ("update", "They talked."), ("delete", "They talked."),
    ]  # fmt: skip


def test_every_log_has_that_trigger_also_one_that_nobody_listed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE (tgname LIKE 'pgtrigger_append_only%' OR tgname LIKE '%only_grows%')"
            " AND tgenabled <> 'D'"
        )
        guarded = {table for (table,) in cursor.fetchall()}
    assert guarded >= TABLES


def test_the_auditors_page_finds_every_history_by_day_and_by_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        indexes = cursor.fetchall()
    for model in histories():
        for column in ("pgh_created_at", "pgh_obj_id"):
            assert any(
                table == model._meta.db_table and f"({column})" in made for table, made in indexes
            ), f"{model._meta.db_table} has no index that begins with {column}"
