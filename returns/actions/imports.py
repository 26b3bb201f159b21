"""Running an import: from the files to the report. The command and the upload page both come here.

Reading and judging the files happens outside any transaction, and so does the word about progress;
the record is changed in one transaction at the end, which holds up nobody who only reads.
"""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from people.models import Team, User
from returns.actions.live.writer import write as write_cases
from returns.actions.running import Gathered, Run, Written
from returns.actions.ssda903 import write as write_returns
from returns.live import gather as live
from returns.models import Import, ImportLine
from returns.sheets.account import Account, Line
from returns.sheets.files import Progress, sources
from returns.sheets.reading import BadFile, Limits, Source
from returns.ssda903 import gather as ssda903

log = logging.getLogger(__name__)

# One import writes at a time; a second one waits its turn here.
TURN = 903_903
BATCH = 2000
OUR_FAULT = (
    "Something went wrong on our side. Nothing was changed; tell the person who runs Homeward."
)
Clock = Callable[[], datetime.datetime]


class _Undo(Exception):
    """Takes back what a dry run wrote."""


IMPORTERS = {
    Import.Kind.SSDA903: ("statutory.return@import.invalid", "Statutory return"),
    Import.Kind.CASES: ("other.system@import.invalid", "Another system"),
}


def importer(run: Import) -> User:
    """Who is named on rows brought by an import that nobody signed in for. Cannot sign in."""
    email, name = IMPORTERS[Import.Kind(run.kind)]
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name=name, is_active=False)


@dataclass(frozen=True)
class Way:
    """How the files of one kind of import are read, and how the record is brought to them."""

    gather: Callable[[list[Source], Limits, Progress], Any]
    write: Callable[[Any, Run], Written]


WAYS = {
    Import.Kind.SSDA903: Way(ssda903.gather, write_returns),
    Import.Kind.CASES: Way(live.gather, write_cases),
}


def import_folders(
    *,
    folders: Iterable[Path],
    team: Team | None,
    dry_run: bool,
    on: datetime.date,
    clock: Clock,
    kind: Import.Kind = Import.Kind.SSDA903,
    complete_from: Mapping[str, datetime.date] | None = None,
) -> Import:
    """Import the CSV files of these folders, as the commands do. `complete_from`: see `Run`.

    Returns the finished import: done, or refused with the reason and nothing changed.
    """
    named = list(folders)
    run = Import.objects.create(
        kind=kind,
        team=team,
        created_at=clock(),
        folder=", ".join(folder.name for folder in named)[:300],
        dry_run=dry_run,
    )
    try:
        found = sources(named)
    except BadFile as problem:
        return refuse(run, str(problem), at=clock())
    return perform(run, found, on=on, clock=clock, complete_from=complete_from)


def perform(
    run: Import,
    found: list[Source],
    *,
    on: datetime.date,
    clock: Clock,
    complete_from: Mapping[str, datetime.date] | None = None,
) -> Import:
    """Read `found`, bring the record to what they say, and keep the report.

    Raises only what nobody foresaw; the import is refused then, and nothing has changed.
    """
    Import.objects.filter(pk=run.pk).update(state=Import.State.RUNNING)
    try:
        way = WAYS[Import.Kind(run.kind)]
        gathered = way.gather(found, Limits(**settings.IMPORT_LIMITS), _progress_of(run))
        _write(run, gathered, way, on=on, clock=clock, complete_from=complete_from or {})
    except BadFile as problem:
        return refuse(run, str(problem), at=clock())
    except Exception:
        refuse(run, OUR_FAULT, at=clock())
        raise
    run.refresh_from_db()
    return run


def refuse(run: Import, reason: str, *, at: datetime.datetime) -> Import:
    """End an import that changed nothing, with one sentence why."""
    run.state, run.refusal, run.finished_at = Import.State.REFUSED, reason, at
    run.save(update_fields=["state", "refusal", "finished_at"])
    return run


def _progress_of(run: Import) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        Import.objects.filter(pk=run.pk).update(done_rows=done, total_rows=total)

    return progress


def _write(
    run: Import,
    gathered: Gathered,
    way: Way,
    *,
    on: datetime.date,
    clock: Clock,
    complete_from: Mapping[str, datetime.date],
) -> None:
    """The one transaction: the record, the report, and that the import is done."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        at = clock()
        written = _written(
            lambda: way.write(
                gathered,
                Run(run.team, run.started_by or importer(run), on, at, complete_from),
            ),
            run.dry_run,
        )
        _keep_lines(run, gathered.account, written.known if run.dry_run else written.children)
        run.files = _files(gathered)
        run.fingerprint = gathered.fingerprint
        run.counts = _counts(gathered.account, written)
        run.counts["again"] = _done_before(run)
        run.done_rows = run.total_rows = sum(gathered.account.totals().values())
        run.state, run.finished_at = Import.State.DONE, clock()
        run.save()


def _written(write: Callable[[], Written], dry_run: bool) -> Written:
    written: list[Written] = []
    try:
        with transaction.atomic():
            written.append(write())
            if dry_run:
                raise _Undo
    except _Undo:
        log.info("dry run taken back")
    return written[0]


def _done_before(run: Import) -> bool:
    """Whether the same files were imported before."""
    done = Import.objects.filter(kind=run.kind, state=Import.State.DONE, dry_run=False)
    return done.filter(fingerprint=run.fingerprint).exclude(pk=run.pk).exists()


def _keep_lines(run: Import, account: Account, children: dict[str, Any]) -> None:
    lines = sorted(account.lines, key=lambda line: line.at)
    ImportLine.objects.bulk_create((_line(run, line, children) for line in lines), batch_size=BATCH)


def _line(run: Import, line: Line, children: dict[str, Any]) -> ImportLine:
    return ImportLine(
        of=run,
        child_id=children.get(line.number),
        number=line.number,
        file=line.at.file[-200:],
        line=line.at.line,
        column=line.remark.column[:40],
        value=line.remark.value[:200],
        outcome=line.outcome,
        code=line.remark.code,
        reason=line.remark.reason[:300],
    )


def _files(gathered: Gathered) -> list[dict[str, Any]]:
    found = []
    for file in gathered.files:
        fates = gathered.account.fates.get(file.source.name, Counter())
        found.append(
            {
                "name": file.source.name,
                "table": file.table.name,
                "year": gathered.years.get(file.source.name, 0),
                "sha256": file.sha256,
                "read": sum(fates.values()),
                **fates,
            }
        )
    return sorted(found, key=lambda one: (one["year"], one["name"]))


def _counts(account: Account, written: Written) -> dict[str, Any]:
    rows: Counter[tuple[str, str]] = Counter()
    children: dict[tuple[str, str], set[str]] = {}
    for line in account.lines:
        kind = (line.outcome, line.remark.code)
        rows[kind] += 1
        children.setdefault(kind, set()).update({line.number} - {""})
    totals = account.totals()
    return {
        **written.counts,
        "rows": {"read": sum(totals.values()), **totals},
        "reasons": [
            {
                "outcome": outcome,
                "code": code,
                "rows": number,
                "children": len(children[outcome, code]),
            }
            for (outcome, code), number in sorted(
                rows.items(), key=lambda one: (one[0][0], -one[1])
            )
        ],
    }
