"""Duties that lean on each review of a period of care: papers before it, invitations to it."""

from datetime import date
from typing import TYPE_CHECKING

from timescales.item import Item
from timescales.life import Care
from timescales.rules import Offset, PerReview

if TYPE_CHECKING:
    from timescales.walk import Walk


SET = "the day the review's present date was set"
OWED = "the day the review came to be owed"


class ReviewDate:
    """The date of a duty that leans on one review, worked out when asked.

    Never earlier than the day on which the review's present date was set.
    """

    __slots__ = ("care", "number", "offset", "set_on", "spec", "walk")

    def __init__(self, walk: "Walk", care: Care, spec: PerReview) -> None:
        self.walk, self.care, self.spec = walk, care, spec
        self.offset: Offset = spec.later if care.held else spec.first
        self.set_on = care.date_set_on()
        self.number = len(care.held)

    def __call__(self, item: Item) -> None:
        held = self.care.held[self.number] if len(self.care.held) > self.number else None
        if held is None:
            self.set_on = self.care.date_set_on()
            if self.spec.booked_only:
                item.opened = self.set_on
        review = held or self.care.next_date()
        if review is None:
            return
        period, calendar = self.offset.period, self.walk.calendar
        if self.offset.after_set and period:
            item.due = period.after(self.set_on, calendar)
        else:
            item.due = max(period.before(review, calendar) if period else review, self.set_on)
            words = f"{period} before the review of" if period else "Due before the review of"
            item.notes = ((words, review),)
        item.period = period if self.offset.after_set else None


def sync(walk: "Walk", care: Care) -> None:
    """Open what the coming review asks for; close what no longer has a review to lean on."""
    booked, dated = care.booking is not None, care.next_date() is not None
    replaced = walk.rules.replaced(walk.situation)
    for index, spec in enumerate(walk.rules.per_review):
        wanted = (booked if spec.booked_only else dated) and spec.family not in replaced
        item = care.per_review.get(index)
        if wanted and item is None:
            care.per_review[index] = _open(walk, care, spec)
        elif item is not None and not wanted:
            if item.is_open:
                item.close(walk.day, replaced=walk.restated)
            del care.per_review[index]


def _open(walk: "Walk", care: Care, spec: PerReview) -> Item:
    item = Item(
        spec.rule, care, care.anchor, born=walk.day,
        opened=care.date_set_on() if spec.booked_only else care.owed_since(),
        why=SET if spec.booked_only else OWED,
    )  # fmt: skip
    item.floating = ReviewDate(walk, care, spec)
    item.settle()
    care.unanswered.setdefault(spec.answer.kind, []).append((spec, item))
    walk.items.append(item)
    return item


def hold(care: Care, day: date) -> None:
    """The coming review was held: what leans on it has its last date."""
    items = [item for waiting in care.unanswered.values() for _, item in waiting]
    for item in items:
        item.settle()
    care.held.append(day)
    for item in items:
        item.freeze()
    care.booking = None
    care.per_review = {}
