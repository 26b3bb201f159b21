"""Reviews at Marlshire: when they were booked and held, and the paper before and after each.

Most are in good time. The intervals here are habits of the people of Marlshire, not rules: what
was due when is worked out from the rows like anybody else's.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases.models import CarePeriod, Done
from people.clock import LONDON
from placements.models.home import HomeKind
from returns.demonstration.calendar import DAY, worked_by, working_days_after
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.filing import Case
from returns.demonstration.lives import Care
from reviews.models import Booking, Review

PARTICIPATION = {"PN1": 50, "PN2": 7, "PN3": 4, "PN4": 6, "PN5": 8, "PN6": 15, "PN7": 10}
TOO_YOUNG = 4
# Days from the start, from the first, and from each later review: (shortest, longest) usual.
ORDINARY = ((18, 26), (76, 89), (150, 178))
SHORT_BREAKS = ((66, 86), (150, 176), (150, 176))
ADOPTION = ((17, 26), (74, 88), (150, 176))


@dataclass(frozen=True)
class Sitting:
    """One review as it was planned; `held` is None while it is to come, or was let slip."""

    kind: Review.Kind
    booked: datetime.date
    planned: datetime.date
    held: datetime.date | None


def sittings(
    dice: Dice, care: Care, *, on: datetime.date, slips: bool, overdue: int = 0
) -> list[Sitting]:
    """All the reviews of one period of care, the next one booked included.

    `overdue`: by how many days the latest is late, for a child of the cast.
    """
    if care.end_date_needed:
        return []
    until = care.ends or on
    held: list[Sitting] = []
    base, count, last_kind = care.starts, 0, Review.Kind.LOOKED_AFTER
    while True:
        kind, since = _kind(care, base)
        if kind != last_kind:
            base, count, last_kind = max(base, since), 0, kind
        low, high = _usual(care, kind)[min(count, 2)]
        late = dice.number(3, 22) if dice.chance(0.09 if slips else 0.025) else 0
        planned = worked_by(base + dice.days(low, high) + late * DAY, not_before=base + DAY)
        booked = base if held else working_days_after(base, 2)
        if planned >= until:
            if care.ends is None and dice.chance(0.95):
                held.append(Sitting(kind, min(booked, on), planned, None))
            break
        held.append(Sitting(kind, min(booked, planned), planned, planned))
        base, count = planned, count + 1
    return _let_slip(held, on - overdue * DAY) if overdue else held


def _let_slip(found: list[Sitting], due: datetime.date) -> list[Sitting]:
    """The same, but the last held was six months before `due`, and none since."""
    last = due - 184 * DAY
    kept = [one for one in found if one.held and one.held < last - 60 * DAY]
    last = worked_by(last, not_before=last - 5 * DAY)
    return [*kept, Sitting(Review.Kind.LOOKED_AFTER, last - 40 * DAY, last, last)]


def _kind(care: Care, day: datetime.date) -> tuple[Review.Kind, datetime.date]:
    """Which kind of review comes next, and since when that is so."""
    for stay in care.stays:
        if stay.kind == HomeKind.FOR_ADOPTION and stay.starts - 20 * DAY <= day:
            return Review.Kind.ADOPTION, stay.starts
    return Review.Kind.LOOKED_AFTER, care.starts


def _usual(care: Care, kind: Review.Kind) -> tuple[tuple[int, int], ...]:
    if kind == Review.Kind.ADOPTION:
        return ADOPTION
    return SHORT_BREAKS if care.short_breaks else ORDINARY


def at_work(dice: Dice, day: datetime.date) -> datetime.datetime:
    """Some time of that day's work, in London."""
    time = datetime.time(dice.number(9, 17), dice.number(0, 59))
    return datetime.datetime.combine(day, time, tzinfo=LONDON)


def write(case: Case, period: CarePeriod, found: list[Sitting]) -> None:
    """Rows for the reviews of one period of care, and for the paper around each."""
    for number, one in enumerate(found):
        review = _review(case, period, one)
        case.county.rows.add(review)
        if one.planned >= case.county.since:
            _booked(case, review, one)
            _paper(case, one, first=number == 0)


def _review(case: Case, period: CarePeriod, one: Sitting) -> Review:
    words = read("words")
    held, told = one.held, one.held is not None and one.held >= case.county.since
    old_enough = held is not None and case.member.age_on(held) >= TOO_YOUNG
    review = Review(
        id=case.dice.uuid(),
        key=case.dice.uuid(),
        child=case.child,
        care_period=period,
        kind=one.kind,
        held_on=held,
        recorded_by=case.iro.user,
        recorded_at=at_work(case.dice, held or one.booked),
    )
    if held:
        review.participation = case.dice.weighted(PARTICIPATION) if old_enough else "PN0"
    if told:
        review.chaired_by = case.iro.user
        review.decisions = "\n".join(case.dice.some(words["decisions"], case.dice.number(2, 4)))
        if old_enough and review.participation != "PN7":
            review.child_view = case.dice.pick(words["child_view"])
    return review


def _booked(case: Case, review: Review, one: Sitting) -> None:
    dates = [(one.booked, one.planned)]
    moved = one.planned - 6 * DAY
    if one.booked < moved <= case.county.on and case.dice.chance(0.06):
        dates = [(one.booked, moved), (moved - DAY, one.planned)]
    for booked, planned in dates:
        booking = Booking(
            id=case.dice.uuid(),
            review=review,
            booked_on=booked,
            for_on=planned,
            booked_by=case.iro.user,
            booked_at=at_work(case.dice, booked),
        )
        case.county.rows.add(booking)


def _paper(case: Case, one: Sitting, *, first: bool) -> None:
    """Invitations, reports, decisions and minutes. A few are late, and a few never came."""
    home = next((lived for lived in case.stays if lived.stay.lived(one.planned)), None)
    in_home = home is not None and home.stay.kind == HomeKind.CHILDRENS_HOME
    invited = (
        working_days_after(one.booked, case.dice.number(0, 1))
        if first
        else max(one.booked, one.planned - case.dice.days(29, 36))
    )
    sent = one.planned - (case.dice.days(3, 6) if first else case.dice.days(5, 9))
    paper = [
        ("review_invitations", invited, "Joan Tetlow"),
        ("visiting_schedule_considered", one.held, case.iro.name),
        ("review_documents", max(sent, one.booked), _social_worker(case, sent)),
    ]
    if one.held:
        decided = one.held + case.dice.days(1, 5)
        paper += [
            ("review_decisions", decided, case.iro.name),
            (
                "review_response",
                working_days_after(decided, case.dice.number(1, 5)),
                case.county.staff.of("practice_manager", case.team_key)[0].name,
            ),
            (
                "review_minutes",
                working_days_after(one.held, case.dice.number(6, 14 if in_home else 19)),
                case.iro.name,
            ),
        ]
    for what, on, by in paper:
        if on is None or case.dice.chance(0.012):
            continue
        late = (
            case.dice.number(2, 12)
            if case.dice.chance(0.04) and what != "review_invitations"
            else 0
        )
        done(case, what, on + late * DAY, by)


def _social_worker(case: Case, day: datetime.date) -> str:
    worker = case.worker_on(day) or case.county.staff.manager(case.team_key)
    return worker.name


def done(case: Case, what: str, on: datetime.date, by: str) -> None:
    """A row that something was done, unless that day is before the record or yet to come."""
    if not case.county.since <= on <= case.county.on:
        return
    recorder = case.worker_on(on) or case.county.staff.manager(case.team_key)
    case.county.rows.add(
        Done(
            id=case.dice.uuid(),
            key=case.dice.uuid(),
            child=case.child,
            what=what,
            on=on,
            by_name=by,
            recorded_by=recorder.user,
            recorded_at=at_work(case.dice, on),
        )
    )
