"""Bring the duty table up to its facts: insert what is new, move what moved, withdraw what fell.

Only this module writes duties, by way of duties/rows.py. Recomputing twice changes nothing.

Most recomputes find what is there already, so each subject keeps a digest of the answer last
written. Where the new answer has the same, its rows are not even read. A trigger empties it
whenever anybody else touches the rows (duties/models.py).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from cases.models import Child
from duties import rows
from duties.compute import owed
from duties.models import Duty, Subject
from duties.rows import Identity, Known, New, Row, SubjectRow
from duties.rules import RuleBook, rule_book
from timescales import Duty as Owed
from timescales import Evaluation

NOTHING = Evaluation(duties=(), reconsider_on=None)


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

    new: list[New] = field(default_factory=list)
    moved: dict[uuid.UUID, Row] = field(default_factory=dict)
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
    digests = {pk: rows.digest_of(answers.get(pk, NOTHING).duties) for pk in subjects}
    opened = [pk for pk, subject in subjects.items() if subject.digest != digests[pk]]
    known, plan = rows.known(opened), Plan()
    for pk in opened:
        _compare(pk, answers.get(pk, NOTHING).duties, known[pk], today=today, plan=plan)
    rows.add(plan.new)
    rows.move(plan.moved)
    marked = [
        SubjectRow(pk, answers.get(pk, NOTHING).reconsider_on, today, rules.fingerprint, digest)
        for pk, digest in digests.items()
    ]
    rows.mark([one for one in marked if one != subjects[one.pk]])
    return plan.changed


def _locked(children: Collection[uuid.UUID]) -> dict[uuid.UUID, SubjectRow]:
    """The children's subjects, made if missing, locked in id order."""
    there = set(Subject.objects.filter(pk__in=children).values_list("pk", flat=True))
    missing = set(children) - there
    if missing:
        real = Child.objects.filter(pk__in=missing).values_list("pk", flat=True)
        Subject.objects.bulk_create(
            [Subject(pk=pk, kind=Subject.Kind.CHILD, child_id=pk) for pk in sorted(real)],
            ignore_conflicts=True,
        )
    return rows.locked(children)


def _compare(
    subject: uuid.UUID,
    duties: Iterable[Owed],
    known: dict[Identity, Known],
    *,
    today: datetime.date,
    plan: Plan,
) -> None:
    """Sort one subject's duties into new, moved and withdrawn."""
    changed = plan.changed
    for one in duties:
        identity, row = rows.identity_of(one), rows.row_of(one)
        stands = known.pop(identity, None)
        if stands is None:
            plan.new.append(New(subject, identity, row))
            changed.added += 1
        elif stands.row != row:
            plan.moved[stands.pk] = row
            changed.moved += 1
    for pk, row in known.values():
        if row.state != Duty.State.WITHDRAWN:
            plan.moved[pk] = row._replace(
                state=Duty.State.WITHDRAWN.value, withdrawn_on=today, met_on=None, met_by=""
            )
            changed.withdrawn += 1
