"""Rows for tests, made as simply as the constraints allow. Append; one file for every room.

Plain functions: `a_child(team=north)`, `a_person(Role.SOCIAL_WORKER, team=north)`. What is not
given is invented and valid. Dates are passed in or START; nothing reads the clock.
"""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from cases.models import Allocation, CarePeriod, Child
from people.models import RoleAssignment, Team, User
from people.roles import Role

START = datetime.date(2025, 1, 6)
NOW = datetime.datetime(2026, 11, 5, 9, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()

_number = itertools.count(1)


def a_team(name: str = "", *, under: Team | None = None, kind: str = Team.Kind.TEAM) -> Team:
    """A team, by default beneath nobody."""
    return Team.objects.create(name=name or f"Team {next(_number)}", parent=under, kind=kind)


def a_person(
    role: Role | None = None,
    *,
    team: Team | None = None,
    name: str = "",
    since: datetime.date = START,
    until: datetime.date | None = None,
    **fields: Any,
) -> User:
    """Somebody who signs in, holding `role` in `team` (one of their own if none is given)."""
    number = next(_number)
    fields.setdefault("email", f"person{number}@marlshire.example")
    user = User.objects.create(name=name or f"Person {number}", **fields)
    if role is not None:
        give(user, role, team or a_team(), since=since, until=until)
    return user


def give(
    user: User,
    role: Role,
    team: Team,
    *,
    since: datetime.date = START,
    until: datetime.date | None = None,
) -> RoleAssignment:
    """One more role for somebody."""
    return RoleAssignment.objects.create(
        user=user, role=role, team=team, starts_on=since, ends_on=until
    )


def a_child(*, team: Team | None = None, **fields: Any) -> Child:
    """A child the team answers for, with no worker and not in care."""
    number = next(_number)
    fields.setdefault("given_name", f"Robin{number}")
    fields.setdefault("family_name", "Marsh")
    fields.setdefault("born_on", datetime.date(2014, 3, 1))
    return Child.objects.create(team=team or a_team(), **fields)


def in_care(
    child: Child,
    *,
    since: datetime.date = START,
    until: datetime.date | None = None,
    **fields: Any,
) -> CarePeriod:
    """A period of care."""
    return CarePeriod.objects.create(child=child, starts_on=since, ends_on=until, **fields)


def allocated(
    child: Child,
    user: User,
    role: Allocation.Role = Allocation.Role.SOCIAL_WORKER,
    *,
    main: bool = True,
    since: datetime.date = START,
    until: datetime.date | None = None,
) -> Allocation:
    """`user` holds `child` in `role`."""
    return Allocation.objects.create(
        child=child, user=user, role=role, main=main, starts_on=since, ends_on=until
    )
