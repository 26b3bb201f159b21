"""Reviews as facts: each booking, the day held, the visiting frequency agreed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.facts import ref
from reviews.models import Booking, Review
from timescales import Fact


def reviews(children: Collection[uuid.UUID]) -> Iterator[tuple[uuid.UUID, Fact]]:
    """Reviews that were not cancelled and their bookings. Two queries."""
    counted = Review.objects.filter(
        child__in=children, cancelled_reason="", care_period__end_date_needed=False
    )
    held = counted.filter(held_on__isnull=False)
    for child, row, agreed, kind, held_on, weeks in held.values_list(
        "child_id", ref("review"), ref("frequency"), "kind", "held_on", "visit_weeks"
    ):
        yield child, Fact("review_held", on=held_on, attrs={"type": kind}, ref=row)
        if weeks:
            yield (
                child,
                Fact(
                    "visiting_frequency_agreed",
                    on=held_on,
                    attrs={"weeks": weeks},
                    ref=agreed,
                ),
            )
    booked = Booking.objects.filter(review__in=counted).order_by("booked_on", "booked_at")
    for child, row, kind, booked_on, for_on in booked.values_list(
        "review__child_id", ref("booking"), "review__kind", "booked_on", "for_on"
    ):
        yield (
            child,
            Fact(
                "review_booked",
                on=booked_on,
                attrs={"for": for_on, "type": kind},
                ref=row,
            ),
        )
