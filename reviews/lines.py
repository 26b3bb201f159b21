"""What the chronology says of reviews: that they were held, and nothing anyone said in them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.story import Line
from reviews.models import Review


def reviews(children: Collection[uuid.UUID]) -> Iterator[Line]:
    """Each review that was held. One query."""
    for review in Review.objects.filter(child__in=children, held_on__isnull=False):
        if review.held_on:
            says = f"{review.get_kind_display()} held."
            yield Line(review.child_id, f"review:{review.pk}", review.held_on, says)
