"""How many children each worker holds, of those the person asking may see."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cases.models import Allocation, Child
from people.models import RoleAssignment, Team, User
from people.roles import Role
from people.staffing import working

# Roles with a caseload that a team's manager deals out.
CASE_ROLES = (Allocation.Role.SOCIAL_WORKER, Allocation.Role.PERSONAL_ADVISER)


@dataclass(frozen=True)
class Caseload:
    """One worker in one role: how many children as the main one, how many as a helper."""

    worker: User
    role: Allocation.Role
    main: int
    helping: int


def counted(visible: QuerySet[Child], on: datetime.date) -> dict[uuid.UUID, int]:
    """Main children held by each worker who holds any, in any role of CASE_ROLES."""
    rows = Allocation.objects.on(on).filter(child__in=visible, main=True, role__in=CASE_ROLES)
    return dict(rows.order_by().values_list("user").annotate(Count("pk")))


def of_teams(teams: set[uuid.UUID], visible: QuerySet[Child], on: datetime.date) -> list[Caseload]:
    """Everyone with a caseload role in `teams`, and whoever else holds one of their children."""
    held = Allocation.objects.on(on).filter(child__in=visible, role__in=CASE_ROLES)
    numbers: dict[tuple[uuid.UUID, str, bool], int] = {
        (user, role, main): number
        for user, role, main, number in held.order_by()
        .values_list("user", "role", "main")
        .annotate(Count("pk"))
    }
    posts = RoleAssignment.objects.on(on).filter(
        team__in=teams, role__in=[role.value for role in CASE_ROLES], user__in=working(on)
    )
    pairs = {(user, role) for user, role, _ in numbers} | set(posts.values_list("user", "role"))
    people = User.objects.in_bulk([user for user, _ in pairs])
    return sorted(
        (
            Caseload(
                people[user],
                Allocation.Role(role),
                numbers.get((user, role, True), 0),
                numbers.get((user, role, False), 0),
            )
            for user, role in pairs
        ),
        key=lambda load: (load.worker.name, load.role),
    )


def main_children(
    worker: User, role: str, visible: QuerySet[Child], on: datetime.date
) -> QuerySet[Child]:
    """The children `worker` holds as the main one, of those visible."""
    held = Allocation.objects.on(on).filter(user=worker, role=role, main=True)
    return visible.filter(pk__in=held.values("child")).order_by("family_name", "given_name")


def near(team: Team) -> set[uuid.UUID]:
    """The team and its neighbours under the same manager."""
    return set(Team.objects.filter(parent=team.parent_id).values_list("pk", flat=True)) | {team.pk}


def staff_role(role: str) -> Role:
    """The staff role that an allocation of that role asks for: they share their names."""
    return Role(role)
