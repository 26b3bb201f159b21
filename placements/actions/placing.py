"""The only writers of where a child lives."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.changes import tell
from cases.codes import code_set
from cases.models import CarePeriod, Child, LegalStatus
from cases.once import lock
from people.models import User
from people.periods import holds
from people.refusal import require
from placements.actions.homes import write_home
from placements.models import Home, Milestone, Placement
from placements.models.home import HomeKind
from placements.permissions import may_place

# How far ahead a move may be recorded, in calendar days: further is more likely a mistyped year.
LONGEST_AHEAD = datetime.timedelta(days=183)

# Legal statuses under which a secure home is custody: remand and sentence (code set LS).
CUSTODY = ("J1", "J2", "J3")


@dataclass(frozen=True, kw_only=True)
class Move:
    """Moving in: where to, from when, and how. Names are those of `Placement`.

    `left_because` is the return's code for why the home before ended (needed if there was one).
    """

    starts_on: datetime.date
    planned: bool = True
    concerns: bool = False
    temporary_approval: bool = False
    assessed: bool = True
    why_here: str = ""
    left_because: str = ""


@transaction.atomic
def place(
    *,
    child: Child,
    move: Move,
    home: Home | None = None,
    new_home: dict[str, Any] | None = None,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Placement:
    """The child lives in a home from a day; a home they lived in until then ends that day.

    `home`, or the fields of one nobody recorded yet: a child found to be living somewhere is
    recorded there, whoever keeps the homes. Sent twice, it is recorded once.

    Raises:
        Refused: `by` does not record where this child lives.
        ValidationError: keyed by `starts_on` (not in care, lives elsewhere from then on, too far
            ahead, the home closed by then) or `left_because`.
    """
    lock(child)
    require(may_place(by, child, on=on, at=at))
    if same := _recorded_already(child, move, home, new_home):
        return same
    care = _care_on(child, move.starts_on, on)
    before = _room_from(child, move)
    where = home or write_home(Home(), dict(new_home or {}))
    if where.closed_on and where.closed_on <= move.starts_on:
        raise ValidationError({"starts_on": "This home was closed by that day"})
    if before:
        before.ends_on, before.end_reason = move.starts_on, move.left_because
        before.save(update_fields=["ends_on", "end_reason"])
    stay = Placement.objects.create(
        child=child, care_period=care, home=where, kind=_counts_as(where, care, move),
        starts_on=move.starts_on, planned=move.planned, concerns=move.concerns,
        why_here=move.why_here,
        temporary_approval=move.temporary_approval and where.kind == HomeKind.CONNECTED_PERSON,
        assessed=move.assessed or where.kind != HomeKind.WITH_PARENTS,
    )  # fmt: skip
    tell([child.pk], today=on)
    return stay


@transaction.atomic
def end_placement(
    *,
    stay: Placement,
    ends_on: datetime.date,
    end_reason: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Placement:
    """The child left the home on a day, and where they live now is not recorded with it.

    Raises:
        Refused: `by` does not record where this child lives.
        ValidationError: keyed by `ends_on` (future, before moving in, ended already) or
            `end_reason`.
    """
    lock(stay.child)
    require(may_place(by, stay.child, on=on, at=at))
    stay.refresh_from_db()
    if stay.in_error or (stay.ends_on and stay.ends_on <= on):
        raise ValidationError({"ends_on": "This has ended already"})
    if not stay.starts_on < ends_on <= on:
        raise ValidationError(
            {"ends_on": "The date must be after moving in, and not in the future"}
        )
    _known_reason("end_reason", end_reason)
    stay.ends_on, stay.end_reason = ends_on, end_reason
    stay.save(update_fields=["ends_on", "end_reason"])
    tell([stay.child_id], today=on)
    return stay


@transaction.atomic
def record_in_error(
    *,
    stay: Placement,
    reason: str,
    stayed_before: bool,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Placement:
    """The child never lived there: the row stays, with the reason, and carries no duties.

    With `stayed_before` the home that ended on the day this one began goes on instead.

    Raises:
        Refused: `by` does not record where this child lives.
        ValidationError: keyed by `reason` (none, or marked already) or `stayed_before` (no home
            ended that day).
    """
    lock(stay.child)
    require(may_place(by, stay.child, on=on, at=at))
    stay.refresh_from_db()
    if stay.in_error:
        raise ValidationError({"reason": "This is marked as recorded in error already"})
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong"})
    stay.in_error, stay.in_error_reason = True, reason.strip()
    stay.save(update_fields=["in_error", "in_error_reason"])
    if stayed_before:
        _go_on(stay)
    tell([stay.child_id], today=on)
    return stay


@transaction.atomic
def add_milestone(
    *,
    stay: Placement,
    kind: Milestone.Kind,
    day: datetime.date,
    note: str = "",
    long_term_foster: bool = False,
    child_agrees: bool = False,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> Milestone:
    """Record what was agreed or asked about a placement, on a day it lasted; once for each day.

    Raises:
        Refused: `by` does not record where this child lives.
        ValidationError: keyed by `day`.
    """
    lock(stay.child)
    require(may_place(by, stay.child, on=on, at=at))
    if day > on or day < stay.starts_on or (stay.ends_on and day >= stay.ends_on):
        raise ValidationError({"day": "The child must have lived there on that day"})
    row, _ = Milestone.objects.get_or_create(
        placement=stay,
        kind=kind,
        on=day,
        defaults={
            "note": note,
            "recorded_by": by,
            "long_term_foster": long_term_foster,
            "child_agrees": child_agrees,
        },
    )
    tell([stay.child_id], today=on)
    return row


def _recorded_already(
    child: Child, move: Move, home: Home | None, new_home: dict[str, Any] | None
) -> Placement | None:
    begun = Placement.objects.real().filter(child=child, starts_on=move.starts_on)
    if home:
        return begun.filter(home=home).first()
    name = (new_home or {}).get("name", "")
    return begun.filter(home__name__iexact=name).first()


def _counts_as(home: Home, care: CarePeriod, move: Move) -> str:
    """How the home counts for the rules: a secure home on remand or sentence is custody."""
    held = LegalStatus.objects.filter(holds(move.starts_on), care_period=care, code__in=CUSTODY)
    if home.kind == HomeKind.SECURE and held.exists():
        return HomeKind.YOI
    return home.kind


def _care_on(child: Child, day: datetime.date, on: datetime.date) -> CarePeriod:
    if day > on + LONGEST_AHEAD:
        raise ValidationError({"starts_on": "The date must be within half a year from today"})
    care = CarePeriod.objects.filter(holds(day), child=child).first()
    if care is None:
        raise ValidationError(
            {"starts_on": "The child is not looked after on that day: record that first"}
        )
    return care


def _room_from(child: Child, move: Move) -> Placement | None:
    """The placement the child leaves by this move, if any; nothing may begin that day or later."""
    stays = Placement.objects.real().filter(child=child)
    later = stays.filter(starts_on__gte=move.starts_on).select_related("home").first()
    if later:
        begins = f"{later.starts_on.day} {later.starts_on:%B %Y}"
        raise ValidationError({"starts_on": f"The child lives in {later.home} from {begins}"})
    before = stays.filter(holds(move.starts_on)).first()
    if before:
        _known_reason("left_because", move.left_because)
    return before


def _known_reason(field: str, code: str) -> None:
    if code not in code_set("REASON_PLACE_CHANGE"):
        raise ValidationError({field: "Choose why the home before ended"})


def _go_on(stay: Placement) -> None:
    before = Placement.objects.real().filter(child=stay.child, ends_on=stay.starts_on).first()
    if before is None:
        raise ValidationError({"stayed_before": "No other home ended on that day"})
    before.ends_on, before.end_reason = stay.ends_on, stay.end_reason
    before.save(update_fields=["ends_on", "end_reason"])
