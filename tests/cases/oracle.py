"""Who sees whom, worked out the slow way: docs/trust.md's words in plain Python, row by row.

Nothing here comes from cases/visibility.py or people/standing.py; the rows are plain tuples.
"""

import datetime
from dataclasses import dataclass, field

DAY = datetime.date(2026, 11, 5)
NOW = datetime.datetime(2026, 11, 5, 14, 0, tzinfo=datetime.UTC)

FULL, PLACEMENT, DATES = "full", "placement", "no_narrative"
MANAGES_A_LINE = {"practice_manager", "team_manager", "service_manager", "assistant_director"}
HOLDS_CHILDREN = {
    "social_worker": FULL,
    "personal_adviser": FULL,
    "iro": FULL,
    "supervising_social_worker": PLACEMENT,
}
WORKS_WITH_RECORDS = {
    "social_worker", "personal_adviser", "iro", "iro_manager", "director", "out_of_hours",
    *MANAGES_A_LINE,
}  # fmt: skip
Period = tuple[int, int | None]  # days from DAY: first, and last or the first day of what follows


@dataclass
class Told:
    """A world as drawn: every number is an index."""

    above: dict[int, int | None]  # team → the team above it
    gone: set[int]  # people who left
    roles: dict[tuple[int, str, int], Period]  # (person, role, team), last day included
    away: dict[int, tuple[int, Period]]  # person → (who covers, when), last day included
    team_of: list[int]  # child → team
    in_care: list[bool]
    restricted: set[int]
    allocated: dict[tuple[int, int, str], Period]  # (child, person, role), last day not included
    main_iro: set[int]  # children one of whose IROs, the first above, is the main one
    excluded: dict[tuple[int, int], Period]  # (child, person), last day included
    listed: set[tuple[int, int]]  # (child, person)
    reasons: list[tuple[int, int | None, str, int, int]]  # person, child, kind, hours from, until
    merged: set[int] = field(default_factory=set)


def sights(told: Told, person: int, child: int) -> set[str]:
    """Everything the person may see of the child: none for a stranger."""
    if person in told.gone or child in told.merged or _barred(told, person, child):
        return set()
    seen = set()
    mine = _roles(told, person)
    for (held, holder, role), when in told.allocated.items():
        if held != child or not _until(when) or role not in {name for name, _ in mine}:
            continue
        if holder == person or holder in _covered_by(told, person):
            seen.add(HOLDS_CHILDREN[role])
    for role, team in mine:
        in_line = team in _upwards(told, told.team_of[child])
        if role in MANAGES_A_LINE and in_line:
            seen.add(FULL)
        if role == "business_support" and in_line:
            seen.add(DATES)
        if role == "iro_manager":
            if any(_is_iro_in(told, iro, team) for iro in _iros(told, child)):
                seen.add(FULL)
            if told.in_care[child] and not _main_iro(told, child):
                seen.add(DATES)
    if _reason(told, person, child, {name for name, _ in mine}):
        seen.add(FULL)
    return seen


def _barred(told: Told, person: int, child: int) -> bool:
    when = told.excluded.get((child, person))
    if when is not None and _within(when):
        return True
    return child in told.restricted and (child, person) not in told.listed


def _roles(told: Told, person: int) -> set[tuple[str, int]]:
    return {
        (role, team)
        for (holder, role, team), when in told.roles.items()
        if holder == person and _within(when)
    }


def _covered_by(told: Told, person: int) -> set[int]:
    return {
        absent
        for absent, (cover, when) in told.away.items()
        if cover == person and _within(when) and absent not in told.gone
    }


def _upwards(told: Told, team: int | None) -> set[int]:
    found = set()
    while team is not None:
        found.add(team)
        team = told.above[team]
    return found


def _iros(told: Told, child: int) -> set[int]:
    return {
        holder
        for (held, holder, role), when in told.allocated.items()
        if held == child and role == "iro" and _until(when)
    }


def _main_iro(told: Told, child: int) -> bool:
    first = min(
        (who for held, who, role in told.allocated if (held, role) == (child, "iro")), default=None
    )
    if first is None or child not in told.main_iro:
        return False
    return _until(told.allocated[(child, first, "iro")])


def _is_iro_in(told: Told, person: int, team: int) -> bool:
    """An IRO of that team, or of one beneath it."""
    return any(
        role == "iro" and team in _upwards(told, home) for role, home in _roles(told, person)
    )


def _reason(told: Told, person: int, child: int, roles: set[str]) -> bool:
    for who, about, kind, starts, ends in told.reasons:
        if who != person or not starts <= 0 < ends:
            continue
        if kind == "shift" and "out_of_hours" in roles:
            return True
        if about != child:
            continue
        if kind == "director" and "director" in roles:
            return True
        if kind == "break_glass" and roles & WORKS_WITH_RECORDS:
            return True
    return False


def _within(when: Period) -> bool:
    return when[0] <= 0 and (when[1] is None or when[1] >= 0)


def _until(when: Period) -> bool:
    return when[0] <= 0 and (when[1] is None or when[1] > 0)
