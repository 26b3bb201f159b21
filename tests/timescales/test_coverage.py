"""The list of known timescales says truly which of them are rules."""

import re
from pathlib import Path

from timescales import shipped

LIST = Path(__file__).parents[2] / "docs" / "timescales-coverage.md"
ID = re.compile(r"`((?:STA|KENT|CAL|LEI|HER)-[A-Z0-9.-]+)`")


def listed() -> dict[str, list[str]]:
    """The ids under each heading."""
    _, *parts = LIST.read_text(encoding="utf-8").split("\n## ")
    return {part.splitlines()[0]: ID.findall(part) for part in parts}


def test_every_rule_and_no_other_is_listed_as_active() -> None:
    rules = [rule.id for pack in shipped().values() for rule in pack.rules.values()]
    assert sorted(listed()["Active"]) == sorted(set(rules))


def test_no_timescale_is_listed_twice() -> None:
    ids = [name for names in listed().values() for name in names]
    assert len(ids) == len(set(ids)) > 190
