"""Files of live cases for tests: a small invented authority, as another system would give it."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from people.models import Team
from returns.actions.imports import import_folders
from returns.live.tables import TABLES
from returns.models import Import
from tests.factories import NOW, TODAY

Cells = dict[str, str]
Files = dict[str, list[Cells]]
ROSA, IRA, MO = "rosa@marlshire.example", "ira@marlshire.example", "mo@marlshire.example"


def team(name: str = "North team", **cells: str) -> Cells:
    return {"team": name, "kind": "team", "within": "", "manager": "", **cells}


def staff(email: str = ROSA, **cells: str) -> Cells:
    given = {"role": "social_worker", "team": "North team", "from": "2025-01-06", "until": ""}
    return {"email": email, "name": email.split("@", maxsplit=1)[0].title(), **given, **cells}


def child(number: str = "K1", **cells: str) -> Cells:
    names = {"given_name": "Ada", "family_name": "Marsh", "born_on": "2014-03-01"}
    return {"child": number, **names, "team": "North team", **cells}


def home(number: str = "H1", **cells: str) -> Cells:
    return {"home": number, "home_name": f"House {number}", "kind": "in_house_foster", **cells}


def held(number: str = "K1", **cells: str) -> Cells:
    given = {"worker": ROSA, "role": "social_worker", "from": "2025-02-03", "until": ""}
    return {"child": number, **given, **cells}


def lives(number: str = "K1", **cells: str) -> Cells:
    given = {"home": "H1", "from": "2025-01-06", "until": "", "care_from": "2025-01-06"}
    return {"child": number, **given, "care_until": "", "legal_status": "C2", "need": "N1", **cells}


def visit(key: str = "V1", number: str = "K1", **cells: str) -> Cells:
    given = {"visited_on": "2026-10-05", "visited_by": ROSA, "seen": "yes", "alone": "yes"}
    return {"visit": key, "child": number, **given, "note": "Settled.", **cells}


def review(key: str = "R1", number: str = "K1", **cells: str) -> Cells:
    return {
        "review": key,
        "child": number,
        "held_on": "2026-06-01",
        "participation": "PN1",
        **cells,
    }


def plan(key: str = "P1", number: str = "K1", **cells: str) -> Cells:
    return {"plan": key, "child": number, "what": "care_plan", "done_on": "2025-01-10", **cells}


def an_authority(children: Iterable[str] = ("K1", "K2")) -> Files:
    """Two workers, a reviewing officer, a manager, and children in care with all they need."""
    found: Files = {
        "teams": [
            team("Care service", kind="service"),
            team("North team", within="Care service", manager=MO),
            team("Reviewing", within=""),
        ],
        "staff": [
            staff(),
            staff(IRA, role="iro", team="Reviewing"),
            staff(MO, role="team_manager"),
        ],
        "homes": [home()],
        "children": [], "allocations": [], "placements": [], "visits": [], "reviews": [],
        "plans": [],
    }  # fmt: skip
    for number in children:
        found["children"].append(child(number, given_name=f"Child{number}"))
        found["allocations"] += [held(number), held(number, worker=IRA, role="iro")]
        found["placements"].append(lives(number))
        found["visits"].append(visit(f"V-{number}", number))
        found["reviews"].append(review(f"R-{number}", number))
        found["plans"].append(plan(f"P-{number}", number))
    return found


def write(folder: Path, files: Mapping[str, list[Cells]]) -> Path:
    """One CSV for each table, with the columns its rows have, in the table's order."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        given = {column for row in rows for column in row}
        columns = [one.name for one in TABLES[name].columns if one.name in given]
        columns += sorted(given - set(columns))
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, columns or sorted(TABLES[name].names), restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def bring(folder: Path, files: Mapping[str, list[Cells]] | None = None, **given: Any) -> Import:
    """Import the files, as the command does."""
    given.setdefault("on", TODAY)
    given.setdefault("dry_run", False)
    receiving: Team | None = given.pop("team", None)
    return import_folders(
        folders=[write(folder, files) if files else folder],
        team=receiving,
        clock=lambda: NOW,
        kind=Import.Kind.CASES,
        **given,
    )


def codes(run: Import, outcome: str) -> list[str]:
    return sorted(run.lines.filter(outcome=outcome).values_list("code", flat=True))


def fates(run: Import) -> dict[str, int]:
    found: dict[str, int] = run.counts["rows"]
    return found


def days_ago(days: int) -> str:
    return str(TODAY - datetime.timedelta(days=days))
