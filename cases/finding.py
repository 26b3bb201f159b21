"""Find a child by a name half remembered, a birth date, or a number."""

from __future__ import annotations

import datetime
import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from cases.models import Child
from cases.naming import fold
from cases.visibility import children
from people.standing import Standing

# Below this likeness a name is somebody else's. Tried against misspellings in the tests.
LIKE_ENOUGH = 0.28
SHOWN = 50


def find(
    stand: Standing, words: str, *, on: datetime.date, at: datetime.datetime
) -> QuerySet[Child]:
    """Children this person may see whose name, number or birth date is like `words`, best first.

    A misspelt name finds the child; one they may not see is not there at all, not even as a count.
    """
    return among(children(stand, on=on, at=at), words)


def among(seen: QuerySet[Child], words: str) -> QuerySet[Child]:
    """Those of `seen` like `words`, best first, at most `SHOWN`."""
    number = re.sub(r"\s", "", words).upper()
    exact = Q(ssda903_id=number) | Q(nhs_number=number) | Q(upn=number)
    if born := _date(words):
        exact |= Q(born_on=born)
    name = fold(words)
    return (
        seen.annotate(likeness=TrigramWordSimilarity(name, "search_name"))
        .filter(exact | Q(likeness__gte=LIKE_ENOUGH) if name else exact)
        .order_by("-likeness", "family_name", "given_name")[:SHOWN]
    )


def _date(words: str) -> datetime.date | None:
    """A birth date as people write it: 5/11/2012, 5 11 2012, 2012-11-05, 5 November 2012."""
    for shape in ("%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.datetime.strptime(f"{words.strip()} +0000", f"{shape} %z").date()
        except ValueError:
            continue
    return None
