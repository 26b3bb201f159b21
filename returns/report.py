"""An import's report in words: for the command line and for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from returns.live.tables import TABLES as LIVE
from returns.models import Import
from returns.report_words import MADE, OUTCOMES, OWED, RECONCILED, TITLES
from returns.ssda903.tables import TABLES as RETURN

Figures = list[tuple[str, int]]


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


def totals(run: Import) -> Figures:
    """Rows read and what became of them; the first is the sum of the rest."""
    rows: dict[str, Any] = run.counts.get("rows", {})
    return [
        ("Rows read", rows.get("read", 0)),
        ("Taken", rows.get("taken", 0)),
        (f"Said already by another {_source(run)} or import", rows.get("repeated", 0)),
        ("Left out", rows.get("dropped", 0)),
        ("Of refused children", rows.get("refused_child", 0)),
    ]


def _source(run: Import) -> str:
    return "return" if run.kind == Import.Kind.SSDA903 else "row"


def children(run: Import) -> Figures:
    """The children of the import, by what happened to them."""
    counts = run.counts
    found = [
        ("New here", counts.get("children_new", 0)),
        ("Added to or changed", counts.get("children_changed", 0)),
        ("Unchanged", counts.get("children_unchanged", 0)),
        ("Refused", counts.get("children_refused", 0)),
    ]
    if run.kind == Import.Kind.SSDA903:
        found += [
            ("Without an episode, kept aside", counts.get("children_without_episodes", 0)),
            ("Need an end date", counts.get("end_dates_needed", 0)),
        ]
    return found


def made(run: Import) -> Figures:
    """The rows of the record that the import made."""
    return [(words, run.counts.get(name, 0)) for name, words in MADE[run.kind].items()]


def reconciled(run: Import) -> Figures:
    """How the record stood after an import of live cases; nothing for a return."""
    return _reconciliation(run, RECONCILED)


def owed(run: Import) -> Figures:
    """What was owed after an import of live cases; nothing for a return."""
    return _reconciliation(run, OWED)


def _reconciliation(run: Import, words: dict[str, str]) -> Figures:
    numbers = run.counts.get("reconciliation", {})
    return [(says, numbers[name]) for name, says in words.items() if name in numbers]


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
    tables = RETURN if run.kind == Import.Kind.SSDA903 else LIVE
    return [
        FileFigures(
            one["name"],
            tables[one["table"]].says,
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
    taken = counts.get("rows", {}).get("taken", 0)
    if run.kind == Import.Kind.CASES and taken:
        said = f"{taken:,} {'row' if taken == 1 else 'rows'} {_verb(run, taken)} taken"
        said += f": {_new_and_changed(new, changed)}" if new + changed else ""
    elif not new and not changed:
        said = "These files were imported before: nothing" if counts.get("again") else "Nothing"
        said += " would change" if run.dry_run else " changed"
    else:
        said = _new_and_changed(new, changed, f" {_verb(run, new + changed)} taken")
    left_out = counts.get("rows", {}).get("dropped", 0)
    if run.kind == Import.Kind.CASES and left_out:
        said += f"; {left_out:,} {'row' if left_out == 1 else 'rows'} left out"
    return f"{said}; {_children(refused)} refused." if refused else f"{said}."


def _verb(run: Import, number: int) -> str:
    return "would be" if run.dry_run else "were" if number != 1 else "was"


def _new_and_changed(new: int, changed: int, verb: str = "") -> str:
    return f"{_children(new + changed)}{verb} ({new:,} new, {changed:,} changed)"


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number:,} children"


def as_text(run: Import) -> str:
    """The report for a terminal."""
    parts = [headline(run), ""]
    for heading, figures in (
        ("Rows", totals(run)),
        ("Children", children(run)),
        ("Made", made(run)),
        ("How the record stands", reconciled(run)),
        ("What is owed", owed(run)),
    ):
        if not figures:
            continue
        parts += [heading, *(f"  {number:>9,}  {words}" for words, number in figures), ""]
    if run.kind == Import.Kind.CASES:
        parts += [*_files_as_text(run), ""]
    outcome = ""
    for reason in reasons(run):
        if reason.outcome != outcome:
            outcome = reason.outcome
            parts.append(OUTCOMES[outcome])
        parts.append(
            f"  {reason.rows:>9,}  {reason.title} [{reason.code}], {_children(reason.children)}"
        )
    return "\n".join([*parts, "", f"Every row with its reason: /imports/{run.pk}/rows/"])


def _files_as_text(run: Import) -> list[str]:
    heading = "     read    taken  already left out  refused  File"
    return [
        heading,
        *(
            f"{one.read:>9,}{one.taken:>9,}{one.repeated:>9,}{one.left_out:>9,}{one.refused:>9,}"
            f"  {one.name}: {one.table}"
            for one in files(run)
        ),
    ]
