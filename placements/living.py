"""Where a child lives and lived, told for their page: what holds now, what came before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import pairwise

from cases.codes import label
from cases.models import CarePeriod, Child
from look.words import span
from placements.models import Home, Placement


@dataclass(frozen=True)
class Stay:
    """A placement and what is said of it. `long` is how long it lasted, or lasts so far."""

    placement: Placement
    long: str
    why_left: str

    @property
    def home(self) -> Home:
        return self.placement.home


@dataclass(frozen=True)
class Status:
    """A legal status in words, from when to when."""

    words: str
    starts_on: datetime.date
    ends_on: datetime.date | None


@dataclass(frozen=True)
class Care:
    """A period of care: the homes in it, the newest first, and the legal statuses."""

    period: CarePeriod
    need: str
    end: str
    long: str
    now: Stay | None = None
    coming: list[Stay] = field(default_factory=list)
    earlier: list[Stay] = field(default_factory=list)
    wrong: list[Stay] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    moves: int = 0  # within this care, in the twelve months up to the day

    @property
    def open(self) -> bool:
        return self.period.ends_on is None and not self.period.end_date_needed


def periods_of(child: Child, on: datetime.date) -> list[Care]:
    """Every period of care, the newest first. Five queries."""
    rows = child.care_periods.prefetch_related(
        "placements__home__provider", "placements__milestones", "legal_statuses"
    )
    return [_care(period, on) for period in rows.order_by("-starts_on")]


def _care(period: CarePeriod, on: datetime.date) -> Care:
    every = sorted(period.placements.all(), key=lambda one: one.starts_on, reverse=True)
    real = [one for one in every if not one.in_error]
    now = [one for one in real if one.starts_on <= on and (not one.ends_on or one.ends_on > on)]
    if period.end_date_needed:
        now = []
    coming = [one for one in real if one.starts_on > on]
    return Care(
        period=period,
        need=label("CIN", period.need_code) if period.need_code else "",
        end=label("REC", period.end_code) if period.end_code else "",
        long=span(period.starts_on, period.ends_on or on),
        now=_stay(now[0], on) if now else None,
        coming=[_stay(one, on) for one in reversed(coming)],
        earlier=[_stay(one, on) for one in real if one not in now and one not in coming],
        wrong=[_stay(one, on) for one in every if one.in_error],
        statuses=[
            Status(label("LS", one.code), one.starts_on, one.ends_on)
            for one in sorted(
                period.legal_statuses.all(), key=lambda row: row.starts_on, reverse=True
            )
        ],
        moves=_moves(real, on),
    )


def _stay(one: Placement, on: datetime.date) -> Stay:
    why = label("REASON_PLACE_CHANGE", one.end_reason) if one.end_reason else ""
    return Stay(one, span(one.starts_on, min(one.ends_on or on, on)), why)


def _moves(real: list[Placement], on: datetime.date) -> int:
    """Moves from one home to another: a new code in the same home is none."""
    in_order = sorted(real, key=lambda one: one.starts_on)
    year_ago = on - datetime.timedelta(days=365)
    return sum(
        before.home_id != after.home_id and year_ago < after.starts_on <= on
        for before, after in pairwise(in_order)
    )
