"""Who keeps a child's lists, who may state a reason, and whose reasons a manager reviews."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import AccessReason, Child
from cases.permissions import STRANGER
from cases.visibility import not_barred, sight_of
from people.models import RoleAssignment, User
from people.refusal import YES, Answer, Refusal
from people.roles import Role, Sight
from people.staffing import managers_of
from people.standing import Standing

SENIOR = (Role.SERVICE_MANAGER, Role.ASSISTANT_DIRECTOR)


def may_keep_lists(stand: Standing, child: Child, *, at: datetime.datetime | None = None) -> Answer:
    """Whether they say who alone may see a child, and who may not: seniors of the child's line."""
    if sight_of(stand, child, on=stand.on, at=at) != Sight.FULL:
        return STRANGER
    for held in stand.holdings:
        if held.role in SENIOR and child.team_id in stand.teams_under.get(held.team_id, ()):
            return YES
    return Refusal(
        "seniors_keep_lists",
        "Who may see a child is decided by a service manager or assistant director of their line.",
    )


def may_state_reason(stand: Standing) -> Answer:
    """Whether they may open a child by stating an urgent reason: whoever works with records."""
    if any(held.rule.sight == Sight.FULL for held in stand.holdings):
        return YES
    return Refusal("no_records", "Your role does not open children's records, urgent or not.")


def may_start_shift(stand: Standing) -> Answer:
    """Whether they may open every child for a shift: out-of-hours duty only."""
    if stand.holds(Role.OUT_OF_HOURS):
        return YES
    return Refusal("not_out_of_hours", "Only out-of-hours duty starts a shift.")


def seniors_who_see(child: Child, on: datetime.date) -> QuerySet[User]:
    """Those who could put a child's lists right: seniors of the line whom the lists let through."""
    seniors = managers_of(child.team_id, on=on, roles=[role.value for role in SENIOR])
    return seniors.filter(pk__in=[user.pk for user in seniors if let_through(child, user, on)])


def reasons_to_see(stand: Standing) -> QuerySet[AccessReason]:
    """Reasons stated by people of their teams that day, or about children of their teams.

    Never one's own, and none about a child one is barred from.
    """
    teams = stand.managed_teams
    posts = RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("at__date")),
        user=OuterRef("user"),
        team__in=teams,
        starts_on__lte=OuterRef("at__date"),
    )
    return (
        AccessReason.objects.filter(Exists(posts) | Q(child__team__in=teams))
        .filter(Q(child=None) | not_barred(stand.user, stand.on, "child_id"))
        .exclude(user=stand.user)
        .order_by("-at")
    )


def managers_to_tell(reason: AccessReason, on: datetime.date) -> list[User]:
    """Who hears of a stated reason at once: the managers of the person, and of the child's team.

    Nobody who is barred from the child, and never the person themselves.
    """
    teams = set(
        RoleAssignment.objects.on(on).filter(user=reason.user).values_list("team", flat=True)
    )
    if reason.child is not None:
        teams.add(reason.child.team_id)
    told = {user for team in teams for user in managers_of(team, on=on)} - {reason.user}
    child = reason.child
    if child is not None:
        told = {user for user in told if let_through(child, user, on)}
    return sorted(told, key=lambda user: user.name)


def let_through(child: Child, user: User, on: datetime.date) -> bool:
    """Whether neither list of the child stands in this person's way."""
    return Child.objects.filter(not_barred(user, on), pk=child.pk).exists()
