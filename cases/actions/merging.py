"""Making one record of two, and two of one again."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Collection, Mapping
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from cases import changes, naming
from cases.holdings import MOVES, holdings, rows_of
from cases.independence import require_independence
from cases.mains import named_since, step_down, step_up
from cases.merging import FIELDS, TOGETHER, Plan, may_merge, plan
from cases.models import Alias, Child, CompleteFrom, Merge
from people.models import User
from people.refusal import require
from people.standing import standing

Values = dict[str, Any]


@transaction.atomic
def merge(
    *,
    kept: Child,
    merged: Child,
    take: Collection[str],
    reason: str,
    mains: Mapping[str, str] | None = None,
    by: User,
    at: datetime.datetime,
    on: datetime.date,
) -> Merge:
    """Give everything of `merged` to `kept`. `take` names the fields that `merged` has right.

    `mains` says for each role in which both have a main worker at once whose stays main, "kept"
    or "merged": the other helps from then on.

    `merged` keeps its row and points to `kept`; nothing is deleted, and `undo` brings every row
    back. What the two records cannot both say of one child is refused before anything moves.

    Raises:
        Refused: `by` does not manage both children's teams.
        ValidationError: what is in the way, one sentence each; or keyed by `reason` or by the
            field of a main worker not chosen.
    """
    if kept.pk == merged.pk:
        raise ValidationError("Choose two different records.")
    kept, merged = _locked(kept.pk, merged.pk)
    require(may_merge(standing(by, on), kept, merged))
    if unknown := set(take) - set(FIELDS):
        raise ValidationError(f"No such field: {', '.join(sorted(unknown))}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say how you know that it is one child."})
    planned = plan(kept, merged)
    if planned.in_the_way:
        raise ValidationError(planned.in_the_way)
    before: dict[str, Any] = {"kept": _values(kept), "merged": _values(merged)}
    before["rows"] = _later_complete_from(kept, merged)
    before["rows"]["cases.Allocation"] = step_down(planned.mains, mains or {}, on=on)
    moved = _move(kept, merged, planned)
    before["created"] = _take_over(kept, merged, take)
    before["after"] = _values(kept)
    trace = Merge.objects.create(
        kept=kept, merged=merged, reason=reason.strip(), moved=moved, before=_plain(before),
        merged_by=by, merged_at=at,
    )  # fmt: skip
    require_independence(on=on, children=[kept.pk])
    changes.tell([kept.pk, merged.pk], today=on)
    return trace


@transaction.atomic
def undo(*, trace: Merge, by: User, at: datetime.datetime, on: datetime.date) -> Merge:
    """Make two records of one again: every row that moved, and is still there, goes back.

    What was recorded since stays with the kept record, and so does a value somebody corrected
    since.

    Raises:
        Refused: `by` does not manage both children's teams.
        ValidationError: undone already; merged further; or something recorded since hangs on what
            would go back.
    """
    kept, merged = _locked(trace.kept_id, trace.merged_id)
    row = Merge.objects.select_for_update().get(pk=trace.pk)
    if row.undone_at is not None:
        raise ValidationError("This merge was undone already.")
    if kept.merged_into_id is not None:
        raise ValidationError("The record was merged into another one since. Undo that first.")
    _require_manager_of_both(by, kept, merged, on)
    if hanging := [*_hanging(row), *_numbers_taken(row, kept), *_mains_taken(row, kept, merged)]:
        raise ValidationError(hanging)
    _put_back(row)
    _restore(row, kept, merged)
    row.undone_by, row.undone_at = by, at
    row.save(update_fields=["undone_by", "undone_at"])
    changes.tell([kept.pk, merged.pk], today=on)
    return row


def _require_manager_of_both(by: User, kept: Child, merged: Child, on: datetime.date) -> None:
    """As for the merge itself; of the merged record, which nobody sees now, by its team."""
    stand = standing(by, on)
    require(may_merge(stand, kept, kept))
    if merged.team_id not in stand.managed_teams:
        raise ValidationError("The other record belongs to a team you do not manage.")


def _locked(kept: uuid.UUID, merged: uuid.UUID) -> tuple[Child, Child]:
    both = Child.objects.select_for_update().filter(pk__in=[kept, merged]).order_by("pk")
    found = {child.pk: child for child in both}
    return found[kept], found[merged]


KEPT_FIELDS = (*FIELDS, "own_words_on", "restricted", "search_name")


def _values(child: Child) -> Values:
    return {field: getattr(child, field) for field in KEPT_FIELDS}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As JSON holds it: days and ids as words."""
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _move(kept: Child, merged: Child, planned: Plan) -> dict[str, list[str]]:
    moved: dict[str, list[str]] = {}
    for holding in holdings():
        rows = holding.rows.filter(**{holding.field: merged.pk})
        rows = rows.exclude(pk__in=planned.behind)
        if holding.label == "cases.Permitted" and kept.restricted:
            continue
        ids = sorted(str(pk) for pk in rows.values_list("pk", flat=True))
        if ids:
            holding.rows.filter(pk__in=ids).update(**{holding.field: kept.pk})
            moved[holding.label] = ids
    return moved


def _later_complete_from(kept: Child, merged: Child) -> dict[str, dict[str, Values]]:
    """Where both say from when they are complete, the later day holds for the one record."""
    theirs = dict(merged.complete_from.values_list("family", "on"))
    changed: dict[str, Values] = {}
    for row in kept.complete_from.select_for_update():
        later = theirs.get(row.family)
        if later is not None and later > row.on:
            changed[str(row.pk)] = {"from": row.on, "to": later}
            row.on = later
            row.save(update_fields=["on"])
    return {"cases.CompleteFrom": changed}


def _take_over(kept: Child, merged: Child, take: Collection[str]) -> dict[str, list[str]]:
    """Write the chosen values to `kept`; numbers are let go by `merged` before they are taken."""
    names = {(child.given_name, child.family_name) for child in (kept, merged)}
    theirs = _values(merged)
    number = kept.ssda903_id
    swaps = "ssda903_id" in take
    merged.merged_into = kept
    merged.version += 1
    if swaps:
        merged.ssda903_id = ""
    merged.save(update_fields=["merged_into", "version", "ssda903_id"])
    for field in take:
        for one in TOGETHER.get(field, (field,)):
            setattr(kept, one, theirs[one])
    kept.restricted = kept.restricted or merged.restricted
    kept.version += 1
    kept.save()
    if swaps and number:
        merged.ssda903_id = number
        merged.save(update_fields=["ssda903_id"])
    created = _other_names(kept, names)
    kept.search_name = naming.search_name(kept, kept.aliases.all())
    kept.save(update_fields=["search_name"])
    return {"cases.Alias": created}


def _other_names(kept: Child, names: set[tuple[str, str]]) -> list[str]:
    """The name that was not kept stays findable."""
    known = {(kept.given_name, kept.family_name), ("", "")}
    known |= set(kept.aliases.values_list("given_name", "family_name"))
    return [
        str(Alias.objects.create(child=kept, given_name=given, family_name=family).pk)
        for given, family in sorted(names - known)
    ]


def _hanging(trace: Merge) -> list[str]:
    """What was recorded since and hangs on a row that would go back, such as a period of care."""
    found = []
    for label, field in MOVES.items():
        model = apps.get_model(label)
        moved = trace.moved.get(label, [])
        since = rows_of(label).filter(**{field: trace.kept_id}).exclude(pk__in=moved)
        for link, target in _links(model):
            if since.filter(**{f"{link}__in": trace.moved.get(target, [])}).exists():
                found.append(
                    f"{str(model._meta.verbose_name).capitalize()} recorded since the merge "
                    "belongs to something that would go back. Move or correct it first."
                )
    return found


def _numbers_taken(trace: Merge, kept: Child) -> list[str]:
    """A number corrected since to the one the other record had: only one of them can have it."""
    now, then = _plain(_values(kept)), trace.before
    return [
        f"The {Child._meta.get_field(field).verbose_name} was corrected since to the one the other "  # type: ignore[union-attr]
        "record had. Correct it again first."
        for field in ("ssda903_id", "nhs_number", "upn")
        if now[field] != then["after"][field] and now[field] == then["merged"][field]
    ]


def _mains_taken(trace: Merge, kept: Child, merged: Child) -> list[str]:
    """A main worker named since, where another would be main again."""
    changed = trace.before["rows"].get("cases.Allocation", {})
    return named_since(changed, trace.moved.get("cases.Allocation", []), kept, merged)


def _links(model: type[models.Model]) -> list[tuple[str, str]]:
    """Columns of `model` that point to another table whose rows move."""
    return [
        (field.name, field.related_model._meta.label)  # type: ignore[union-attr]
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label in MOVES  # type: ignore[union-attr]
    ]


def _put_back(trace: Merge) -> None:
    for label, field in MOVES.items():
        ids = trace.moved.get(label, [])
        rows = rows_of(label).filter(pk__in=ids)
        rows.filter(**{field: trace.kept_id}).update(**{field: trace.merged_id})
    for pk, values in trace.before["rows"]["cases.CompleteFrom"].items():
        CompleteFrom.objects.filter(pk=pk, on=values["to"]).update(on=values["from"])
    step_up(trace.before["rows"].get("cases.Allocation", {}))
    Alias.objects.filter(pk__in=trace.before["created"]["cases.Alias"]).delete()


def _restore(trace: Merge, kept: Child, merged: Child) -> None:
    """Give both their values back, leaving what somebody corrected on the kept record since."""
    before, after = trace.before, _plain(_values(kept))
    back = {
        field: value
        for field, value in before["kept"].items()
        if after[field] == before["after"][field]
    }
    _write(merged, {"ssda903_id": ""}, merged_into=kept)
    _write(kept, back, merged_into=None)
    _write(merged, before["merged"], merged_into=None)
    if "search_name" not in back:  # a name was changed since
        kept.search_name = naming.search_name(kept, kept.aliases.all())
        kept.save(update_fields=["search_name"])


def _write(child: Child, values: Values, *, merged_into: Child | None) -> None:
    """Values as JSON held them, each turned back by its own field."""
    for field, value in values.items():
        column = cast("models.Field[Any, Any]", Child._meta.get_field(field))
        setattr(child, field, column.to_python(value))
    child.merged_into = merged_into
    child.version += 1
    child.save()
