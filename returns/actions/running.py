"""What every kind of import is told, and what it answers."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connection

from people.models import Team, User
from returns.sheets.account import Account
from returns.sheets.reading import Opened


@dataclass(frozen=True)
class Run:
    """Who imports, for which team, on which day and at which instant.

    `complete_from` is the day from which the files are said to hold everything of a family of
    facts, for every child (live cases only).
    """

    team: Team | None
    by: User
    on: datetime.date
    at: datetime.datetime
    complete_from: Mapping[str, datetime.date] = field(default_factory=dict)

    @property
    def receiving(self) -> Team:
        """The team that receives new children.

        Raises:
            ValueError: none was named, which this kind of import may not lack.
        """
        if self.team is None:
            raise ValueError("This import needs a receiving team.")
        return self.team


class Gathered(Protocol):
    """The files of an import, read and understood."""

    account: Account

    @property
    def files(self) -> list[Opened[Any]]: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def years(self) -> dict[str, int]: ...


@dataclass(frozen=True)
class Written:
    """What the import did: figures for the report, and the record of each child by number.

    `known` are those of the children who were here before: all that is left after a dry run.
    """

    counts: dict[str, Any]
    children: dict[str, uuid.UUID]
    known: dict[str, uuid.UUID]


def check_now() -> None:
    """Ask the database at once what it would ask at the end, so that a dry run asks it too."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
