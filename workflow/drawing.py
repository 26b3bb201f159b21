"""The picture of a workflow, in Mermaid, from its one table of transitions."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.flow import Flow

MADE = "<!-- Drawn by `make diagrams`; do not edit. -->"


def page(flow: Flow) -> str:
    """A page of Markdown: the picture, and what each move is called in code."""
    rows = [
        f"| {move.words} | `{move.name}` "
        f"| {_words(flow, move.sources)} | {_words(flow, [move.target])} |"
        for move in flow.moves.values()
    ]
    return "\n".join(
        [
            MADE,
            f"# {flow.name.replace('_', ' ').capitalize()}",
            "",
            "```mermaid",
            *_picture(flow),
            "```",
            "",
            "| what somebody does | move | from | to |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _picture(flow: Flow) -> list[str]:
    named = [f"    {state.value}: {state.label}" for state in flow.states]
    entry = f": {flow.before}" if flow.before else ""
    begins = [f"    [*] --> {state}{entry}" for state in map(str, flow.begins)]
    moves = [
        f"    {source} --> {move.target}: {move.words}"
        for move in flow.moves.values()
        for source in map(str, move.sources)
    ]
    left = {source for source, _ in flow.pairs}
    ends = [f"    {state.value} --> [*]" for state in flow.states if state.value not in left]
    return ["stateDiagram-v2", *named, *begins, *moves, *ends]


def _words(flow: Flow, states: Sequence[str]) -> str:
    return ", ".join(str(flow.states(state).label) for state in states)
