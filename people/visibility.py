"""Which colleagues the people pages show to whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from people.models import RoleAssignment, User
from people.roles import Reach, Role
from people.standing import Standing


def staff(stand: Standing) -> QuerySet[User]:
    """An administrator sees everybody; a manager those who hold a role in their teams today."""
    if stand.holds(Role.ADMINISTRATOR):
        return User.objects.all()
    teams = stand.managed_teams | stand.teams(reach=Reach.OWN_IROS)
    if not teams:
        return User.objects.none()
    held = RoleAssignment.objects.on(stand.on).filter(team__in=teams)
    return User.objects.filter(pk__in=held.values("user"))


def like(people: QuerySet[User], words: str) -> QuerySet[User]:
    """Those whose name, e-mail address or staff number holds every word typed."""
    for word in words.split():
        people = people.filter(
            Q(name__unaccent__icontains=word)
            | Q(email__icontains=word)
            | Q(staff_number__iexact=word)
        )
    return people
