"""Records that may be the same child, among those the person asking may see."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet

from cases.models import Child

# Likeness of folded names (pg_trgm, 0 to 1) from which two of the same birth date are worth a look.
ALIKE = 0.35
MOST = 100


@dataclass(frozen=True)
class Pair:
    """Two records that may be one child: the older record first."""

    first: Child
    second: Child
    likeness: float


def like(
    visible: QuerySet[Child],
    *,
    name: str,
    born_on: datetime.date | None = None,
    expected_on: datetime.date | None = None,
    numbers: tuple[str, ...] = (),
) -> list[Child]:
    """Records like somebody about to be entered: a number of theirs, or the day and a like name.

    `name` is folded (cases/naming.py); `numbers` are NHS, pupil and return numbers, "" ignored.
    """
    known = [number for number in numbers if number]
    same = Q(nhs_number__in=known) | Q(upn__in=known) | Q(ssda903_id__in=known)
    day = Q(born_on=born_on, born_on__isnull=False) | Q(
        expected_on=expected_on, born_on=None, expected_on__isnull=False
    )
    alike = visible.annotate(likeness=TrigramSimilarity("search_name", name))
    found = alike.filter((same if known else Q(pk__in=[])) | (day & Q(likeness__gte=ALIKE)))
    return list(found.order_by("-likeness")[:10])


_PAIRS = """
WITH seen AS (
    SELECT id, search_name, created_at, coalesce(born_on, expected_on) AS day
    FROM cases_child WHERE id = ANY(%s)
)
SELECT one.id, two.id, similarity(one.search_name, two.search_name) AS likeness
FROM seen one
JOIN seen two ON one.day = two.day AND (one.created_at, one.id) < (two.created_at, two.id)
WHERE similarity(one.search_name, two.search_name) >= %s
ORDER BY likeness DESC, one.id, two.id
LIMIT %s
"""


def likely_pairs(visible: QuerySet[Child]) -> list[Pair]:
    """Pairs among `visible` born (or expected) the same day with like names, most alike first.

    Two records never share an NHS or pupil number: the database allows each number once.
    """
    ids = list(visible.order_by().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [ids, ALIKE, MOST])
        rows: list[tuple[uuid.UUID, uuid.UUID, float]] = cursor.fetchall()
    children = Child.objects.select_related("team").in_bulk(
        {pk for first, second, _ in rows for pk in (first, second)}
    )
    return [Pair(children[first], children[second], score) for first, second, score in rows]
