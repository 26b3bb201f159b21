"""What rows contradict of each other, and days that cannot be. Pure: told the day of the import."""

from __future__ import annotations

import datetime
from collections import defaultdict

from returns.live.lived import judge_placements
from returns.live.periods import overlapping
from returns.live.rows import Entry, Rows, by_key
from returns.live.tables import (
    ALLOCATIONS,
    CHILDREN,
    EVERY,
    PLANS,
    REVIEWS,
    STAFF,
    TEAMS,
    VISITS,
)
from returns.sheets.account import At

# How far ahead a role or an allocation may begin: further is more likely a mistyped year.
LONGEST_AHEAD = datetime.timedelta(days=366)
OLDEST_YEARS = 30  # a record for somebody older is a mistyped year
PREGNANCY = datetime.timedelta(days=300)
OVERDUE_BIRTH = datetime.timedelta(days=60)
DONE = {VISITS.name: "visited_on", REVIEWS.name: "held_on", PLANS.name: "done_on"}
PERSONAL = ("name", "left_on", "job_title", "phone", "staff_number")
Day = datetime.date


def judge(rows: Rows, on: Day) -> None:
    """Mark every row that is to be left out and every child to be refused whole.

    The order of the rows does not matter: of rows that contradict each other none is taken.
    """
    _said_twice(rows)
    _people(rows, on)
    _circles(rows)
    for entry in rows.of(CHILDREN):
        _child(rows, entry, on)
    for column in ("ssda903_id", "nhs_number", "upn"):
        _shared(rows, column)
    born = {entry.row.child: entry.row.day("born_on") for entry in rows.of(CHILDREN)}
    for entry in rows.of(ALLOCATIONS):
        _period(entry, "from", "until", on)
    _main_workers(rows)
    judge_placements(rows, on)
    for table in (VISITS, REVIEWS, PLANS):
        for entry in rows.of(table):
            _done(entry, DONE[table.name], on, born.get(entry.row.child))


def _said_twice(rows: Rows) -> None:
    for table in EVERY:
        for entries in by_key(rows.every(table)).values():
            if len(entries) == 1:
                continue
            for entry in entries:
                if table is CHILDREN:
                    births = {one.row["born_on"] for one in entries}
                    code = "two_birth_dates" if len(births) > 1 else "one_id_for_two"
                    says = "Two rows give this id to children who differ."
                    rows.refuse_for(entry, code, says, "born_on" if len(births) > 1 else "child")
                else:
                    says = "Another row says something else of the same: neither is taken."
                    entry.leave("said_twice", says, table.key[0])


def _people(rows: Rows, on: Day) -> None:
    """One person is one name; a role needs a team and a period that can be."""
    by_email: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows.every(STAFF):
        by_email[entry.row["email"]].append(entry)
    for entries in by_email.values():
        for column in PERSONAL:
            if len({entry.row[column] for entry in entries if entry.row[column]}) > 1:
                for entry in entries:
                    says = "The rows of this person differ here: none of them is taken."
                    entry.leave("two_people", says, column)
    for entry in rows.of(STAFF):
        if entry.row["role"] and not entry.row["team"]:
            entry.leave("missing", "A role is held in a team: name it.", "team")
        _period(entry, "from", "until", on)


def _circles(rows: Rows) -> None:
    """Teams that stand above themselves."""
    entries = {entry.row["team"].casefold(): entry for entry in rows.of(TEAMS)}
    for name, entry in entries.items():
        step, passed = entry.row["within"].casefold(), {name}
        while step in entries and step not in passed:
            passed.add(step)
            step = entries[step].row["within"].casefold()
        if step == name:
            entry.leave("circle", "The team would stand above itself.", "within")


def _child(rows: Rows, entry: Entry, on: Day) -> None:
    row = entry.row
    born, expected = row.day("born_on"), row.day("expected_on")
    if born is None and expected is None:
        rows.refuse_for(entry, "no_birth_date", "The date of birth is missing.", "born_on")
    elif born and not _years_before(on, OLDEST_YEARS) <= born <= on:
        says = f"A date of birth lies within {OLDEST_YEARS} years before today."
        rows.refuse_for(entry, "birth_date_cannot_be", says, "born_on")
    elif born is None and expected and not on - OVERDUE_BIRTH <= expected <= on + PREGNANCY:
        says = "No birth is expected on that day: enter the date of birth, or check it."
        rows.refuse_for(entry, "birth_date_cannot_be", says, "expected_on")
    elif not (row["given_name"] or row["family_name"] or row["known_as"] or row["ssda903_id"]):
        says = "The child has neither a name nor a number in the return."
        rows.refuse_for(entry, "no_name", says, "given_name")


def _years_before(day: Day, years: int) -> Day:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _shared(rows: Rows, column: str) -> None:
    """A number that two children claim: of the return it refuses both, else neither gets it."""
    claims: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows.of(CHILDREN):
        number = entry.row[column]
        if number and not number.startswith("UN"):
            claims[number].append(entry)
    for entries in claims.values():
        for entry in entries if len(entries) > 1 else ():
            if column == "ssda903_id":
                says = "Two children are given this number of the return."
                rows.refuse_for(entry, "one_number_for_two", says, column)
            else:
                entry.remark("number_shared", "Another child has it too; left blank.", column)
                values = tuple((k, "" if k == column else v) for k, v in entry.row.values)
                entry.row = type(entry.row)(entry.row.table, entry.row.key, values)


def _period(entry: Entry, first: str, last: str, on: Day) -> None:
    starts, ends = entry.row.day(first), entry.row.day(last)
    if starts and starts > on + LONGEST_AHEAD:
        entry.leave("too_far_ahead", "That is more than a year ahead. Check the year.", first)
    elif starts and ends and ends < starts:
        entry.leave("ends_before_start", "It ends before it begins.", last)


def _main_workers(rows: Rows) -> None:
    """Two main workers in one role at once refuse the child; one person twice at once does not."""
    together: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in rows.of(ALLOCATIONS):
        together[entry.row.child, entry.row["role"]].append(entry)
    for entries in together.values():
        for one, other in overlapping(entries, "from", "until"):
            if one.row["worker"] == other.row["worker"]:
                for entry in (one, other):
                    says = "The same person holds the child twice at once: neither is taken."
                    entry.leave("twice_at_once", says, "from")
            elif one.row["main"] is not False and other.row["main"] is not False:
                says = "The child has two main workers in this role at once."
                rows.refuse_for(max(one, other, key=_place), "two_main_workers", says, "worker")


def _place(entry: Entry) -> At:
    return min(entry.places)


def _done(entry: Entry, column: str, on: Day, born: Day | None) -> None:
    day = entry.row[column]
    if day > on:
        entry.leave("in_future", "That is after today.", column)
    elif born and day < born:
        entry.leave("before_birth", "That is before the child was born.", column)
