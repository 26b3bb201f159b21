"""Every table that holds a child, and what becomes of its rows when two records are merged.

Each column that points to a child is declared here, by label; tests/cases/test_holdings.py computes
them from the models and fails on one that is missing. A room above adds one line and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

# Rows of these go over to the record that is kept: model -> the column that names the child.
MOVES: dict[str, str] = {
    "cases.CarePeriod": "child",
    "cases.LegalStatus": "child",
    "placements.Placement": "child",
    "reviews.Review": "child",
    "visits.Visit": "child",
    "visits.VisitDraft": "child",
    "cases.Allocation": "child",
    "cases.Person": "child",
    "cases.CaseNote": "child",
    "cases.Done": "child",
    "cases.ChildDocument": "child",
    "cases.ChronologyEntry": "child",
    "cases.Alias": "child",
    "cases.CompleteFrom": "child",
    "cases.Permitted": "child",
    "cases.Exclusion": "child",
    "cases.AccessReason": "child",
}

# Of these, a row whose place is taken on the kept record stays behind instead of being in the way.
STAYS_IF_TAKEN = frozenset({"cases.CompleteFrom", "cases.ChronologyEntry", "cases.Permitted"})

# Rows of these stay where they are, and why.
STAYS: dict[tuple[str, str], str] = {
    ("cases.Child", "merged_into"): "it is the merge itself",
    ("cases.Merge", "kept"): "the trace of an earlier merge",
    ("cases.Merge", "merged"): "the trace of an earlier merge",
    ("cases.Refiled", "from_child"): "the trace of what was done then",
    ("cases.Refiled", "to_child"): "the trace of what was done then",
    ("duties.Subject", "child"): "what is owed is worked out again from the records that moved",
    ("returns.ImportLine", "child"): "what an import said of its own row",
    ("returns.CarriedOver", "child"): "the other system's id is followed to the record kept",
}

# What a person may move to another child because it was filed under the wrong one.
REFILABLE: dict[str, str] = {
    "cases.CaseNote": "note",
    "cases.Done": "thing done",
    "cases.ChildDocument": "document",
    "cases.Person": "person",
    "visits.Visit": "visit",
    "reviews.Review": "review",
}


@dataclass(frozen=True)
class Holding:
    """One table of `MOVES`."""

    label: str
    model: type[models.Model]
    field: str

    @property
    def rows(self) -> models.QuerySet[Any]:
        return rows_of(self.label)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)


def rows_of(label: str) -> models.QuerySet[Any]:
    """Every row of the table of that label."""
    model: Any = apps.get_model(label)
    rows: models.QuerySet[Any] = model.objects.all()
    return rows


def holdings() -> list[Holding]:
    """Every table whose rows move, in the order of `MOVES`: what others hang on comes first."""
    return [Holding(label, apps.get_model(label), field) for label, field in MOVES.items()]
