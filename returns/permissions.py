"""Who may bring in files from outside, and who may read what became of every row."""

from __future__ import annotations

from people.refusal import YES, Answer, Refusal
from people.roles import Role
from people.standing import Standing

IMPORTERS = (Role.RETURNS_OFFICER, Role.ADMINISTRATOR)


def may_import(stand: Standing) -> Answer:
    """Whether they may import returns and see how an import went, in numbers."""
    if stand.holds(*IMPORTERS):
        return YES
    return Refusal(
        "not_an_importer",
        "Only a returns officer or an administrator imports files and reads this.",
    )


def may_read_rows(stand: Standing) -> Answer:
    """Whether they may read the rows that were left out: they are about children."""
    if stand.holds(Role.RETURNS_OFFICER):
        return YES
    return Refusal(
        "rows_are_about_children",
        "The rows are about children, so only a returns officer reads them.",
    )
