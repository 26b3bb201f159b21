"""What stands in the record of the children of an import, read in a handful of queries."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.models import CarePeriod, Child, LegalStatus
from cases.survivors import survivors
from placements.models import Placement
from returns.models import CarriedOver, SourceRow
from returns.ssda903 import shape
from returns.ssda903.held import Row, Rows
from returns.ssda903.tables import TABLES
from reviews.models import Review

Stored = tuple[Row, frozenset[int]]


@dataclass
class Known:
    """One child as the record has them now. Rows recorded in error are no part of it."""

    child: Child
    care: list[CarePeriod] = field(default_factory=list)
    statuses: list[LegalStatus] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    reviews: dict[datetime.date, Review] = field(default_factory=dict)
    named: dict[uuid.UUID, CarriedOver] = field(default_factory=dict)  # by placement

    def home_key(self, one: Placement) -> str:
        """The return's key for the home of a placement, though live cases have named it since."""
        named = self.named.get(one.pk)
        if named and named.row == one.home_id:
            return str(named.said["import_key"])
        return one.home.import_key

    @property
    def shape(self) -> shape.Shape:
        """To compare with what a return says."""
        parts = {
            shape.care(one.starts_on, one.ends_on, one.need_code, one.end_code) for one in self.care
        }
        parts |= {shape.status(one.starts_on, one.ends_on, one.code) for one in self.statuses}
        parts |= {_placement(one, self.home_key(one)) for one in self.placements}
        return frozenset(parts)


def _placement(one: Placement, home_key: str) -> tuple[object, ...]:
    codes = tuple((code.starts_on, code.place, code.provider) for code in one.codes.all())
    return shape.placement(one.starts_on, one.ends_on, home_key, one.kind, one.end_reason, codes)


def known(numbers: Iterable[str]) -> dict[str, Known]:
    """The children with these numbers in the return, with what the record holds of them.

    A record merged into another is followed to the one that is kept: two numbers may lead to one
    child. Their rows are locked until the transaction ends.
    """
    numbered = dict(
        Child.objects.filter(ssda903_id__in=list(numbers)).values_list("ssda903_id", "pk")
    )
    kept = survivors(numbered.values())
    children = Child.objects.select_for_update().filter(pk__in=set(kept.values())).order_by("pk")
    found = {child.pk: Known(child) for child in children}
    ids = list(found)
    for period in CarePeriod.objects.filter(child__in=ids):
        found[period.child_id].care.append(period)
    for status in LegalStatus.objects.filter(child__in=ids):
        found[status.child_id].statuses.append(status)
    placements = Placement.objects.real().filter(child__in=ids)
    for placement in placements.select_related("home").prefetch_related("codes"):
        found[placement.child_id].placements.append(placement)
    stays = {str(one.pk): (one, found[one.child_id]) for one in _all_placements(found)}
    for named in CarriedOver.objects.filter(kind=CarriedOver.Kind.REHOMED, key__in=list(stays)):
        stay, known = stays[named.key]
        known.named[stay.pk] = named
    held = Review.objects.filter(child__in=ids, kind=Review.Kind.LOOKED_AFTER)
    for review in held.exclude(held_on=None):
        if review.held_on:
            found[review.child_id].reviews[review.held_on] = review
    return {number: found[kept[pk]] for number, pk in numbered.items()}


def _all_placements(found: dict[uuid.UUID, Known]) -> list[Placement]:
    return [one for known in found.values() for one in known.placements]


def stored(numbers: Iterable[str]) -> dict[str, list[Stored]]:
    """The rows earlier imports brought, by the child's number."""
    found: dict[str, list[Stored]] = defaultdict(list)
    for source in SourceRow.objects.filter(number__in=list(numbers)).iterator():
        columns = TABLES[source.table].columns
        values = tuple((name, source.values[name]) for name in columns if name in source.values)
        row = Row(source.table, source.number, values)
        found[source.number].append((row, frozenset(source.years)))
    return found


def rows_of(number: str, kept: Iterable[Stored]) -> Rows:
    """The stored rows of a child alone."""
    rows = Rows(number)
    rows.join(kept)
    return rows


def years_known() -> frozenset[int]:
    """The collection years of every return of which episodes were ever taken."""
    lists = SourceRow.objects.filter(table="Episodes").values_list("years", flat=True).distinct()
    return frozenset(year for years in lists for year in years if year)


def numbers_still_open() -> set[str]:
    """Children whom an import brought and who are in care without an end, as far as is known."""
    open_care = CarePeriod.objects.filter(ends_on=None, end_date_needed=False)
    in_care = set(open_care.values_list("child", flat=True))
    numbered = Child.objects.exclude(ssda903_id="")
    here = numbered.filter(merged_into=None, pk__in=in_care).values_list("ssda903_id", flat=True)
    merged = dict(numbered.exclude(merged_into=None).values_list("ssda903_id", "pk"))
    kept = survivors(merged.values())
    numbers = {*here, *(number for number, pk in merged.items() if kept[pk] in in_care)}
    return set(SourceRow.objects.filter(number__in=numbers).values_list("number", flat=True))


def holders_of(upns: Iterable[str]) -> dict[str, uuid.UUID]:
    """Which child already has each of these pupil numbers."""
    held = Child.objects.filter(upn__in=list(upns), merged_into=None).exclude(upn="")
    return dict(held.values_list("upn", "pk"))
