"""docs/trust.md says what people/roles.py does."""

from pathlib import Path

from people.roles import RULES, Reach, Sight

PAGE = Path(__file__).resolve().parents[2] / "docs" / "trust.md"
WHICH = {
    Reach.OWN: "their own",
    Reach.LINE: "of their teams",
    Reach.OWN_IROS: "of their IROs",
    Reach.CARERS: "of carers they supervise",
    Reach.ALL: "any, with a reason",
    Reach.NONE: "none",
}
HOW_MUCH = {
    Sight.FULL: "everything",
    Sight.PLACEMENT: "the home's part",
    Sight.NO_NARRATIVE: "names and dates",
}


def test_the_page_on_trust_lists_every_role_as_it_is() -> None:
    rows = [line.strip("| \n").split(" | ") for line in PAGE.read_text().splitlines()]
    told = [tuple(row) for row in rows if len(row) == 3][1:]
    assert told == [
        (rule.title, WHICH[rule.reach], HOW_MUCH[rule.sight]) for rule in RULES.values()
    ]
