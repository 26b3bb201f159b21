"""An IRO is never in the line of a child whose plan they review.

Source: Care Planning Regulations 2010, regulation 46 (and the need-to-know table): nobody reviews
who works with the child, or manages those who do. Asked after every write that could break it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q

from cases.models import Allocation
from people.models import RoleAssignment, Team
from people.staffing import LINE_ROLES

WORKS_WITH = (Allocation.Role.SOCIAL_WORKER, Allocation.Role.PERSONAL_ADVISER)


def require_independence(
    *,
    on: datetime.date,
    iros: Iterable[uuid.UUID] | None = None,
    children: Iterable[uuid.UUID] | None = None,
    field: str | None = None,
) -> None:
    """Refuse, from inside the transaction of a change, what puts an IRO in a child's line.

    `iros` and `children` narrow the question to those the change touches. Periods over by `on`
    are history and are left alone.

    Raises:
        ValidationError: an IRO works with, or manages, a child they review; says why, keyed by
            `field` if one is given. It names the officer and no child.
    """
    reviewing = Allocation.objects.filter(_lasting(on), role=Allocation.Role.IRO)
    if iros is not None:
        reviewing = reviewing.filter(user__in=iros)
    if children is not None:
        reviewing = reviewing.filter(child__in=children)
    held = list(reviewing.select_related("child", "user"))
    if not held:
        return
    working = Allocation.objects.filter(
        _lasting(on), role__in=WORKS_WITH, child__in=[one.child_id for one in held]
    )
    for _, says in breaches(held, working, on=on):
        raise ValidationError({field: says} if field else says, code="iro_in_line")


def breaches(
    reviewing: Sequence[Allocation], working: Iterable[Allocation], *, on: datetime.date
) -> Iterator[tuple[Allocation, str]]:
    """Those of `reviewing` whom it puts in the line of their child, and why. Two queries.

    `working` are allocations to work with the same children; neither need be saved yet.
    """
    yield from _works_with(reviewing, working)
    yield from _manages(reviewing, on)


def _lasting(on: datetime.date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gt=on)


def _works_with(
    reviewing: Iterable[Allocation], working: Iterable[Allocation]
) -> Iterator[tuple[Allocation, str]]:
    by_pair: dict[tuple[uuid.UUID, uuid.UUID], list[Allocation]] = {}
    for row in working:
        by_pair.setdefault((row.child_id, row.user_id), []).append(row)
    for iro in reviewing:
        if any(_meet(iro, row, 0) for row in by_pair.get((iro.child_id, iro.user_id), ())):
            yield iro, f"{iro.user} cannot both work with a child and review their plan."


def _manages(
    reviewing: Iterable[Allocation], on: datetime.date
) -> Iterator[tuple[Allocation, str]]:
    posts: dict[uuid.UUID, list[RoleAssignment]] = {}
    for post in RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        user__in={one.user_id for one in reviewing},
        role__in=LINE_ROLES,
    ).select_related("team"):
        posts.setdefault(post.user_id, []).append(post)
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    for iro in reviewing:
        line = set()
        step = iro.child.team_id
        while step is not None:
            line.add(step)
            step = parents[step]
        for post in posts.get(iro.user_id, ()):
            if post.team_id in line and _meet(iro, post, 1):
                says = (
                    f"{iro.user} reviews the plan of a child in that line: as "
                    f"{post.get_role_display().lower()} of {post.team} they would be in the "
                    "child's line of management, and an IRO never is."
                )
                yield iro, says
                break


def _meet(held: Allocation, other: Allocation | RoleAssignment, last_day: int) -> bool:
    """Whether the two periods share a day; `last_day` 1 if the other's end is included."""
    forever = datetime.date.max
    other_end = other.ends_on
    if other_end is not None and last_day:
        other_end += datetime.timedelta(days=1)
    return held.starts_on < (other_end or forever) and other.starts_on < (held.ends_on or forever)
