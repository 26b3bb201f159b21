"""What the chronology says of periods of care and legal statuses."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator

from cases.codes import label
from cases.models import CarePeriod, LegalStatus
from cases.story import Line


def care(children: Collection[uuid.UUID]) -> Iterator[Line]:
    """Becoming and ceasing to be looked after, and each legal status. Two queries."""
    for period in CarePeriod.objects.filter(child__in=children):
        yield Line(period.child_id, f"care:{period.pk}", period.starts_on, began(period))
        if period.ends_on:
            yield Line(period.child_id, f"care_end:{period.pk}", period.ends_on, ended(period))
    for status in LegalStatus.objects.filter(child__in=children):
        says = f"Legal status: {_plain(label('LS', status.code))}."
        yield Line(status.child_id, f"legal:{status.pk}", status.starts_on, says)


def began(period: CarePeriod) -> str:
    why = f": {_plain(label('CIN', period.need_code))}" if period.need_code else ""
    return f"Became looked after{why}."


def ended(period: CarePeriod) -> str:
    why = f": {_plain(label('REC', period.end_code))}" if period.end_code else ""
    return f"Left care{why}."


def _plain(words: str) -> str:
    return words[:1].lower() + words[1:]
