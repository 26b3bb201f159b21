"""Who changed what, from the histories: names of fields, never what stood in them."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from psycopg import sql

from audit.logs import histories
from audit.visibility import Wanted
from people.models import User

DONE = {"insert": "Added", "update": "Changed", "delete": "Removed"}


@dataclass(frozen=True)
class Change:
    """One row added, changed or removed. `fields` are the names of what changed."""

    at: datetime.datetime
    who: str
    done: str
    what: str
    row: str
    child: uuid.UUID | None
    fields: list[str] = field(default_factory=list)


class Changes(Sequence[Change]):
    """The changes that were looked up, the latest first; cut into pages by Paginator."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._models = {model._meta.db_table: model for model in histories()}

    def __len__(self) -> int:
        query, values = self._query(sql.SQL("count(*)"))
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return int(cursor.fetchone()[0])

    def __getitem__(self, part: Any) -> Any:
        """The changes of a slice with both ends, as Paginator asks; nothing else is needed."""
        query, values = self._query(sql.SQL("*"))
        page = query + sql.SQL(" ORDER BY at DESC, log, id DESC LIMIT %s OFFSET %s")
        with connection.cursor() as cursor:
            cursor.execute(page, [*values, part.stop - part.start, part.start])
            rows = cursor.fetchall()
        changed = self._changed_fields(rows)
        names = _names({row[4] for row in rows})
        return [self._change(row, names, changed) for row in rows]

    def _query(self, columns: sql.Composable) -> tuple[sql.Composed, list[Any]]:
        arms, values = [], []
        for table, model in self._models.items():
            arm, needs = self._arm(table, model)
            arms.append(arm)
            values += needs
        together = sql.SQL(" UNION ALL ").join(arms)
        return sql.SQL("SELECT {} FROM ({}) history").format(columns, together), values

    def _arm(self, table: str, model: type[models.Model]) -> tuple[sql.Composed, list[Any]]:
        child = _child_column(model)
        where: list[sql.Composable] = [sql.SQL("t.pgh_created_at >= %s AND t.pgh_created_at < %s")]
        values: list[Any] = [self.wanted.begins, self.wanted.ends]
        if self.wanted.person:
            where.append(sql.SQL("c.metadata ->> 'user' = %s"))
            values.append(str(self.wanted.person))
        if self.wanted.child:
            where.append(sql.SQL("{} = %s").format(child))
            values.append(self.wanted.child)
        arm = sql.SQL(
            "SELECT {log} AS log, t.pgh_id AS id, t.pgh_created_at AS at, t.pgh_label AS label,"
            " c.metadata ->> 'user' AS who, t.pgh_obj_id::text AS row, {child} AS child"
            " FROM {table} t LEFT JOIN pghistory_context c ON c.id = t.pgh_context_id"
            " WHERE {where}"
        ).format(
            log=sql.Literal(table),
            child=child,
            table=sql.Identifier(table),
            where=sql.SQL(" AND ").join(where),
        )
        return arm, values

    def _changed_fields(self, rows: list[tuple[Any, ...]]) -> dict[tuple[str, int], list[str]]:
        """For each change, the columns in which the row differs from the one before it."""
        by_log: dict[str, list[int]] = defaultdict(list)
        for log, row, _, label, *_ in rows:
            if label == "update":
                by_log[log].append(row)
        found = {}
        for log, ids in by_log.items():
            query = sql.SQL(
                "SELECT n.pgh_id, array(SELECT e.key FROM jsonb_each(to_jsonb(n)) e"
                "  WHERE left(e.key, 4) <> 'pgh_' AND e.value IS DISTINCT FROM to_jsonb(o) -> e.key"
                "  ORDER BY e.key)"
                " FROM {table} n JOIN LATERAL (SELECT * FROM {table} o"
                "  WHERE o.pgh_obj_id = n.pgh_obj_id AND o.pgh_id < n.pgh_id"
                "  ORDER BY o.pgh_id DESC LIMIT 1) o ON true WHERE n.pgh_id = ANY(%s)"
            ).format(table=sql.Identifier(log))
            with connection.cursor() as cursor:
                cursor.execute(query, [ids])
                found.update({(log, row): columns for row, columns in cursor.fetchall()})
        return found

    def _change(
        self,
        row: tuple[Any, ...],
        names: dict[str, str],
        changed: dict[tuple[str, int], list[str]],
    ) -> Change:
        log, pk, at, label, who, thing, child = row
        tracked = self._models[log].pgh_tracked_model  # type: ignore[attr-defined]
        columns = {one.column: str(one.verbose_name) for one in tracked._meta.concrete_fields}
        return Change(
            at=at,
            who=names.get(who or "", "The service itself"),
            done=DONE.get(label, label),
            what=str(tracked._meta.verbose_name),
            row=thing,
            child=child,
            fields=[columns.get(column, column) for column in changed.get((log, pk), [])],
        )


def _child_column(model: type[models.Model]) -> sql.Composable:
    """SQL for the id of the child a row of this history is about; NULL if it names none."""
    tracked = model.pgh_tracked_model  # type: ignore[attr-defined]
    if tracked._meta.label == "cases.Child":
        return sql.SQL("t.pgh_obj_id")
    columns = {one.column for one in model._meta.concrete_fields}
    return sql.SQL("t.child_id" if "child_id" in columns else "NULL::uuid")


def _names(people: set[str | None]) -> dict[str, str]:
    known = [one for one in people if one]
    return {
        str(pk): name for pk, name in User.objects.filter(pk__in=known).values_list("pk", "name")
    }
