"""Where a child lived, from the episodes of one period of care.

P and B are a new home and carer. T and U are the same carer coded anew: the same home, and the
same placement with a new code, unless the new kind is seen by rules of its own (places.OWN_RULES);
then a new placement begins in the same home. L changes nothing here. While a child is away for a
time (T0 to T4) the placement goes on. All of it readings, argued in docs/ssda903-import.md.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from returns.sheets.account import Remark
from returns.ssda903.chain import Episode
from returns.ssda903.places import (
    LONG_TERM,
    OWN_RULES,
    TEMPORARY,
    Home,
    home_of,
    placement_kind,
    same_address,
)


@dataclass(frozen=True)
class Coded:
    """How the return codes the placement from a day on."""

    starts_on: datetime.date
    place: str
    provider: str


@dataclass(frozen=True)
class Placed:
    """One placement, [starts_on, ends_on). `long_term_from`: foster care meant to last."""

    starts_on: datetime.date
    ends_on: datetime.date | None
    home: Home
    kind: str
    end_reason: str
    codes: tuple[Coded, ...]
    long_term_from: datetime.date | None


@dataclass
class _Open:
    """A placement while it is being told. `episode`: the last one lived in it, not away."""

    home: Home
    kind: str
    episode: Episode
    last: Episode
    codes: list[Coded] = field(default_factory=list)

    def take(self, episode: Episode) -> None:
        """The placement goes on with this episode."""
        row = episode.row
        code = (row["PLACE"][:3], row["PLACE_PROVIDER"][:3])
        if not self.codes or (self.codes[-1].place, self.codes[-1].provider) != code:
            self.codes.append(Coded(episode.starts, *code))
        self.last = episode
        if row["PLACE"] not in TEMPORARY:
            self.episode = episode

    def close(self) -> Placed:
        long_term = [code.starts_on for code in self.codes if code.place in LONG_TERM]
        return Placed(
            self.codes[0].starts_on,
            self.last.ends,
            self.home,
            self.kind,
            self.last.row["REASON_PLACE_CHANGE"][:6] if self.last.ends else "",
            tuple(self.codes),
            long_term[0] if long_term else None,
        )


def homes_lived_in(episodes: list[Episode]) -> tuple[Placed, ...]:
    """The placements of one period of care, in order."""
    found: list[_Open] = []
    for episode in episodes:
        before = found[-1] if found else None
        if before is None:
            if episode.row["PLACE"] in TEMPORARY:  # 380
                _remark(episode, "away_at_start", "A period of care cannot begin with being away.")
            found.append(_begin(episode))
        elif episode.row["PLACE"] in TEMPORARY or not _moves(before, episode):
            before.take(episode)
        else:
            found.append(_begin(episode, before if _same_carer(before, episode) else None))
    return tuple(placement.close() for placement in found)


def _begin(episode: Episode, same_home_as: _Open | None = None) -> _Open:
    home = same_home_as.home if same_home_as else home_of(episode.row, episode.starts)
    begun = _Open(home, _kind(episode), episode, episode)
    begun.take(episode)
    return begun


def _kind(episode: Episode) -> str:
    row = episode.row
    return placement_kind(row["PLACE"], row["PLACE_PROVIDER"], row["LS"])


def _same_carer(before: _Open, episode: Episode) -> bool:
    return episode.row["RNE"] in ("L", "T", "U") and not _moved_unsaid(before, episode)


def _moved_unsaid(before: _Open, episode: Episode) -> bool:
    """An episode said to change the legal status only that is lived at another address."""
    return episode.row["RNE"] == "L" and not same_address(before.episode.row, episode.row)


def _moves(before: _Open, episode: Episode) -> bool:
    """Whether a new placement begins with this episode."""
    row, was = episode.row, before.episode.row
    back = before.last.row["PLACE"] in TEMPORARY
    same_type = (was["PLACE"], was["PLACE_PROVIDER"]) == (row["PLACE"], row["PLACE_PROVIDER"])
    if back and same_type and same_address(was, row):
        return False
    reason = row["RNE"]
    if reason in ("P", "B"):
        if same_type and same_address(was, row):  # 435, 436
            _remark(
                episode, "move_unseen", "The episode says the child moved; the home is not new."
            )
        return True
    if reason not in ("L", "T", "U"):
        return not (same_type and same_address(was, row))
    if _moved_unsaid(before, episode):  # 434
        _remark(
            episode,
            "moved_unsaid",
            "The episode says only the legal status changed, but the address is another: "
            "taken as a move.",
        )
        return True
    if reason in ("T", "U") and same_type:
        _remark(episode, "type_unchanged", "The episode says the type changed; it is the same.")
    if reason == "L" and episode.row["LS"] == before.last.row["LS"]:
        _remark(episode, "status_unchanged", "The episode says the status changed; it is the same.")
    kind = _kind(episode)
    return kind != before.kind and bool({kind, before.kind} & OWN_RULES)


def _remark(episode: Episode, code: str, reason: str) -> None:
    column = "PLACE" if code == "away_at_start" else "RNE"
    episode.held.remarks.append(Remark(code, reason, column, episode.row[column]))
