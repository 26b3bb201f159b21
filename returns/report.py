"""An import's report in words: for the command line and for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from returns.models import Import
from returns.ssda903.tables import TABLES

# What each kind of remark is called where rows are counted by it.
TITLES = {
    "adult": "Care begins at 18 or older",
    "after_death": "An episode after the child's death",
    "away_at_start": "Care begins with a temporary move",
    "bad_date": "Not a date",
    "bad_score": "Not a score from 0 to 40",
    "bad_value": "A value that cannot be right, left blank",
    "before_birth": "Before the child was born",
    "before_known_care": "Review before the first episode in the returns given",
    "began_before": "Care began before the returns given",
    "begins_midway": "An episode carries on care that had ended",
    "birth_date_here": "Another date of birth in the record here",
    "cells": "The row has too many or too few cells",
    "changed_since": "A later return corrects an earlier one",
    "code_and_age": "How the child took part contradicts their age",
    "code_of_other_year": "A code of another year",
    "edited_here": "Changed here since an earlier import",
    "end_date_needed": "An end date is needed",
    "end_without_reason": "An end date without a reason",
    "ends_before_start": "Ends before it begins",
    "gap": "The next episode is missing",
    "goes_on_after_end": "Care goes on after it ended",
    "in_future": "After today",
    "in_use": "Something is recorded here on a home or period the returns dropped",
    "move_unseen": "A move to the same home",
    "moved_unsaid": "Another address without a move",
    "need_changes": "The category of need changes",
    "never_ended": "An episode without an end before the next",
    "next_episode_missing": "The last episode says another follows",
    "no_child": "No child's number",
    "no_date": "A date is missing",
    "no_episodes": "No episode of the child in the returns given",
    "no_header": "Not in any table of children",
    "no_legal_status": "No legal status",
    "no_length": "An episode of no length",
    "not_in_care": "Not looked after on the day",
    "other_birth_date": "Another date of birth than the table of children",
    "overlap": "Episodes overlap",
    "reason_without_end": "A reason for ending without an end date",
    "second_that_day": "A second review on the same day",
    "starts_again": "Care begins anew on the day it goes on",
    "status_unchanged": "A change of legal status that changes nothing",
    "two_birth_dates": "Two dates of birth",
    "two_on_one_day": "Two episodes begin on one day",
    "type_unchanged": "A change of type that changes nothing",
    "unknown_code": "A code nobody knows, kept as it stands",
    "upn_shared": "A pupil number of two children, left blank",
}
OUTCOMES = {
    "refused_child": "Children refused whole",
    "dropped": "Rows left out",
    "warned": "Taken, with a remark",
}


@dataclass(frozen=True)
class Reason:
    """How many rows, of how many children, met with one kind of remark."""

    outcome: str
    code: str
    title: str
    rows: int
    children: int


def reasons(run: Import) -> list[Reason]:
    """Every kind of remark in the import, refusals first, then the most frequent."""
    order = list(OUTCOMES)
    found = [
        Reason(one["outcome"], one["code"], title(one["code"]), one["rows"], one["children"])
        for one in run.counts.get("reasons", [])
    ]
    return sorted(found, key=lambda one: (order.index(one.outcome), -one.rows, one.code))


def title(code: str) -> str:
    """What a kind of remark is called."""
    return TITLES.get(code, code)


def totals(run: Import) -> list[tuple[str, int]]:
    """Rows read and what became of them; the first is the sum of the rest."""
    rows: dict[str, Any] = run.counts.get("rows", {})
    return [
        ("Rows read", rows.get("read", 0)),
        ("Taken", rows.get("taken", 0)),
        ("Said already by another return or import", rows.get("repeated", 0)),
        ("Left out", rows.get("dropped", 0)),
        ("Of refused children", rows.get("refused_child", 0)),
    ]


def children(run: Import) -> list[tuple[str, int]]:
    """The children of the import, by what happened to them."""
    counts = run.counts
    return [
        ("New here", counts.get("children_new", 0)),
        ("Added to or changed", counts.get("children_changed", 0)),
        ("Unchanged", counts.get("children_unchanged", 0)),
        ("Refused", counts.get("children_refused", 0)),
        ("Without an episode, kept aside", counts.get("children_without_episodes", 0)),
        ("Need an end date", counts.get("end_dates_needed", 0)),
    ]


def made(run: Import) -> list[tuple[str, int]]:
    """The rows of the record that the import made."""
    counts = run.counts
    return [
        ("Periods of care", counts.get("careperiod_new", 0)),
        ("Legal statuses", counts.get("legalstatus_new", 0)),
        ("Placements", counts.get("placement_new", 0)),
        ("Homes", counts.get("homes_new", 0)),
        ("Reviews", counts.get("review_new", 0)),
    ]


@dataclass(frozen=True)
class Group:
    """The reasons of one outcome."""

    outcome: str
    title: str
    reasons: list[Reason]


def groups(run: Import) -> list[Group]:
    """The reasons by what became of the rows; outcomes nobody met are left out."""
    every = reasons(run)
    found = [
        Group(outcome, words, [one for one in every if one.outcome == outcome])
        for outcome, words in OUTCOMES.items()
    ]
    return [group for group in found if group.reasons]


@dataclass(frozen=True)
class FileFigures:
    """One file: its table, which return it belongs to, and its rows by what became of them."""

    name: str
    table: str
    year: int
    read: int
    taken: int
    repeated: int
    left_out: int
    refused: int


def files(run: Import) -> list[FileFigures]:
    """The files of a finished import."""
    return [
        FileFigures(
            one["name"],
            TABLES[one["table"]].says,
            one["year"],
            one["read"],
            one.get("taken", 0),
            one.get("repeated", 0),
            one.get("dropped", 0),
            one.get("refused_child", 0),
        )
        for one in run.files
        if "table" in one
    ]


def headline(run: Import) -> str:
    """The import in one sentence."""
    if run.state != Import.State.DONE:
        return run.refusal or f"{run.get_state_display()}."
    counts = run.counts
    new, changed = counts.get("children_new", 0), counts.get("children_changed", 0)
    refused = counts.get("children_refused", 0)
    if not new and not changed:
        said = "These files were imported before: nothing" if counts.get("again") else "Nothing"
        said += " would change" if run.dry_run else " changed"
    else:
        verb = "would be" if run.dry_run else "were" if new + changed != 1 else "was"
        said = f"{_children(new + changed)} {verb} taken ({new:,} new, {changed:,} changed)"
    return f"{said}; {_children(refused)} refused." if refused else f"{said}."


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number:,} children"


def as_text(run: Import) -> str:
    """The report for a terminal."""
    parts = [headline(run), ""]
    for heading, figures in (
        ("Rows", totals(run)),
        ("Children", children(run)),
        ("Made", made(run)),
    ):
        parts += [heading, *(f"  {number:>9,}  {words}" for words, number in figures), ""]
    outcome = ""
    for reason in reasons(run):
        if reason.outcome != outcome:
            outcome = reason.outcome
            parts.append(OUTCOMES[outcome])
        parts.append(
            f"  {reason.rows:>9,}  {reason.title} [{reason.code}], {_children(reason.children)}"
        )
    return "\n".join([*parts, "", f"Every row with its reason: /imports/{run.pk}/rows/"])
