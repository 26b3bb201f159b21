"""A child who has just moved, and the people around them: what tests of records stand on."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import connection

from cases.changes import tell
from cases.models import Allocation
from people.models import User
from placements.models import Home, Placement
from placements.models.home import HomeKind
from tests.factories import NOW, TODAY, allocated, in_care
from tests.house import House
from visits import actions
from visits.models import Visit, VisitorRole
from visits.report import Report, Step

DAY = datetime.timedelta(days=1)


class Scene(House):
    """The house of tests/cases, its child in care for three days in an agency foster home."""

    def __init__(self) -> None:
        super().__init__()
        allocated(self.child, self.worker)
        allocated(self.child, self.iro, Allocation.Role.IRO)
        self.moved_in = TODAY - 3 * DAY
        self.care = in_care(self.child, since=self.moved_in)
        self.home = Home.objects.create(name="Oak House", kind=HomeKind.AGENCY_FOSTER)
        self.placement = self.lives_in(self.home, since=self.moved_in)
        tell([self.child.pk], today=TODAY)

    def lives_in(
        self, home: Home, *, since: datetime.date, until: datetime.date | None = None
    ) -> Placement:
        return Placement.objects.create(
            child=self.child,
            care_period=self.care,
            home=home,
            kind=home.kind,
            starts_on=since,
            ends_on=until,
        )

    def visit(
        self,
        *,
        by: User | None = None,
        key: uuid.UUID | None = None,
        at: datetime.datetime = NOW,
        steps: list[Step] | None = None,
        **said: Any,
    ) -> Visit:
        """The worker's visit of today, child seen alone, unless told otherwise."""
        return actions.record(
            child=self.child,
            report=said_of(**said),
            steps=steps or [],
            by=by or self.worker,
            on=TODAY,
            at=at,
            key=key or uuid.uuid4(),
        )


def said_of(**said: Any) -> Report:
    """A report of today's visit, child seen alone, but for what is given."""
    usual = {"on": TODAY, "role": VisitorRole.SOCIAL_WORKER, "seen": True, "alone": True}
    return Report(**{**usual, **said})


def checked() -> None:
    """The constraints that wait for the end of the transaction, asked now.

    They look at each row as it was written, so what a test sets up is a transaction of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
