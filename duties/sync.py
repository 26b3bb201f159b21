"""Bring the duty table up to its facts: insert what is new, move what moved, withdraw what fell.

Only this module writes duties. Recomputing twice changes nothing.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cases.models import Child
from duties.compute import owed
from duties.models import Duty, Subject
from duties.rules import RuleBook, rule_book
from people.clock import midnight_after
from timescales import Duty as Owed
from timescales import Evaluation

State = Duty.State
Identity = tuple[str, str, int]

# What the engine calls due or overdue is open: overdue is asked of `late_from`, never stored.
STORED_STATE = {
    "due": State.OPEN,
    "overdue": State.OPEN,
    "met": State.MET,
    "met_late": State.MET_LATE,
    "missed": State.MISSED,
    "lapsed": State.LAPSED,
    "unknown": State.UNKNOWN,
}

ATTRIBUTES = (
    "pack", "title", "asks", "owner_role", "nature", "state", "opened_on", "due_on", "due_at",
    "late_from", "met_on", "met_by", "withdrawn_on",
)  # fmt: skip


@dataclass
class Changed:
    """What one recompute did, in rows of the duty table."""

    added: int = 0
    moved: int = 0
    withdrawn: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.withdrawn)

    def add(self, other: Changed) -> None:
        self.added += other.added
        self.moved += other.moved
        self.withdrawn += other.withdrawn


@dataclass
class Plan:
    """What a recompute is about to write."""

    new: list[Duty] = field(default_factory=list)
    moved: list[Duty] = field(default_factory=list)
    changed: Changed = field(default_factory=Changed)


@transaction.atomic
def recompute(
    children: Collection[uuid.UUID],
    *,
    today: datetime.date,
    rules: RuleBook | None = None,
) -> Changed:
    """Recompute these children's duties as of `today`.

    Subjects are locked in the order of their ids before any fact is read, so that two writers
    never work from each other's half.
    """
    rules = rules or rule_book()
    subjects = _locked(children)
    answers = owed(list(subjects), rules, today=today)
    known: dict[uuid.UUID, dict[Identity, Duty]] = defaultdict(dict)
    for duty in Duty.objects.filter(subject__in=subjects):
        known[duty.subject_id][duty.rule, duty.anchor, duty.ordinal] = duty
    plan = Plan()
    for pk, subject in subjects.items():
        answer = answers.get(pk, Evaluation(duties=(), reconsider_on=None))
        _compare(pk, answer.duties, known[pk], today=today, plan=plan)
        subject.reconsider_on = answer.reconsider_on
        subject.computed_on = today
        subject.rules_seen = rules.fingerprint
    Duty.objects.bulk_create(plan.new, batch_size=2000)
    Duty.objects.bulk_update(plan.moved, ATTRIBUTES, batch_size=500)
    Subject.objects.bulk_update(
        subjects.values(), ["reconsider_on", "computed_on", "rules_seen"], batch_size=1000
    )
    return plan.changed


def _locked(children: Collection[uuid.UUID]) -> dict[uuid.UUID, Subject]:
    """The children's subjects, made if missing, locked in id order."""
    real = Child.objects.filter(pk__in=children).values_list("pk", flat=True)
    Subject.objects.bulk_create(
        [Subject(pk=pk, kind=Subject.Kind.CHILD, child_id=pk) for pk in sorted(real)],
        ignore_conflicts=True,
    )
    rows = Subject.objects.select_for_update().filter(pk__in=children).order_by("pk")
    return {subject.pk: subject for subject in rows}


def _compare(
    subject: uuid.UUID,
    duties: Iterable[Owed],
    known: dict[Identity, Duty],
    *,
    today: datetime.date,
    plan: Plan,
) -> None:
    """Sort one subject's duties into new, moved and withdrawn."""
    new, moved, changed = plan.new, plan.moved, plan.changed
    for one in duties:
        values = _values(one)
        row = known.pop((one.rule, one.anchor or "", one.ordinal), None)
        if row is None:
            new.append(
                Duty(
                    subject_id=subject,
                    rule=one.rule,
                    anchor=one.anchor or "",
                    ordinal=one.ordinal,
                    **values,
                )
            )
            changed.added += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            moved.append(row)
            changed.moved += 1
    for row in known.values():
        if row.state != State.WITHDRAWN:
            row.state, row.withdrawn_on = State.WITHDRAWN, today
            row.met_on, row.met_by = None, ""
            moved.append(row)
            changed.withdrawn += 1


def _values(one: Owed) -> dict[str, Any]:
    late_from = one.due_at or (midnight_after(one.due_on) if one.due_on else None)
    return {
        "pack": one.pack,
        "title": one.title,
        "asks": one.asks,
        "owner_role": one.owner,
        "nature": one.nature,
        "state": STORED_STATE[one.state],
        "opened_on": one.opened_on,
        "due_on": one.due_on,
        "due_at": one.due_at,
        "late_from": late_from,
        "met_on": one.met_on,
        "met_by": one.met_by or "",
        "withdrawn_on": None,
    }
