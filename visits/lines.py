"""What the chronology says of visits: facts only, nothing anyone wrote."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.story import Line
from visits.models import Visit, VisitorRole


def visits(children: Collection[uuid.UUID]) -> Iterator[Line]:
    """One line for each visit, by its latest version. One query.

    The line's source names the first version, so that a correction renews it.
    """
    rows = Visit.objects.filter(child__in=children).select_related("visitor", "home")
    versions = {visit.pk: visit for visit in rows}
    corrected = {visit.corrects_id for visit in versions.values()}
    for pk, visit in versions.items():
        if pk not in corrected:
            first = visit
            while first.corrects_id in versions:
                first = versions[first.corrects_id]
            yield Line(visit.child_id, f"visit:{first.pk}", visit.on, _says(visit))


def _says(visit: Visit) -> str:
    place = f", {visit.home}" if visit.home and not visit.elsewhere else ""
    role = VisitorRole(visit.role).label.split(",")[0].lower()
    what = "Purposeful visit" if visit.purposeful else "Visit"
    seen = ("seen alone" if visit.alone else "seen, not alone") if visit.seen else "not seen"
    return f"{what} by {visit.visitor} ({role}){place}: {seen}."
