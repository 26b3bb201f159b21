"""What a child's rows mean: the child, periods of care, legal statuses, placements, reviews.

A pure function of the rows, of the years given and of the day: the order of rows and files does
not matter, and returns given one at a time tell the same as all at once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from returns.sheets.account import Remark
from returns.ssda903 import dates
from returns.ssda903.chain import GOES_ON, Care, Episode, Refusal, periods
from returns.ssda903.held import Held, Rows
from returns.ssda903.identity import Identity, identify
from returns.ssda903.living import Placed, homes_lived_in
from returns.ssda903.places import Home
from returns.ssda903.reviewed import Reviewed, reviews_of
from returns.ssda903.tables import EPISODES, HEADER, REVIEWS, UASC


@dataclass(frozen=True)
class Status:
    """A legal status, [starts_on, ends_on)."""

    starts_on: datetime.date
    ends_on: datetime.date | None
    code: str


@dataclass(frozen=True)
class Period:
    """A period of care and what it holds."""

    starts_on: datetime.date
    ends_on: datetime.date | None
    need_code: str
    end_code: str
    end_date_needed: bool
    statuses: tuple[Status, ...]
    placements: tuple[Placed, ...]
    reviews: tuple[Reviewed, ...]


@dataclass(frozen=True)
class History:
    """Everything the returns say of one child that the record has a place for."""

    number: str
    identity: Identity
    periods: tuple[Period, ...]

    @property
    def homes(self) -> set[Home]:
        return {placed.home for period in self.periods for placed in period.placements}


@dataclass
class Told:
    """A history, or the refusal of the child; and the rows that say nothing that is kept.

    `idle` are rows without a child in care; `dropped` those of other tables that cannot be.
    `superseded` are earlier versions of an episode. Remarks hang on the rows themselves.
    """

    history: History | None = None
    refusal: Refusal | None = None
    dropped: list[tuple[Held, Remark]] = field(default_factory=list)
    superseded: list[Held] = field(default_factory=list)


NO_EPISODES = Remark(
    "no_episodes", "No return given so far holds an episode of this child; kept aside."
)


def tell(rows: Rows, years: frozenset[int], today: datetime.date) -> Told:
    """What the rows of one child say.

    Args:
        rows: every row of the child.
        years: the collection years of every return ever given, of any child.
        today: the day of the import.
    """
    told = Told()
    try:
        _refuse_spoilt(rows)
        if not rows.episodes:
            told.dropped = [(held, NO_EPISODES) for held in rows.by_row.values()]
            return told
        identity = identify(rows.of(HEADER.name), rows.of(UASC.name), rows.episodes)
        cares = periods(rows.episodes, identity.born_on, today)
    except Refusal as refusal:
        told.refusal = refusal
        return told
    current = {id(episode.held) for care in cares for episode in care.episodes}
    told.superseded = [held for held in rows.episodes if id(held) not in current]
    told.dropped = _other_birth_dates(rows, identity)
    barred = {id(held) for held, _ in told.dropped}
    spans = [(care.episodes[0].starts, _care_end(care)) for care in cares]
    reviewed, left_out = reviews_of(
        [held for held in rows.of(REVIEWS.name) if id(held) not in barred], spans, identity, today
    )
    told.dropped += left_out
    unknown = _end_unknown(cares[-1], identity, years, today)
    found = [
        _period(care, reviewed[index], unknown and care is cares[-1])
        for index, care in enumerate(cares)
    ]
    _remark_beginning(cares[0].episodes[0])
    told.history = History(rows.number, identity, tuple(found))
    return told


def _refuse_spoilt(rows: Rows) -> None:
    for at, remark in sorted(rows.spoilt, key=lambda one: one[0]):
        raise Refusal(remark, at=at)


def _other_birth_dates(rows: Rows, identity: Identity) -> list[tuple[Held, Remark]]:
    found = []
    for held in rows.by_row.values():
        born = held.row["DOB"]
        if held.row.table in (HEADER.name, EPISODES.name) or not born:
            continue
        if held.row.day("DOB") != identity.born_on:
            reason = "The date of birth is not the one in the table of children."
            found.append((held, Remark("other_birth_date", reason, "DOB", born)))
    return found


def _care_end(care: Care) -> datetime.date | None:
    """When the period ended. A last episode that says care goes on (X1) has not ended it."""
    last = care.episodes[-1]
    return None if last.why_ended == GOES_ON else last.ends


def _end_unknown(
    care: Care, identity: Identity, years: frozenset[int], today: datetime.date
) -> bool:
    """Whether somebody must say when this last period ended.

    It is still open, and a later return no longer holds it; or it says the child moved and no
    return says where; or the young person is 18 by now, and care ends by law at 18 (reading).
    """
    last = care.episodes[-1]
    if _care_end(care) is not None:
        return False
    if last.ends is not None:
        last.held.remarks.append(
            Remark(
                "next_episode_missing",
                "The episode says another begins the same day (X1); no return given holds it. "
                "An end date is needed.",
                "REC",
                last.row["REC"],
            )
        )
        return True
    if last.row["REC"]:
        last.held.remarks.append(
            Remark(
                "reason_without_end",
                "The episode has a reason for ending but no end date: taken as still open.",
                "REC",
                last.row["REC"],
            )
        )
    gone = any(year > last.held.last_year for year in years if last.held.last_year)
    adult = today >= dates.birthday(identity.born_on, 18)
    if gone or adult:
        why = "a later return no longer holds it" if gone else "the young person has turned 18"
        reason = f"The episode is open and {why}. An end date is needed."
        last.held.remarks.append(Remark("end_date_needed", reason, "DEC"))
    return gone or adult


def _period(care: Care, reviews: tuple[Reviewed, ...], end_unknown: bool) -> Period:
    first, last = care.episodes[0], care.episodes[-1]
    ends = _care_end(care)
    if ends and not last.why_ended:
        last.held.remarks.append(
            Remark("end_without_reason", "The episode has an end date but no reason.", "REC")
        )
    for episode in care.episodes[1:]:
        if episode.row["CIN"] != first.row["CIN"]:  # 504
            episode.held.remarks.append(
                Remark(
                    "need_changes",
                    f"The category of need changes within the period of care; {first.row['CIN']} "
                    "from its beginning is kept.",
                    "CIN",
                    episode.row["CIN"],
                )
            )
    return Period(
        first.starts,
        ends,
        first.row["CIN"][:3],
        last.why_ended[:3] if ends else "",
        end_unknown,
        _statuses(care, ends),
        homes_lived_in(care.episodes),
        reviews,
    )


def _statuses(care: Care, care_end: datetime.date | None) -> tuple[Status, ...]:
    """Runs of episodes under the same legal status; one that is blank leaves a hole."""
    found: list[Status] = []
    for episode in care.episodes:
        code = episode.row["LS"][:2]
        ends = episode.ends if episode is not care.episodes[-1] else care_end
        if found and found[-1].ends_on == episode.starts and found[-1].code == code:
            found[-1] = Status(found[-1].starts_on, ends, code)
        elif code:
            found.append(Status(episode.starts, ends, code))
        else:
            episode.held.remarks.append(
                Remark("no_legal_status", "The episode has no legal status.", "LS")
            )
    return tuple(found)


def _remark_beginning(first: Episode) -> None:
    if first.row["RNE"] != "S":
        first.held.remarks.append(
            Remark(
                "began_before",
                "Care began before the returns given: it is taken as begun with this episode.",
                "RNE",
                first.row["RNE"],
            )
        )
