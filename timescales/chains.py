"""Which chains run as the situation changes: started, paused, resumed, ended."""

from typing import TYPE_CHECKING

from timescales.life import Care, Placement
from timescales.reviewing import sync
from timescales.run import Run

if TYPE_CHECKING:
    from timescales.walk import Walk


def refresh(walk: "Walk") -> None:
    """Start, pause, resume and end chains as the situation now asks."""
    if walk.care is None:
        return
    placement_active, care_active = walk.rules.active(walk.situation)
    _refresh(walk, walk.care, care_active)
    if walk.placement:
        _refresh(walk, walk.placement, placement_active)
    redate(walk)
    sync(walk, walk.care)


def redate(walk: "Walk") -> None:
    """Intervals may have changed: every open duty asks again."""
    for run in walk.runs():
        run.redate(walk.day)


def _refresh(walk: "Walk", context: Care | Placement, active: frozenset[int]) -> None:
    for index, run in list(context.runs.items()):
        if index in active and not run.has_turned():
            if run.paused:
                run.resume(walk.day)
        elif run.chain.resumes:
            if not run.paused:
                run.pause(walk.day)
        else:
            run.end(walk.day, replaced=walk.restated)
            del context.runs[index]
            walk.hears.clear()
    _start(walk, context, active)


def _start(walk: "Walk", context: Care | Placement, active: frozenset[int]) -> None:
    care = walk.care
    in_care = isinstance(context, Care)
    chains = walk.rules.care_chains if in_care else walk.rules.placement_chains
    for index, chain in enumerate(chains):
        if index in context.runs or (index not in active and not chain.resumes):
            continue
        if care is None or (chain.needs_placement and walk.placement is None):
            continue
        start = context.start if chain.resumes else walk.day
        run = context.runs[index] = Run(walk, chain, care, walk.placement, start)
        walk.hears.clear()
        if index in active:
            run.begin(walk.day)
        else:
            run.paused = True
