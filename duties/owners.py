"""Who owns a duty today. Nothing is owned by nobody, and no leaver is left holding a child.

The main worker allocated in the duty's role, or whoever covers them; with nobody allocated, the
nearest manager of the child's team (the IROs' manager for an IRO's duties).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.models import Allocation, Child
from cases.visibility import children, main_worker
from duties import visibility
from duties.models import Duty
from people.models import Absence, User
from people.periods import holds, inclusive
from people.roles import Role
from people.standing import Standing, standing
from people.trays import managers_of, trays_of

# Owner roles of rules that an allocation answers; the others are managers', found up the line.
ALLOCATED = tuple(Allocation.Role.values)
MANAGEMENT = (Role.PRACTICE_MANAGER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER)


# Owner roles of rules that are no role here; the nearest manager answers for them.
OTHERS = {"pod_admin": "administrator of the pod", "irs_manager": "manager of the IROs"}


def role_words(owner: str) -> str:
    """The words for the owner role of a rule: "social worker", "IRO"."""
    if owner in OTHERS:
        return OTHERS[owner]
    return "IRO" if owner == Role.IRO else owner.replace("_", " ")


@dataclass(frozen=True)
class Owner:
    """Who a duty falls to: `name`, and how it came to them when not by allocation."""

    name: str
    how: str = ""
    user: uuid.UUID | None = None


def owned_by(
    who: User | Standing, *, on: datetime.date, at: datetime.datetime | None = None
) -> QuerySet[Duty]:
    """Duties of any state that fall to this person today."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    seen = children(stand, on=on, at=at)
    mine = Q(pk__in=[])
    for role in ALLOCATED:
        held = seen.filter(main_worker(role, on, stand.hands))
        mine |= Q(owner_role=role, subject__child__in=held.values("pk"))
    if stand.holds(Role.IRO_MANAGER):
        mine |= _unheld(seen, Allocation.Role.IRO, on)
    mine |= _in_my_trays(stand, seen)
    return visibility.duties(stand, on=on, at=at).filter(_named(stand), mine)


def _named(stand: Standing) -> Q:
    """The children whose duties can be this person's at all, so that no others are looked at.

    It follows from the rest, and changes no answer: PostgreSQL goes by it to the duties of some
    twenty children, where alternatives alone have it read every open duty there is.
    """
    if stand.holds(Role.IRO_MANAGER):
        return Q()
    held = Allocation.objects.filter(holds(stand.on), main=True, user__in=stand.hands)
    named = held.order_by().values("child")
    if teams := trays_of(stand).union(*(trays_of(stand, role) for role in MANAGEMENT)):
        named = named.union(Child.objects.filter(team__in=teams).order_by().values("pk"))
    return Q(subject__in=named)


def _in_my_trays(stand: Standing, seen: QuerySet[Child]) -> Q:
    """What lands with a manager: their own role's duties, and those whose worker is missing."""
    found = Q(pk__in=[])
    for role in MANAGEMENT:
        teams = trays_of(stand, role)
        if teams:
            mine = seen.filter(team__in=teams).values("pk")
            found |= Q(owner_role=role, subject__child__in=mine)
    teams = trays_of(stand)
    if teams:
        below = seen.filter(team__in=teams)
        others = Q(subject__child__in=below.values("pk"))
        found |= others & ~Q(owner_role__in=[*ALLOCATED, *MANAGEMENT])
        for held_as in ALLOCATED:
            if held_as != Allocation.Role.IRO.value:
                found |= _unheld(below, held_as, stand.on)
    return found


def _unheld(among: QuerySet[Child], role: str, on: datetime.date) -> Q:
    """Duties of `role` of children whom nobody holds in it."""
    free = among.exclude(main_worker(role, on)).values("pk")
    return Q(owner_role=role, subject__child__in=free)


def owners(duties: Iterable[Duty], *, on: datetime.date) -> dict[uuid.UUID, Owner]:
    """Who each of these duties falls to, by the duty's id. Five queries, however many duties."""
    shown = list(duties)
    subjects = {duty.subject_id for duty in shown}
    held = {
        (child, role): (user, name)
        for child, role, user, name in Allocation.objects.filter(
            holds(on), child__in=subjects, main=True, user__is_active=True
        ).values_list("child_id", "role", "user_id", "user__name")
    }
    away = {
        user: (cover, name)
        for user, cover, name in Absence.objects.filter(
            inclusive(on), user__in={user for user, _ in held.values()}, covered_by__is_active=True
        ).values_list("user_id", "covered_by_id", "covered_by__name")
    }
    teams = dict(Child.objects.filter(pk__in=subjects).values_list("pk", "team_id"))
    managers = managers_of(set(teams.values()), on)
    return {duty.pk: _owner(duty, held, away, teams, managers) for duty in shown}


def _owner(
    duty: Duty,
    held: dict[tuple[uuid.UUID, str], tuple[uuid.UUID, str]],
    away: dict[uuid.UUID, tuple[uuid.UUID, str]],
    teams: dict[uuid.UUID, uuid.UUID],
    managers: dict[uuid.UUID, list[str]],
) -> Owner:
    holder = held.get((duty.subject_id, duty.owner_role))
    if holder:
        user, name = holder
        if user in away:
            cover, cover_name = away[user]
            return Owner(cover_name, f"covering {name}", cover)
        return Owner(name, user=user)
    names = managers.get(teams.get(duty.subject_id, uuid.UUID(int=0)), [])
    if duty.owner_role in ALLOCATED:
        return Owner(", ".join(names) or "Nobody yet", "nobody is allocated")
    return Owner(", ".join(names) or "Nobody yet", role_words(duty.owner_role))
