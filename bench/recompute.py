"""Working out every child's duties, and those of a night, against one statement of SQL."""

from __future__ import annotations

import datetime
import os

from bench import data, say
from bench.lines import Line, measure, of_medians
from bench.statement import agreement, by_statement
from bench.timing import Times, in_turns
from duties import batches

BAR, NIGHT_BAR, FLAT = 15, 1, 1.25
NIGHTS = 10
# As `recompute_duties` does by itself; PostgreSQL may use as many for its one statement.
HANDS = min(len(os.sched_getaffinity(0)), 4)


@measure("Every child with every pack / one statement on visits and reviews only")
def recompute() -> list[Line]:
    lines = []
    with data.copy_of(data.records(data.FULL)):
        ours, theirs = in_turns(_everybody, _statement, times=1, warm=0)
        theirs = in_turns(_statement, times=5)[0]
        lines.append(of_medians("every duty worked out for the first time", ours, theirs))
    with data.copy_of(data.duties(data.FULL)):
        ours, theirs = in_turns(_everybody, _statement, times=3)
        lines.insert(
            0, of_medians("every duty worked out again, and compared", ours, theirs, bar=BAR)
        )
        lines.append(_agreeing())
    return lines


@measure("A night's run (those whose day has come) / the same statement")
def nightly() -> list[Line]:
    """Each round is the next night, so what one night writes the following finds."""
    ours, theirs = Times(), Times()
    with data.copy_of(data.duties(data.FULL)):
        _statement()
        for number in range(1, NIGHTS + 1):
            day = data.DAY + datetime.timedelta(days=number)
            turns = [
                (ours, lambda day=day: _night(day)),
                (theirs, lambda day=day: by_statement(day)),
            ]
            for one, work in turns if number % 2 else reversed(turns):
                one.take(work)
    say("  nights: " + ", ".join(f"{seconds:.2f}" for seconds in ours.seconds))
    return [of_medians("the children of one night", ours, theirs, bar=NIGHT_BAR)]


@measure("Peak memory of a full recompute: every child / a tenth of them")
def memory() -> list[Line]:
    peaks = []
    for children in (data.TENTH, data.FULL):
        with data.copy_of(data.duties(children)) as name:
            peaks.append(_peak(name))
    small, large = peaks
    return [
        Line(
            "peak memory of the command", f"{large:.0f} MB", f"{small:.0f} MB", large / small, FLAT
        )
    ]


def _everybody() -> None:
    batches.everybody(today=data.DAY, hands=HANDS)


def _statement() -> None:
    by_statement(data.DAY)


def _agreeing() -> Line:
    found = agreement(data.DAY)
    children = found["children"]
    visits, reviews = found["visits"], found["reviews"]
    return Line(
        "children of whom statement and table say the same (no date for both included)",
        f"visits {visits:,} of {children:,}",
        f"reviews {reviews:,} of {children:,}",
        100 * (visits + reviews) / (2 * children),
        unit=" %",
    )


def _peak(name: str) -> float:
    """Megabytes at the most, of the largest process `recompute_duties` had."""
    done = data.manage(name, "shell", "-v0", "-c", PEAK)
    return float(done.split()[-1]) / 1024


PEAK = """
import resource
from bench import data
from duties import batches
batches.everybody(today=data.DAY, hands=2)
print(max(resource.getrusage(who).ru_maxrss
          for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""


def _night(day: datetime.date) -> None:
    """What the beat has a worker do each night."""
    batches.nightly(today=day)
    batches.outdated(today=day)
