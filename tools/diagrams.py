"""Draw the house from the code: which room imports which, and what its tables point to.

`make diagrams` writes docs/diagrams/*.md; with `--check` it only says which are out of date, as
`make check` asks. The pictures are Mermaid, which code hosts and many editors draw.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import grimp

CHECKOUT = Path(__file__).resolve().parent.parent
DRAWN = CHECKOUT / "docs/diagrams"
MADE = "<!-- Written by `make diagrams`; do not edit. -->"
Edges = dict[str, set[str]]


def main(arguments: list[str]) -> int:
    pages = {DRAWN / "rooms.md": rooms_page(imports()), DRAWN / "tables.md": tables_page(tables())}
    if "--check" not in arguments:
        DRAWN.mkdir(parents=True, exist_ok=True)
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    old = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
    for path in old:
        print(f"{path.relative_to(CHECKOUT)} is out of date: run `make diagrams`.")
    return 1 if old else 0


def imports() -> Edges:
    """For each room, the rooms its modules import, as import-linter reads them."""
    configured = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    rooms = configured["tool"]["importlinter"]["root_packages"]
    graph = grimp.build_graph(*rooms, cache_dir=str(CHECKOUT / ".import_linter_cache"))
    found: Edges = {room: set() for room in rooms}
    for module in graph.modules:
        room = module.split(".")[0]
        for other in graph.find_modules_directly_imported_by(module):
            found[room].add(other.split(".")[0])
    return {room: others - {room} for room, others in found.items()}


def tables() -> dict[str, list[tuple[str, str, str]]]:
    """For each room, the keys of its tables: (table, the column, the table it points to).

    A table without any is there with empty words; histories, which repeat their table, are not.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django
    from django.apps import apps

    django.setup()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for model in apps.get_models():
        room = model._meta.app_label
        if not (CHECKOUT / room / "apps.py").exists() or hasattr(model, "pgh_tracked_model"):
            continue
        keys = [
            (model.__name__, field.name, _named(field.related_model, room))
            for field in model._meta.concrete_fields
            if field.is_relation
        ]
        found.setdefault(room, []).extend(keys or [(model.__name__, "", "")])
    return {room: sorted(found[room]) for room in sorted(found)}


def _named(model: object, room: str) -> str:
    """A table as `room` calls it: its own by its name, another's with the room's before it."""
    meta = model._meta  # type: ignore[attr-defined]
    own = meta.app_label == room
    return str(meta.object_name if own else f"{meta.app_label}.{meta.object_name}")


def rooms_page(edges: Edges) -> str:
    """The picture of the rooms, and beneath it every import."""
    lines = [
        MADE,
        "# Rooms, and which imports which",
        "",
        "An arrow is an import. What follows from two other arrows is left out of the picture and",
        "stands in the table. `config` stays out of it: it switches the others on by their names,",
        "and keeps what every room asks of it, such as its schedules.",
        "",
        "```mermaid",
        "flowchart TD",
    ]
    drawn = {room: others for room, others in edges.items() if room != "config"}
    shortest = reduced({room: others - {"config"} for room, others in drawn.items()})
    lines += [f"    {room}" for room in drawn]
    lines += [f"    {room} --> {other}" for room in drawn for other in sorted(shortest[room])]
    lines += ["```", "", "| room | imports |", "|---|---|"]
    lines += [
        f"| `{room}` | {', '.join(f'`{other}`' for other in sorted(others)) or 'none'} |"
        for room, others in edges.items()
    ]
    return "\n".join(lines) + "\n"


def reduced(edges: Edges) -> Edges:
    """Without the arrows that follow from others. Raises ValueError if rooms import in a circle."""
    reach: Edges = {}

    def reached(room: str, path: tuple[str, ...]) -> set[str]:
        if room in path:
            raise ValueError(f"Rooms import each other: {' → '.join((*path, room))}.")
        if room not in reach:
            reach[room] = set().union(
                edges[room], *(reached(other, (*path, room)) for other in edges[room])
            )
        return reach[room]

    for room in edges:
        reached(room, ())
    return {
        room: {one for one in others if not any(one in reach[two] for two in others - {one})}
        for room, others in edges.items()
    }


def tables_page(found: dict[str, list[tuple[str, str, str]]]) -> str:
    """A picture for each room of its tables and what their keys point to."""
    lines = [
        MADE,
        "# Tables, room by room",
        "",
        "An arrow is a foreign key, by its column. Tables of other rooms have round corners.",
        "Histories are left out: every table that has one keeps it beside it, as `…event`.",
    ]
    for room, keys in found.items():
        own = sorted({table for table, _, _ in keys})
        others = sorted({target for _, _, target in keys if "." in target})
        lines += ["", f"## {room}", "", "```mermaid", "flowchart LR"]
        lines += [f"    {table}[{table}]" for table in own]
        lines += [f"    {_node(other)}([{other}])" for other in others]
        lines += _arrows(keys)
        lines += ["```"]
    return "\n".join(lines) + "\n"


def _arrows(keys: Iterable[tuple[str, str, str]]) -> list[str]:
    return [
        f"    {table} -->|{column}| {_node(target)}" for table, column, target in keys if target
    ]


def _node(name: str) -> str:
    """As Mermaid takes it for the name of a box."""
    return name.replace(".", "_")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
