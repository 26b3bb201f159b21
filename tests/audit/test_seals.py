"""Whoever touches the logs afterwards is found out, row by row."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pghistory
import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django_celery_beat.models import PeriodicTask

from audit import seals, tasks
from audit.logs import logs
from audit.models import Read, Seal
from cases.models import CaseNote, Child
from people import clock
from people.models import User
from tests.factories import a_child, a_person

pytestmark = pytest.mark.django_db
NOW = clock.now()
NOTES = "cases_casenoteevent"
READS = "audit_read"


@pytest.fixture
def written() -> tuple[User, Child]:
    """Three reads and a note, sealed."""
    reader, child = a_person(), a_child()
    for _ in range(3):
        read(reader, child)
    CaseNote.objects.create(
        child=child, on=NOW.date(), kind="contact", text="They spoke.",
        recorded_by=reader, recorded_at=NOW,
    )  # fmt: skip
    seals.seal_all(at=NOW)
    return reader, child


def read(reader: User, child: Child) -> Read:
    return Read.objects.create(at=NOW, user=reader, what="cases:child", children=[child.pk])


def tamper(statement: str, *values: Any) -> None:
    """As somebody would who owns the database: the triggers are asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found(at: datetime.datetime = NOW) -> list[tuple[str, int | None, str]]:
    return [(one.log, one.row, one.code) for one in seals.check_all(at=at)]


def test_an_untouched_log_has_no_findings(written: object) -> None:
    assert found() == []


def test_every_history_is_sealed_without_being_listed(written: object) -> None:
    sealed = set(Seal.objects.values_list("log", flat=True))
    assert {READS, NOTES, "cases_childevent", "people_userevent"} <= sealed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'pgh_id' AND table_schema = 'public'"
        )
        kept = {table for (table,) in cursor.fetchall()}
    assert kept == {log.table for log in logs()} - {READS}


def test_a_changed_read_is_named(written: object) -> None:
    row = Read.objects.order_by("pk")[1]
    tamper("UPDATE audit_read SET user_id = %s WHERE id = %s", a_person().pk, row.pk)
    assert (READS, row.pk, "changed") in found()


def test_a_removed_read_is_named(written: object) -> None:
    row = Read.objects.order_by("pk")[0]
    tamper("DELETE FROM audit_read WHERE id = %s", row.pk)
    assert found() == [(READS, row.pk, "removed")]


def test_a_changed_word_in_a_history_is_named(written: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(pgh_id) FROM cases_casenoteevent")
        [row] = cursor.fetchone()
    tamper("UPDATE cases_casenoteevent SET text = 'They did not.' WHERE pgh_id = %s", row)
    assert found() == [(NOTES, row, "changed")]


def test_saying_that_somebody_else_did_it_is_found_out() -> None:
    with pghistory.context(user="somebody"):
        child = a_child()
    seals.seal_all(at=NOW)
    [(row, context)] = child.events.values_list("pgh_id", "pgh_context_id")  # type: ignore[attr-defined]
    tamper(
        """UPDATE pghistory_context SET metadata = '{"user": "another"}' WHERE id = %s""", context
    )
    assert ("cases_childevent", row, "changed") in found()


def test_a_row_slipped_in_beneath_sealed_ones_is_named(written: tuple[User, Child]) -> None:
    reader, child = written
    first = Read.objects.order_by("pk")[0].pk
    much_later = NOW + 2 * seals.LATEST
    read(reader, child)
    seals.seal_all(at=NOW)
    tamper(
        "INSERT INTO audit_read (id, at, user_id, what, channel, children, purpose, request_id)"
        " SELECT %s, at, user_id, what, channel, children, purpose, request_id"
        " FROM audit_read WHERE id = %s",
        first - 1_000_000, first,
    )  # fmt: skip
    seals.seal_all(at=much_later)
    assert (READS, first - 1_000_000, "added") in found(much_later)


def test_a_row_under_no_seal_is_named_after_ten_minutes(written: tuple[User, Child]) -> None:
    row = read(*written)
    assert found() == []
    assert found(NOW + datetime.timedelta(minutes=11)) == [(READS, row.pk, "unsealed")]


def test_a_changed_seal_is_found_out_though_its_rows_were_changed_to_fit(written: object) -> None:
    tamper("UPDATE audit_seal SET row_hashes[1] = repeat('0', 64) WHERE log = %s", READS)
    assert found() == [(READS, None, "seal")]


def test_a_seal_made_anew_does_not_fit_the_ones_after_it(written: tuple[User, Child]) -> None:
    read(*written)
    seals.seal_all(at=NOW)
    first = Seal.objects.get(log=READS, sequence=1)
    first.row_hashes[0] = "0" * 64
    tamper(
        "UPDATE audit_seal SET row_hashes = %s, digest = %s WHERE id = %s",
        first.row_hashes, seals.digest(first), first.pk,
    )  # fmt: skip
    assert (READS, None, "chain") in found()


def test_a_seal_taken_out_of_the_middle_is_missed(written: tuple[User, Child]) -> None:
    for _ in range(2):
        read(*written)
        seals.seal_all(at=NOW)
    tamper("DELETE FROM audit_seal WHERE log = %s AND sequence = 2", READS)
    assert (READS, None, "seal_gone") in found()


def test_a_last_seal_taken_away_with_its_rows_is_missed_by_whoever_noted_it(
    written: tuple[User, Child], tmp_path: Path
) -> None:
    row = read(*written)
    seals.seal_all(at=NOW)
    noted = tmp_path / "heads"
    noted.write_text("\n".join(str(head) for head in seals.heads()))
    call_command("check_seals", against=noted)
    tamper("DELETE FROM audit_seal WHERE log = %s AND sequence = 2", READS)
    tamper("DELETE FROM audit_read WHERE id = %s", row.pk)
    assert found() == []
    with pytest.raises(CommandError, match="1 of the log"):
        call_command("check_seals", against=noted)


def test_sealing_again_seals_nothing_twice(written: object) -> None:
    assert seals.seal_all(at=NOW) == 0
    rows = [row for seal in Seal.objects.filter(log=READS) for row in seal.row_ids]
    assert sorted(rows) == sorted(Read.objects.values_list("pk", flat=True))


def test_a_long_log_is_sealed_in_batches(
    written: tuple[User, Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "BATCH", 2)
    for _ in range(5):
        read(*written)
    seals.seal_all(at=NOW)
    assert list(Seal.objects.filter(log=READS).values_list("rows", flat=True)) == [3, 2, 2, 1]
    assert found() == []


def test_the_database_itself_refuses_to_change_a_read(written: object) -> None:
    for attempt in (lambda: Read.objects.update(what="other"), lambda: Read.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_commands_say_what_they_found(
    written: object, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_seals")
    assert "as it was sealed" in capsys.readouterr().out
    row = Read.objects.order_by("pk")[0]
    tamper("DELETE FROM audit_read WHERE id = %s", row.pk)
    with pytest.raises(CommandError):
        call_command("check_seals")
    assert f"audit_read, row {row.pk}: removed since seal 1." in capsys.readouterr().out


@pytest.mark.parametrize("words", ["not a seal", "audit_read one abc"])
def test_a_file_that_holds_no_seals_is_refused_in_one_sentence(words: str, tmp_path: Path) -> None:
    noted = tmp_path / "heads"
    noted.write_text(words)
    with pytest.raises(CommandError, match="is not what seal_logs prints"):
        call_command("check_seals", against=noted)


def test_the_sealer_is_woken_each_minute() -> None:
    call_command("migrate", verbosity=0)
    row = PeriodicTask.objects.get(task=tasks.seal.name)
    assert (row.enabled, row.crontab.minute, row.crontab.hour) == (True, "*", "*")


@pytest.fixture
def another_connection() -> Iterator[psycopg.Connection]:
    with psycopg.connect(**connection.get_connection_params()) as other:
        yield other


@pytest.mark.django_db(transaction=True)
def test_a_lower_id_that_commits_later_is_sealed_later(
    another_connection: psycopg.Connection,
) -> None:
    reader, child = a_person(), a_child()
    slow = another_connection.execute(
        "INSERT INTO audit_read (at, user_id, what, channel, children, purpose, request_id)"
        " VALUES (now(), %s, 'cases:child', 'page', ARRAY[%s]::uuid[], '', gen_random_uuid())"
        " RETURNING id",
        [reader.pk, child.pk],
    ).fetchone()
    assert slow is not None
    quick = read(reader, child)
    assert slow[0] < quick.pk
    seals.seal_all(at=NOW)
    another_connection.commit()
    seals.seal_all(at=NOW)
    assert [seal.row_ids for seal in Seal.objects.filter(log=READS)] == [[quick.pk], [slow[0]]]
    assert found() == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_never_work_at_once(another_connection: psycopg.Connection) -> None:
    read(a_person(), a_child())
    another_connection.execute("SELECT pg_advisory_xact_lock(%s)", [seals.LOCK])
    assert seals.seal_all(at=NOW) == 0
    another_connection.commit()
    assert seals.seal_all(at=NOW) > 0


@pytest.mark.django_db(transaction=True)
def test_sealing_holds_up_nobody(
    another_connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, child = a_person(), a_child()
    original = seals.digest

    def somebody_reads_meanwhile(seal: Seal) -> str:
        another_connection.execute("SET lock_timeout = '5s'")
        another_connection.execute(
            "INSERT INTO audit_read (at, user_id, what, channel, children, purpose, request_id)"
            " VALUES (now(), %s, 'x', 'page', ARRAY[%s]::uuid[], '', gen_random_uuid())",
            [reader.pk, child.pk],
        )
        another_connection.commit()
        return original(seal)

    monkeypatch.setattr(seals, "digest", somebody_reads_meanwhile)
    seals.seal_all(at=NOW)
    assert Read.objects.exists()
