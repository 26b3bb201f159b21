"""Sealing the logs, and finding out whether somebody touched them since.

A seal holds the ids and hashes of a batch of committed rows and is chained to the seal before it.
Only the sealer numbers seals, alone under an advisory lock, so nothing people do waits for it. Rows
are taken by not being sealed yet, not by being newer than the last: an id is drawn before its
transaction commits, so a lower one may turn up later. `LATEST` bounds how much later.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import structlog
from django.db import connection, transaction
from psycopg import sql

from audit.logs import Log, logs
from audit.models import Seal

log = structlog.get_logger("homeward.seals")

BATCH = 5_000  # rows under one seal
LATEST = datetime.timedelta(hours=6)  # no transaction is open longer
PATIENCE = datetime.timedelta(minutes=10)  # in which a row is expected to be sealed
LOCK = 7_210_943  # any number, ours alone


@dataclass(frozen=True)
class Head:
    """The last seal of a log. Kept somewhere else, it proves later that none was taken away."""

    log: str
    sequence: int
    digest: str

    def __str__(self) -> str:
        return f"{self.log} {self.sequence} {self.digest}"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was sealed. `row` is None when a seal itself is meant."""

    log: str
    row: int | None
    code: str
    says: str

    def __str__(self) -> str:
        where = f"{self.log}, row {self.row}" if self.row is not None else self.log
        return f"{where}: {self.says}"


def seal_all(*, at: datetime.datetime) -> int:
    """Seal every committed row of every log that has no seal yet; how many rows that were.

    Does nothing while another sealer is at work. `at` is now.
    """
    count = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        for one in logs():
            while rows := _unsealed(one, at):
                _seal(one, rows, at)
                count += len(rows)
    return count


def heads() -> list[Head]:
    """The last seal of every log that has one."""
    last = Seal.objects.order_by("log", "-sequence").distinct("log")
    return [Head(seal.log, seal.sequence, seal.digest) for seal in last]


def _unsealed(one: Log, at: datetime.datetime) -> list[tuple[int, str]]:
    """The next rows without a seal: (id, hash), at most BATCH of them."""
    settled = _settled(one, at)
    query = sql.SQL(
        "WITH sealed AS MATERIALIZED ("
        "  SELECT unnest(row_ids) AS id FROM audit_seal WHERE log = %s AND last_id > %s"
        ") SELECT {id}, {hash} FROM {source} LEFT JOIN sealed ON sealed.id = {id}"
        " WHERE {id} > %s AND sealed.id IS NULL ORDER BY {id} LIMIT %s"
    ).format(id=one.id(), hash=one.fingerprint(), source=one.source())
    with connection.cursor() as cursor:
        cursor.execute(query, [one.table, settled, settled, BATCH])
        return list(cursor.fetchall())


def _settled(one: Log, at: datetime.datetime) -> int:
    """An id below which every row has long been committed, and so been sealed."""
    old = Seal.objects.filter(log=one.table, sealed_at__lt=at - LATEST)
    return old.order_by("-last_id").values_list("last_id", flat=True).first() or 0


def _seal(one: Log, rows: list[tuple[int, str]], at: datetime.datetime) -> None:
    before = Seal.objects.filter(log=one.table).order_by("-sequence").first()
    seal = Seal(
        log=one.table,
        sequence=before.sequence + 1 if before else 1,
        sealed_at=at,
        rows=len(rows),
        columns=list(one.columns),
        row_ids=[row for row, _ in rows],
        row_hashes=[fingerprint for _, fingerprint in rows],
        last_id=max(row for row, _ in rows),
        previous=before.digest if before else "",
    )
    seal.digest = digest(seal)
    seal.save(force_insert=True)
    log.info("sealed", log=one.table, sequence=seal.sequence, rows=seal.rows, digest=seal.digest)


def digest(seal: Seal) -> str:
    """SHA-256 over all a seal says, the digest of the seal before it included."""
    pairs = zip(seal.row_ids, seal.row_hashes, strict=True)
    said = [
        seal.previous, seal.log, str(seal.sequence), seal.sealed_at.isoformat(),
        ",".join(seal.columns), str(seal.last_id), *(f"{row}:{hashed}" for row, hashed in pairs),
    ]  # fmt: skip
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def check_all(*, at: datetime.datetime, expected: Iterable[Head] = ()) -> Iterator[Finding]:
    """Everything that is not as it was sealed, as of `at`; nothing if all is well.

    `expected` are heads noted down earlier: they must still be there, unchanged. One seal is held
    in memory at a time.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        for one in logs():
            yield from _check_chain(one)
            yield from _never_sealed(one, at)
        for head in expected:
            yield from _check_head(head)


def _check_chain(one: Log) -> Iterator[Finding]:
    previous, sequence = "", 0
    for seal in Seal.objects.filter(log=one.table).order_by("sequence").iterator(chunk_size=1):
        sequence += 1
        if seal.sequence != sequence:
            yield Finding(
                one.table, None, "seal_gone", f"seals {sequence} to {seal.sequence - 1} are gone."
            )
            sequence = seal.sequence
        elif seal.previous != previous:
            yield Finding(
                one.table, None, "chain", f"seal {sequence} does not follow the one before it."
            )
        if _broken(seal):
            yield Finding(one.table, None, "seal", f"seal {sequence} itself was changed.")
        else:
            yield from _check_rows(one, seal)
        previous = seal.digest


def _broken(seal: Seal) -> bool:
    if not len(seal.row_ids) == len(seal.row_hashes) == seal.rows:
        return True
    return seal.digest != digest(seal)


def _check_rows(one: Log, seal: Seal) -> Iterator[Finding]:
    lost = [column for column in seal.columns if column not in one.columns]
    if lost:
        names = ", ".join(lost)
        yield Finding(
            one.table, None, "columns",
            f"seal {seal.sequence} covers columns that are gone ({names}): its rows cannot be "
            "checked any more.",
        )  # fmt: skip
        return
    query = sql.SQL("SELECT {id}, {hash} FROM {source} WHERE {id} = ANY(%s)").format(
        id=one.id(), hash=one.fingerprint(tuple(seal.columns)), source=one.source()
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [seal.row_ids])
        now: dict[int, str] = dict(cursor.fetchall())
    for row, hashed in zip(seal.row_ids, seal.row_hashes, strict=True):
        if row not in now:
            yield Finding(one.table, row, "removed", f"removed since seal {seal.sequence}.")
        elif now[row] != hashed:
            yield Finding(one.table, row, "changed", f"changed since seal {seal.sequence}.")


def _never_sealed(one: Log, at: datetime.datetime) -> Iterator[Finding]:
    """Rows no seal holds: slipped in beneath the sealed ones, or waiting for too long."""
    query = sql.SQL(
        "SELECT {id}, {id} <= %s FROM {source} WHERE NOT EXISTS ("
        "  SELECT FROM (SELECT unnest(row_ids) AS id FROM audit_seal WHERE log = %s) sealed"
        "  WHERE sealed.id = {id}"
        ") AND ({id} <= %s OR {at} < %s) ORDER BY {id}"
    ).format(id=one.id(), source=one.source(), at=sql.Identifier("t", one.at))
    settled = _settled(one, at)
    with connection.cursor() as cursor:
        cursor.execute(query, [settled, one.table, settled, at - PATIENCE])
        for row, beneath in cursor.fetchall():
            if beneath:
                yield Finding(one.table, row, "added", "added among rows that are long sealed.")
            else:
                yield Finding(
                    one.table, row, "unsealed",
                    "under no seal: the sealer does not run, its seal was removed, or the row "
                    "was added with an old date.",
                )  # fmt: skip


def _check_head(head: Head) -> Iterator[Finding]:
    found = Seal.objects.filter(log=head.log, sequence=head.sequence).first()
    if found is None:
        yield Finding(head.log, None, "seal_gone", f"seal {head.sequence}, noted before, is gone.")
    elif found.digest != head.digest:
        yield Finding(head.log, None, "seal", f"seal {head.sequence} is not the one noted before.")
