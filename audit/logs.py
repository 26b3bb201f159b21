"""The logs that are sealed: the reads, and the history of every table that keeps one."""

from __future__ import annotations

from dataclasses import dataclass

import pghistory.models
from django.apps import apps
from django.db import models
from psycopg import sql

from audit.models import Read


@dataclass(frozen=True)
class Log:
    """One table that only grows. `key` is its ever-growing id, `at` when a row was written."""

    table: str
    key: str
    at: str
    columns: tuple[str, ...]
    history: bool

    def fingerprint(self, columns: tuple[str, ...] | None = None) -> sql.Composable:
        """SQL for the hash of row `t`, over `columns`: those it had when it was sealed.

        A row of a history is hashed with the context it names (`c`), which says who did it.
        """
        named = [sql.Identifier("t", column) for column in columns or self.columns]
        if self.history:
            named.append(sql.Identifier("c", "metadata"))
        return sql.SQL(
            "encode(sha256(convert_to(jsonb_build_array({})::text, 'UTF8')), 'hex')"
        ).format(sql.SQL(", ").join(named))

    def source(self) -> sql.Composable:
        """SQL for where `t` and `c` come from."""
        plain = sql.SQL("{} t").format(sql.Identifier(self.table))
        if not self.history:
            return plain
        return plain + sql.SQL(" LEFT JOIN pghistory_context c ON c.id = t.pgh_context_id")

    def id(self) -> sql.Composable:
        return sql.Identifier("t", self.key)


def histories() -> list[type[models.Model]]:
    """Every model whose rows are the history of another's, by table name."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and model._meta.managed
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def logs() -> list[Log]:
    """Every log there is, computed from the models: a new history need not be listed."""
    reads = Log(Read._meta.db_table, "id", "at", _columns(Read), history=False)
    return [
        reads,
        *(
            Log(model._meta.db_table, "pgh_id", "pgh_created_at", _columns(model), history=True)
            for model in histories()
        ),
    ]


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.column or field.attname for field in model._meta.concrete_fields)
