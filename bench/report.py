"""What was measured, as a table for the terminal and as docs/speed.md."""

from __future__ import annotations

import datetime
import os
import platform

from bench import data
from bench.lines import MEASURES, Line
from config import embedded

PAGE = embedded.CHECKOUT / "docs" / "speed.md"
Results = dict[str, list[Line]]


def table(results: Results) -> str:
    """The results as a table in Markdown."""
    rows = [
        "| measure | what | ours | set against | figure | bar | |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, lines in results.items():
        for line in lines:
            bar = "" if line.bar is None else f"≤ {line.bar:g}"
            cells = (name, line.what, line.ours, line.theirs, line.shown, bar, line.verdict)
            rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write(results: Results, *, on: datetime.date) -> None:
    """Write docs/speed.md anew, but for what people wrote below its mark."""
    mark = "<!-- What follows is written by people; `make bench` leaves it alone. -->"
    kept = PAGE.read_text().partition(mark)[2] if PAGE.exists() else "\n"
    said = "\n".join(f"- `{name}`: {MEASURES[name].about}." for name in results)
    PAGE.write_text(
        f"# How fast it is\n\nWritten by `make bench` on {on.day} {on:%B %Y}: {machine()}. "
        f"{data.FULL:,} invented children in care (`load_demonstration`, as of {data.DAY}), "
        f"a tenth of it where sizes are compared.\n\n{table(results)}\n\n{said}\n\n{mark}{kept}"
    )


def machine() -> str:
    """Cores, memory and versions; no name of anything."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    with data.cluster() as server:
        postgres = server.info.server_version // 10000
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores, {memory:.0f} GB of memory, {platform.machine()}, "
        f"Python {platform.python_version()}, PostgreSQL {postgres} with its usual settings"
    )
