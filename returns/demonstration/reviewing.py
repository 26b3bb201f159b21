"""Reviews at Marlshire as rows: the review itself, its bookings, what was decided and said."""

from __future__ import annotations

import datetime

from cases.models import CarePeriod
from people.clock import LONDON
from returns.demonstration.calendar import DAY
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.filing import Case
from returns.demonstration.sitting import Sitting
from reviews.models import Booking, Review

PARTICIPATION = {"PN1": 50, "PN2": 7, "PN3": 4, "PN4": 6, "PN5": 8, "PN6": 15, "PN7": 10}
TOO_YOUNG = 4


def at_work(dice: Dice, day: datetime.date) -> datetime.datetime:
    """Some time of that day's work, in London."""
    time = datetime.time(dice.number(9, 17), dice.number(0, 59))
    return datetime.datetime.combine(day, time, tzinfo=LONDON)


def write(case: Case, period: CarePeriod, one: Sitting) -> None:
    """The rows of one review; what was written before records were complete is not here."""
    review = _review(case, period, one)
    case.county.rows.add(review)
    if one.planned >= case.county.since:
        _booked(case, review, one)


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
        agreed = words["decisions"]["any"] + (words["decisions"]["older"] if old_enough else [])
        review.decisions = "\n".join(case.dice.some(agreed, case.dice.number(2, 4)))
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
