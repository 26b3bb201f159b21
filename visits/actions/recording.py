"""The only writers of visits, their drafts and the actions that follow."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.changes import tell
from cases.models import Child
from cases.once import lock, sent_before
from people.models import User
from people.refusal import YES, Answer, Refusal, require
from people.standing import standing
from placements.whereabouts import Whereabouts
from visits import telling
from visits.evidence import Finding, faults_in
from visits.models import Evidence, Visit, VisitAction, VisitDraft, VisitorRole
from visits.permissions import (
    may_correct_visit,
    may_finish_action,
    may_record_visit,
    roles_open_to,
)
from visits.report import Report, Step, check, late
from visits.states import State

ALREADY_CORRECTED = "Somebody has corrected this visit in the meantime: correct the newest version"


@transaction.atomic
def record(
    *,
    child: Child,
    report: Report,
    steps: Sequence[Step] = (),
    evidence: Sequence[Finding] = (),
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> Visit:
    """Record a visit, answer the duties it meets, tell the manager if asked; once per `key`.

    `on` and `at` are the day and instant of writing. The same key sent again gives the visit it
    made the first time.

    Raises:
        Refused: `by` may not record visits to this child, or not in that role.
        ValidationError: what is said cannot be so; keyed by field (see `report.check`).
    """
    stand = standing(by, on)
    lock(child)
    require(may_record_visit(stand, child, on=on, at=at))
    if earlier := sent_before(Visit.objects.filter(key=key), child, by):
        return earlier
    require(_may_visit_as(report.role, roles_open_to(stand, child)))
    where = check(report, list(steps), child, on=on)
    state = State.SUBMITTED if _has_to_be_read(report) else State.RECORDED
    visit = Visit(child=child, visitor=by, recorded_by=by, recorded_at=at, key=key, state=state)
    visit.late = late(report, at=at)
    _save(visit, report, where, steps)
    _keep_evidence(visit, evidence)
    VisitDraft.objects.filter(key=key, user=by).delete()
    tell([child.pk], today=on)
    telling.tell_manager(visit, on=on)
    return visit


@transaction.atomic
def correct(
    *,
    visit: Visit,
    report: Report,
    reason: str,
    steps: Sequence[Step] = (),
    evidence: Sequence[Finding] = (),
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> Visit:
    """Write a new version of a visit; the old one stays readable. Its actions go with it.

    Who visited stays who visited, whoever corrects; the mark "late" stays as it was. A form that
    the IRO has read, or sent back, is read anew.

    Raises:
        Refused: `by` may not correct this visit.
        ValidationError: no reason; corrected already; or what is said cannot be so.
    """
    stand = standing(by, on)
    child = visit.child
    lock(child)
    require(may_correct_visit(stand, visit, on=on, at=at))
    if earlier := sent_before(Visit.objects.filter(key=key), child, by):
        return earlier
    require(_may_visit_as(report.role, [VisitorRole(visit.role), *roles_open_to(stand, child)]))
    if Visit.objects.filter(corrects=visit).exists():
        raise ValidationError({"reason": ALREADY_CORRECTED})
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong and how you know"})
    where = check(report, list(steps), child, on=on)
    asked = visit.state != State.RECORDED or not visit.purposeful
    state = State.SUBMITTED if asked and _has_to_be_read(report) else State.RECORDED
    version = Visit(
        child=child, visitor=visit.visitor, recorded_by=by, recorded_at=at, key=key, state=state
    )
    version.corrects, version.correction_reason, version.late = visit, reason.strip(), visit.late
    _save(version, report, where, steps)
    _keep_evidence(version, evidence)
    _carry_actions(visit, version)
    tell([child.pk], today=on)
    if not visit.tell_manager and visit.judgement != Visit.Judgement.IMMEDIATE:
        telling.tell_manager(version, on=on)
    return version


@transaction.atomic
def finish_action(
    *, action: VisitAction, done_on: datetime.date, by: User, on: datetime.date,
    at: datetime.datetime,
) -> VisitAction:  # fmt: skip
    """Mark an action as done on a day, not in the future nor before the visit; twice is once.

    Raises:
        Refused: `by` may not close actions of this child.
        ValidationError: the day cannot be.
    """
    held = VisitAction.objects.select_for_update().get(pk=action.pk)
    require(may_finish_action(standing(by, on), action, on=on, at=at))
    if held.done_on:
        return held
    if not action.visit.on <= done_on <= on:
        raise ValidationError({"done_on": "It was done between the day of the visit and today"})
    held.done_on, held.done_by = done_on, by
    held.save(update_fields=["done_on", "done_by"])
    return held


@transaction.atomic
def save_draft(
    *,
    child: Child,
    data: dict[str, list[str]],
    by: User,
    on: datetime.date,
    at: datetime.datetime,
    key: uuid.UUID,
) -> VisitDraft | None:
    """Keep what is typed so far; None when the visit of that key is recorded already.

    Raises:
        Refused: `by` may not record visits to this child, or the key is somebody else's.
    """
    require(may_record_visit(standing(by, on), child, on=on, at=at))
    if Visit.objects.filter(key=key).exists():
        return None
    draft, made = VisitDraft.objects.select_for_update().get_or_create(
        key=key,
        defaults={"child": child, "user": by, "data": data, "started_at": at, "saved_at": at},
    )
    if (draft.user_id, draft.child_id) != (by.pk, child.pk):
        require(Refusal("not_your_draft", "That draft is not yours."))
    if not made:
        draft.data, draft.saved_at = data, at
        draft.revision += 1
        draft.save(update_fields=["data", "saved_at", "revision"])
    return draft


@transaction.atomic
def discard_draft(*, draft: VisitDraft, by: User) -> None:
    """Throw away one's own draft.

    Raises:
        Refused: the draft is somebody else's.
    """
    if draft.user_id != by.pk:
        require(Refusal("not_your_draft", "That draft is not yours."))
    draft.delete()


def _has_to_be_read(report: Report) -> bool:
    """Whether the IRO signs it: the form of a purposeful visit that is not the IRO's own."""
    return report.purposeful and report.role != VisitorRole.IRO


def _may_visit_as(role: VisitorRole, open_to: Sequence[VisitorRole]) -> Answer:
    if role in open_to:
        return YES
    return Refusal("not_your_role", f"You cannot record a visit as: {role.label.lower()}.")


def _save(visit: Visit, report: Report, where: Whereabouts | None, steps: Sequence[Step]) -> None:
    answers = asdict(report)
    visit.at = answers.pop("time")
    answers.pop("home")
    for name, value in answers.items():
        setattr(visit, name, value)
    visit.home = where.home if where else None
    visit.save(force_insert=True)
    VisitAction.objects.bulk_create(
        VisitAction(
            visit=visit,
            what=step.what,
            worker=step.worker,
            provider_name="" if step.worker else step.provider_name,
            due_on=step.due_on,
        )
        for step in steps
    )


def _keep_evidence(visit: Visit, evidence: Sequence[Finding]) -> None:
    if faults := faults_in(evidence):
        raise ValidationError(next(iter(faults.values())))
    Evidence.objects.bulk_create(Evidence(visit=visit, **vars(finding)) for finding in evidence)


def _carry_actions(old: Visit, new: Visit) -> None:
    """The new version takes over what was agreed, done or not; the old one keeps its own copy."""
    carried = list(old.actions.all())
    for action in carried:
        action.pk = uuid.uuid4()
        action.visit = new
    VisitAction.objects.bulk_create(carried)
