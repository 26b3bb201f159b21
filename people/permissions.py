"""Who keeps people and teams: yes, or the reason why not."""

from __future__ import annotations

import datetime

from people.models import RoleAssignment, User
from people.refusal import YES, Answer, Refusal
from people.roles import Reach, Role
from people.standing import Standing, standing

ADMINISTRATOR_ONLY = Refusal("administrator_only", "Only an administrator keeps people and teams.")


def may_keep_people(who: User | Standing, *, on: datetime.date) -> Answer:
    """Whether they add people, give roles and keep the teams."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    return YES if stand.holds(Role.ADMINISTRATOR) else ADMINISTRATOR_ONLY


def may_give_roles(who: User | Standing, user: User, *, on: datetime.date) -> Answer:
    """Whether they give `user` a role, or end one: an administrator, and never their own."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    if stand.user.pk == user.pk:
        return Refusal("own_roles", "Another administrator has to change your own roles.")
    return may_keep_people(stand, on=on)


def may_record_absence(who: User | Standing, user: User, *, on: datetime.date) -> Answer:
    """Whether they say that `user` is away and who covers: an administrator, or their manager."""
    stand = who if isinstance(who, Standing) else standing(who, on)
    if stand.holds(Role.ADMINISTRATOR) or manages(stand, user):
        return YES
    return Refusal("not_their_manager", "Cover is arranged by somebody's manager.")


def manages(stand: Standing, user: User) -> bool:
    """Whether `user` holds a role in a team this person manages. Nobody manages themselves."""
    if user.pk == stand.user.pk:
        return False
    teams = stand.managed_teams | stand.teams(reach=Reach.OWN_IROS)
    return RoleAssignment.objects.on(stand.on).filter(user=user, team__in=teams).exists()
