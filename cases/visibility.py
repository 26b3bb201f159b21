"""Which children a person may see, and how much of each. Every queryset of a child starts here.

The rules are the need-to-know table of docs/trust.md, read from people/roles.py:
- own and covered allocations, in the roles the person holds;
- the line: every child of the teams under a manager's assignment;
- an IRO manager: children whose IRO belongs to their teams, and the name and dates of those in
  care who have no IRO yet, so that one can be named;
- a stated reason (break glass, director, out-of-hours shift) while it lasts.
A restricted child is open to those listed only; an exclusion beats everything.
Not visible means absent: from lists, counts, searches, exports, and a 404 on the page.
"""

from __future__ import annotations

import datetime
import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.holding import in_care, main_held
from cases.models import AccessReason, Allocation, Child, Exclusion, Permitted
from people.models import RoleAssignment, User
from people.periods import holds, inclusive
from people.roles import RULES, Reach, Role, Sight
from people.standing import Standing, standing

# How much more one sight shows than another.
ORDER = {Sight.NO_NARRATIVE: 1, Sight.PLACEMENT: 2, Sight.FULL: 3}

# The allocation role a staff role must hold to open a child.
ALLOCATED_AS = {
    Role.SOCIAL_WORKER: Allocation.Role.SOCIAL_WORKER,
    Role.PERSONAL_ADVISER: Allocation.Role.PERSONAL_ADVISER,
    Role.IRO: Allocation.Role.IRO,
    Role.SUPERVISING_SOCIAL_WORKER: Allocation.Role.SUPERVISING_SOCIAL_WORKER,
}


def children(
    who: User | Standing,
    *,
    on: datetime.date,
    at: datetime.datetime | None = None,
    sights: tuple[Sight, ...] = tuple(Sight),
) -> QuerySet[Child]:
    """Children `who` may see on `on` with one of `sights`.

    `at` is the instant for stated reasons, which last hours; without it they open nothing.
    A person holding several roles gets the children of all of them.
    """
    stand = who if isinstance(who, Standing) else standing(who, on)
    return Child.objects.filter(
        _opened(stand, at, sights) & not_barred(stand.user, on), merged_into=None
    )


def recordable(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Child]:
    """Children to whose record `who` may add: see `cases.permissions.may_record`."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    seen = children(stand, on=on, at=at, sights=(Sight.FULL,))
    return seen if stand.records else seen.none()


def sight_of(
    who: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Sight | None:
    """The most that `who` may see of `child`, or None: a stranger."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    for sight in sorted(ORDER, key=lambda one: -ORDER[one]):
        if children(stand, on=on, at=at, sights=(sight,)).filter(pk=child.pk).exists():
            return sight
    return None


def not_barred(user: User, on: datetime.date, child: str = "pk") -> Q:
    """Neither excluded nor left off the list of a restricted child.

    `child` is the path of the child's key from the queryset that is filtered.
    """
    excluded = Exclusion.objects.filter(inclusive(on), child=OuterRef(child), user=user)
    permitted = Permitted.objects.filter(child=OuterRef(child), user=user)
    prefix = "" if child == "pk" else f"{child.removesuffix('_id')}__"
    return ~Exists(excluded) & (Q(**{f"{prefix}restricted": False}) | Exists(permitted))


# These name the children (`pk IN …`) rather than ask of each (`EXISTS …`): among alternatives,
# PostgreSQL finds those named once and looks each child up, but would ask of every child there is.


def held_by(users: frozenset[uuid.UUID], roles: list[str], on: datetime.date) -> Q:
    """The child is allocated to one of `users` in one of `roles` on the day."""
    held = Allocation.objects.filter(holds(on), user__in=users, role__in=roles)
    return Q(pk__in=held.values("child"))


def main_worker(role: str, on: datetime.date, users: frozenset[uuid.UUID] | None = None) -> Q:
    """The child has a main worker of `role` on the day (one of `users`); a leaver is none."""
    rows = Allocation.objects.filter(holds(on), role=role, main=True, user__is_active=True)
    return Q(pk__in=(rows if users is None else rows.filter(user__in=users)).values("child"))


def _opened(stand: Standing, at: datetime.datetime | None, sights: tuple[Sight, ...]) -> Q:
    wanted = set(sights)
    opened = Q(pk__in=[])
    roles = [
        ALLOCATED_AS[role].value
        for role in stand.roles
        if role in ALLOCATED_AS and RULES[role].sight in wanted
    ]
    if roles:
        opened |= held_by(stand.hands, roles, stand.on)
    teams = stand.teams(reach=Reach.LINE, sight=wanted)
    if teams:
        opened |= Q(team__in=teams)
    iro_teams = stand.teams(reach=Reach.OWN_IROS, sight=wanted)
    if iro_teams:
        opened |= _iro_in(iro_teams, stand.on)
    if Sight.NO_NARRATIVE in wanted and stand.holds(Role.IRO_MANAGER):
        opened |= Q(in_care(stand.on)) & ~Q(main_held(Allocation.Role.IRO, stand.on))
    if at is not None and Sight.FULL in wanted:
        opened |= _reason_given(stand, at)
    return opened


def _iro_in(teams: set[uuid.UUID], on: datetime.date) -> Q:
    iros = RoleAssignment.objects.on(on).filter(role=Role.IRO, team__in=teams).values("user")
    held = Allocation.objects.filter(holds(on), role=Allocation.Role.IRO, user__in=iros)
    return Q(pk__in=held.values("child"))


def _reason_given(stand: Standing, at: datetime.datetime) -> Q:
    """A reason lasts no longer than the role in which it was stated."""
    kinds = []
    if any(holding.rule.sight == Sight.FULL for holding in stand.holdings):
        kinds.append(AccessReason.Kind.BREAK_GLASS)
    if stand.holds(Role.DIRECTOR):
        kinds.append(AccessReason.Kind.DIRECTOR)
    lasting = AccessReason.objects.filter(user=stand.user, at__lte=at, until__gt=at)
    named = lasting.filter(child__isnull=False, kind__in=kinds)
    opened = Q(pk__in=named.values("child"))
    if stand.holds(Role.OUT_OF_HOURS):
        opened |= Q(Exists(lasting.filter(kind=AccessReason.Kind.SHIFT)))
    return opened
