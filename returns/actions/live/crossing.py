"""One import of live cases under way: what was read, what is known, what is to be written."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cases.models import Child
from people.models import Team, User
from placements.models import Home
from returns.actions.live.ledger import Kind, Ledger, key_of
from returns.actions.running import Run
from returns.actions.weave import Changes
from returns.live.gather import Gathered
from returns.live.rows import Entry, Rows
from returns.live.tables import Table

M = TypeVar("M", bound=models.Model)
HERE = "Changed here since, so it stays as it is here."
OTHER_HERE = "The record here says something else, and stays as it is."


@dataclass
class Crossing:
    """Everything the parts of one import share. `children` are the records rows go to, by key.

    `new` are the keys of children who were not here before; `touched` the records about whom
    something changed. `fields` are those of records of which something was corrected.
    """

    run: Run
    gathered: Gathered
    ledger: Ledger = field(default_factory=Ledger)
    changes: Changes = field(default_factory=Changes)
    counts: Counter[str] = field(default_factory=Counter)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    new: set[str] = field(default_factory=set)
    fields: dict[type[models.Model], set[str]] = field(default_factory=dict)
    touched: set[uuid.UUID] = field(default_factory=set)

    @property
    def rows(self) -> Rows:
        return self.gathered.rows

    def load(self, table: Table, kind: Kind, model: type[M]) -> dict[str, M]:
        """Read what earlier imports wrote for the rows of a table: our row for each key.

        A key whose row is gone has none.
        """
        keys = {key_of(*entry.row.key) for entry in self.rows.every(table)}
        self.ledger.load(kind, keys)
        carried = {key: row for key in keys if (row := self.ledger.find(kind, key))}
        found: dict[Any, M] = models.QuerySet(model).in_bulk([one.row for one in carried.values()])
        return {key: found[one.row] for key, one in carried.items() if one.row in found}

    def changed(self, child: Child, what: str) -> None:
        """Something about the child was written."""
        self.touched.add(child.pk)
        self.counts[what] += 1


def attempt(entry: Entry, write: Callable[[], M]) -> M | None:
    """Let an action of another room write; what it objects to leaves the row out."""
    try:
        with transaction.atomic():
            return write()
    except ValidationError as problem:
        entry.leave("not_taken", " ".join(problem.messages))
        return None


def said(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    """What the row says of a thing: fields of the model by the columns named, blanks left out."""
    return {
        field_: entry.row[column]
        for field_, column in names.items()
        if entry.row[column] not in (None, "")
    }


@dataclass
class Plan(Generic[M]):
    """What to do for one row of the files: set `write` on `row`, or on a new one if it is None."""

    row: M | None
    write: dict[str, Any]


def plan(
    crossing: Crossing,
    entry: Entry,
    kind: Kind,
    values: Mapping[str, Any],
    columns: Mapping[str, str],
    *,
    carried: M | None,
    here: M | None = None,
    key: str = "",
) -> Plan[M] | None:
    """Compare what a row says with what an earlier import wrote, or with a row found `here`.

    None: there is nothing to do, and the entry says why: it was said before, or what it says was
    changed here. `columns` names the column of each value; `carried` is our row for the key.
    """
    ledger, key = crossing.ledger, key or key_of(*entry.row.key)
    if ledger.says_the_same(kind, key, values):
        entry.repeated = True
        return None
    if ledger.find(kind, key) is None:
        if here is None:
            return Plan(None, dict(values))
        settled = ledger.adopt(values, here)
        for name in settled.changed_here:
            entry.remark("differs_here", OTHER_HERE, columns.get(name, ""))
        return Plan(here, settled.write)
    if carried is None:
        entry.leave("gone_here", "It was taken away here since an earlier import brought it.")
        return None
    settled = ledger.settle(kind, key, values, carried)
    for name in settled.changed_here:
        if settled.write:
            entry.remark("changed_here", HERE, columns.get(name, ""))
        else:
            entry.leave("changed_here", HERE, columns.get(name, ""))
    return None if entry.left_out else Plan(carried, settled.write)
