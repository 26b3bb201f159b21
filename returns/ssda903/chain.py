"""A child's episodes, put in order and judged: a chain without holes or knots, or a refusal.

Only here, in the child's identity and in the birth date lie reasons to refuse a child, and then
the whole child: half a history would be worse than none. The numbers are the rules of the return
that say the same.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from returns.sheets.account import At, Remark
from returns.ssda903 import dates
from returns.ssda903.held import Held, Row

GOES_ON = "X1"
DIED = "E2"
VERSION_MAY_CHANGE = frozenset({"DEC", "REC", "REASON_PLACE_CHANGE"})


class Refusal(Exception):
    """Why a child is refused whole, and where that shows: a row, or a place in a file."""

    def __init__(self, remark: Remark, held: Held | None = None, at: At | None = None) -> None:
        super().__init__(remark.reason)
        self.remark = remark
        self.held = held
        self.at = at


@dataclass
class Episode:
    """One episode as the latest return that holds it has it."""

    held: Held
    starts: datetime.date
    ends: datetime.date | None

    @property
    def row(self) -> Row:
        return self.held.row

    @property
    def why_ended(self) -> str:
        """REC, where the episode has ended at all."""
        return self.row["REC"] if self.ends else ""

    @property
    def goes_on(self) -> bool:
        """Whether the row itself leaves open that care goes on the day the episode ends."""
        return self.why_ended in ("", GOES_ON)


@dataclass
class Care:
    """One period of care: its episodes, end to end."""

    episodes: list[Episode]


def periods(rows: list[Held], born: datetime.date, today: datetime.date) -> list[Care]:
    """The periods of care that a child's rows of episodes tell.

    Args:
        rows: every row of the child in the table of episodes, in any order.
        born: date of birth.
        today: the day of the import; nothing may have happened after it.

    Raises:
        Refusal: the episodes contradict each other, or what is possible.
    """
    chain = sorted(
        (_latest(versions) for versions in _by_start(rows).values()), key=lambda one: one.starts
    )
    found: list[Care] = []
    before: Episode | None = None
    for episode in chain:
        _possible(episode, born, today)
        if before is not None and _continues(before, episode):
            found[-1].episodes.append(episode)
        else:
            found.append(Care([episode]))
        before = episode
    return found


def _by_start(rows: list[Held]) -> dict[str, list[Held]]:
    versions: dict[str, list[Held]] = defaultdict(list)
    for held in rows:
        versions[_day(held, "DECOM").isoformat()].append(held)
    return versions


def _day(held: Held, column: str) -> datetime.date:
    day = held.row.day(column)
    if day is None:  # checks.py lets no such row pass
        raise Refusal(Remark("bad_date", f"{column} is no date.", column, held.row[column]), held)
    return day


def _latest(versions: list[Held]) -> Episode:
    """The version the latest return has; earlier ones were its beginning, or are corrected."""
    versions = sorted(versions, key=lambda held: (held.last_year, held.row.values))
    latest = versions[-1]
    for earlier in versions[:-1]:
        if earlier.last_year == latest.last_year:
            _refuse(
                latest,
                "two_on_one_day",
                "Two different episodes begin on this day in one return.",
                "DECOM",
            )
        _remark_changes(earlier.row, latest)
    return Episode(latest, _day(latest, "DECOM"), latest.row.day("DEC"))


def _remark_changes(earlier: Row, latest: Held) -> None:
    for column, value in latest.row.values:
        was = earlier[column]
        if was == value or (column in VERSION_MAY_CHANGE and not earlier["DEC"]):
            continue
        latest.remarks.append(
            Remark(
                "changed_since",
                f"An earlier return has “{was[:40]}” in {column} of this episode; "
                "the latest return counts.",
                column,
                value,
            )
        )


def _refuse(held: Held, code: str, reason: str, column: str) -> None:
    raise Refusal(Remark(code, reason, column, held.row[column]), held)


def _possible(episode: Episode, born: datetime.date, today: datetime.date) -> None:
    held, starts, ends = episode.held, episode.starts, episode.ends
    if starts < born:  # 302
        _refuse(held, "before_birth", "The episode begins before the child was born.", "DECOM")
    if starts > today or (ends and ends > today):
        column = "DECOM" if starts > today else "DEC"
        _refuse(held, "in_future", "The episode begins or ends after today.", column)
    if ends and ends < starts:  # 356
        _refuse(held, "ends_before_start", "The episode ends before it begins.", "DEC")
    if ends == starts:  # 355
        _refuse(held, "no_length", "The episode begins and ends on the same day.", "DEC")
    if episode.row["RNE"] == "S" and starts >= dates.birthday(born, 18):  # 352
        _refuse(held, "adult", "Care begins when the young person is 18 or older.", "DECOM")


def _continues(before: Episode, after: Episode) -> bool:
    """Whether `after` carries on the care of `before`; False when a new period begins.

    Raises:
        Refusal: it can be neither.
    """
    starts_anew = after.row["RNE"] == "S"
    day = dates.words(after.starts)
    if before.ends is None:  # 142
        _refuse(
            before.held,
            "never_ended",
            f"The episode has no end, and another begins on {day}.",
            "DEC",
        )
        return False
    if before.ends > after.starts:  # 501
        _refuse(
            after.held,
            "overlap",
            f"The episode begins before the one of {dates.words(before.starts)} ends "
            f"({dates.words(before.ends)}).",
            "DECOM",
        )
    if before.why_ended == DIED:  # 437
        _refuse(after.held, "after_death", "The episode follows one that ended by death.", "DECOM")
    if before.ends == after.starts:
        return _continues_same_day(before, after, starts_anew)
    if before.why_ended == GOES_ON:  # 388
        _refuse(
            before.held,
            "gap",
            f"The episode says another begins the same day (X1), but the next begins on {day}.",
            "REC",
        )
    if after.row["RNE"] in ("L", "P", "T", "B", "U"):  # 432, 433
        _refuse(
            after.held,
            "begins_midway",
            f"The episode carries on care that ended on {dates.words(before.ends)}: "
            "what began it is missing.",
            "RNE",
        )
    return False


def _continues_same_day(before: Episode, after: Episode, starts_anew: bool) -> bool:
    if before.goes_on:
        if starts_anew and before.why_ended == GOES_ON:  # 431
            _refuse(
                after.held,
                "starts_again",
                "Care begins anew (S) on the day on which it is said to go on (X1).",
                "RNE",
            )
        return not starts_anew
    if not starts_anew:  # 432
        _refuse(
            after.held,
            "goes_on_after_end",
            f"The episode carries on care that ended the same day ({before.why_ended}).",
            "RNE",
        )
    return False
