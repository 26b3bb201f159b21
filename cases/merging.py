"""What merging two records would do, worked out before anything is done."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from cases.codes import label as code_label
from cases.conflicts import Conflict, conflicts
from cases.holdings import STAYS_IF_TAKEN, Holding, holdings
from cases.mains import ONE_MAIN, MainChoice, held_already
from cases.mains import choices as main_choices
from cases.models import Child
from cases.permissions import may_record
from look.words import longdate
from people.refusal import YES, Answer, Refusal
from people.standing import Standing

# What a child is, of which one value is kept. Its words go with their day.
FIELDS = (
    "given_name", "family_name", "known_as", "born_on", "expected_on", "sex", "ethnicity",
    "language", "religion", "disability", "unaccompanied", "ssda903_id", "nhs_number", "upn",
    "own_words",
)  # fmt: skip
TOGETHER = {"own_words": ("own_words", "own_words_on")}


@dataclass(frozen=True)
class Choice:
    """One field in which the two differ, each value as a person reads it."""

    field: str
    label: str
    kept: str
    merged: str
    empty_kept: bool


@dataclass(frozen=True)
class Plan:
    """What would move, what would stay behind, what is in the way, and what is to be chosen."""

    moving: list[tuple[str, int]]
    staying: list[tuple[str, int]]
    in_the_way: list[str]
    choices: list[Choice]
    mains: list[MainChoice]
    behind: frozenset[uuid.UUID]  # the rows that stay behind


def may_merge(stand: Standing, kept: Child, merged: Child) -> Answer:
    """Whether they may make one record of the two: they record on both, and manage both teams."""
    for child in (kept, merged):
        answer = may_record(stand, child, on=stand.on)
        if not answer:
            return answer
    if {kept.team_id, merged.team_id} <= stand.managed_teams:
        return YES
    return Refusal(
        "managers_merge", "Two records are made one by a manager of both children's teams."
    )


def plan(kept: Child, merged: Child) -> Plan:
    """The preview of a merge. Reads only."""
    moving, staying, in_the_way = [], [], lists_in_the_way(kept, merged)
    mains: list[MainChoice] = []
    behind: set[uuid.UUID] = set()
    for holding in holdings():
        found = conflicts(holding, kept.pk, merged.pk)
        total = holding.rows.filter(**{holding.field: merged.pk}).count()
        stays = _stays_behind(holding, found)
        left = [one for one in found if one.row not in stays]
        mains += main_choices(left)
        in_the_way += [one.says for one in left if one.constraint != ONE_MAIN]
        if total > len(stays):
            moving.append((holding.plural, total - len(stays)))
        behind |= stays
        if stays:
            staying.append((holding.plural, len(stays)))
    says = list(dict.fromkeys(in_the_way))
    return Plan(moving, staying, says, differences(kept, merged), mains, frozenset(behind))


def _stays_behind(holding: Holding, found: list[Conflict]) -> set[uuid.UUID]:
    """Rows of the record that goes that need not come: the other says it already."""
    if holding.label in STAYS_IF_TAKEN:
        return {one.row for one in found}
    return held_already(found)


def lists_in_the_way(kept: Child, merged: Child) -> list[str]:
    """Two different lists of who alone may see the child cannot both hold."""
    if not (kept.restricted and merged.restricted):
        return []
    one, two = (set(child.permitted.values_list("user", flat=True)) for child in (kept, merged))
    if one == two:
        return []
    return ["Both records are restricted, to different people. Make the two lists the same first."]


def differences(kept: Child, merged: Child) -> list[Choice]:
    """The fields in which the two say something different."""
    return [
        Choice(
            field,
            _label(field),
            _words(kept, field),
            _words(merged, field),
            not getattr(kept, field),
        )
        for field in FIELDS
        if getattr(kept, field) != getattr(merged, field) and getattr(merged, field)
    ]


def _label(field: str) -> str:
    words = str(cast("models.Field[Any, Any]", Child._meta.get_field(field)).verbose_name)
    return words[:1].upper() + words[1:]


def _words(child: Child, field: str) -> str:
    value = getattr(child, field)
    if not value:
        return "Not recorded"
    if isinstance(value, datetime.date):
        return longdate(value)
    if field == "sex":
        return child.get_sex_display()
    if field == "ethnicity":
        return code_label("ETHNIC", value)
    return "Yes" if value is True else str(value)
