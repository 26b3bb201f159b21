"""The whole of an import of live cases: part after part, then written, then counted."""

from __future__ import annotations

from typing import Any

from django.db import models

from cases import changes as cases_changes
from cases.models import Allocation, CarePeriod, Child, CompleteFrom, Done, LegalStatus
from duties import batches
from placements.models import Placement
from returns.actions.live.allocations import take_allocations
from returns.actions.live.care import take_placements
from returns.actions.live.children import CHILD, take_children
from returns.actions.live.complete import take_complete_from
from returns.actions.live.crossing import Crossing
from returns.actions.live.homes import take_homes
from returns.actions.live.people import take_staff, take_teams
from returns.actions.live.reconcile import Figures, reconcile
from returns.actions.live.reviewed import take_plans, take_reviews
from returns.actions.live.visits import take_visits
from returns.actions.running import Run, Written, check_now
from returns.live.gather import Gathered
from returns.live.judge import judge
from returns.live.rows import Entry, Rows
from returns.live.tables import EVERY
from returns.sheets.account import NOTICED, Account, At, Line, Remark
from reviews.models import Review
from visits.models import Visit

BATCH = 1000
CREATED: tuple[type[models.Model], ...] = (
    Child, CarePeriod, LegalStatus, Placement, Allocation, Visit, Review, Done, CompleteFrom,
)  # fmt: skip
# Of records only what was corrected is written (`Crossing.fields`): there may be thousands.
UPDATED: dict[type[models.Model], list[str]] = {
    Child: [*CHILD, "team", "search_name", "version"],
    CarePeriod: ["starts_on", "ends_on", "need_code"],
    LegalStatus: ["starts_on", "ends_on", "code"],
    Placement: ["starts_on", "ends_on", "home", "kind"],
    Allocation: ["main", "starts_on", "ends_on"],
    Visit: [],
    Review: [],
    Done: [],
    CompleteFrom: ["on"],
}
NOWHERE = At(0, "", 0)
UNKNOWN_CHILD = "No row of the table of children, now or in an earlier import, has this id."


def write(gathered: Gathered, run: Run) -> Written:
    """Bring the record to what the files say. To be called inside a transaction.

    Fills `gathered.account` with what became of every row.
    """
    judge(gathered.rows, run.on)
    crossing = Crossing(run, gathered)
    take_teams(crossing)
    take_staff(crossing)
    take_homes(crossing)
    take_children(crossing)
    _unknown_children(crossing)
    take_placements(crossing)
    take_allocations(crossing)
    take_visits(crossing)
    take_reviews(crossing)
    take_plans(crossing)
    take_complete_from(crossing)
    _finish(crossing)
    _account(gathered)
    figures = reconcile(crossing)
    for number, remark in figures.noticed:
        gathered.account.lines.append(Line(NOWHERE, number, NOTICED, remark))
    return _written(crossing, figures)


def _unknown_children(crossing: Crossing) -> None:
    for table in EVERY:
        if table.of_child:
            for entry in crossing.rows.of(table):
                if entry.row.child not in crossing.children:
                    entry.leave("unknown_child", UNKNOWN_CHILD, "child")


def _finish(crossing: Crossing) -> None:
    """Write everything, work out what is owed now, and tell whoever else listens."""
    changes = crossing.changes
    for model, fields in UPDATED.items():
        for rows in changes.updates(model):
            once = {row.pk: row for row in rows}
            names = fields or sorted(crossing.fields.get(model, ()))
            if once:
                _every(model).bulk_update(once.values(), names, batch_size=BATCH)
    for model in CREATED:
        _every(model).bulk_create(changes.create.get(model, []), batch_size=BATCH)
    crossing.ledger.finish()
    check_now()
    if crossing.touched:
        cases_changes.tell(crossing.touched, today=crossing.run.on)
        batches.at_once(crossing.touched, today=crossing.run.on)


def _every(model: type[models.Model]) -> models.QuerySet[Any]:
    return models.QuerySet(model)


def _account(gathered: Gathered) -> None:
    """What became of every row that was read."""
    rows, account = gathered.rows, gathered.account
    for table in EVERY:
        for entry in rows.every(table):
            _fate(rows, entry, account)
    for child, at in rows.spoilt:
        account.refuse(at, child, _refusal(rows, child, at))
    for at, remark in gathered.noticed:
        account.lines.append(Line(at, "", NOTICED, remark))


def _fate(rows: Rows, entry: Entry, account: Account) -> None:
    child = entry.row.child
    first, *copies = sorted(entry.places)
    if child in rows.refused:
        for at in entry.places:
            account.refuse(at, child, _refusal(rows, child, at))
        return
    account.repeat(copies)
    if entry.left_out is not None:
        account.drop(first, child, entry.left_out)
    elif entry.repeated:
        account.repeat([first])
    else:
        account.take(first, child, entry.remarks)


def _refusal(rows: Rows, child: str, at: At) -> Remark:
    """Why the child is refused; column and value only where the reason stands."""
    refusal = rows.refused[child]
    if refusal.at == at:
        return refusal.remark
    return Remark(refusal.remark.code, refusal.remark.reason)


def _written(crossing: Crossing, figures: Figures) -> Written:
    children = {key: child.pk for key, child in crossing.children.items()}
    touched = {pk for pk in children.values() if pk in crossing.touched}
    new = {children[key] for key in crossing.new}
    counts: dict[str, Any] = dict(crossing.counts)
    counts |= {
        "children_new": len(new),
        "children_changed": len(touched - new),
        "children_unchanged": len(set(children.values()) - touched),
        "children_refused": len(crossing.rows.refused),
        "reconciliation": figures.numbers,
    }
    everyone = children | figures.children
    known = {number: pk for number, pk in everyone.items() if pk not in new}
    return Written(counts, everyone, known)
