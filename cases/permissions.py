"""What a person may do with a child's record: yes, or the reason why not."""

from __future__ import annotations

import datetime
import uuid

from django.db.models import Q, QuerySet

from cases.models import Child
from cases.visibility import sight_of
from people.models import Team, User
from people.refusal import YES, Answer, Refusal
from people.roles import Role, Sight
from people.standing import Holding, Standing, standing

STRANGER = Refusal("not_visible", "You do not work with this child.")
NO_NARRATIVE = Refusal("no_narrative", "Your role does not see what is written about a child.")


def _stand(user: User | Standing, on: datetime.date) -> Standing:
    return user if isinstance(user, Standing) else standing(user, on)


def may_read_narrative(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may read what people wrote about the child."""
    sight = sight_of(user, child, on=on, at=at)
    if sight is None:
        return STRANGER
    return YES if sight == Sight.FULL else NO_NARRATIVE


def may_record(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may add to the record: notes, documents, what was done."""
    stand = _stand(user, on)
    full = may_read_narrative(stand, child, on=on, at=at)
    if not full:
        return full
    if not stand.records:
        return Refusal(
            "role_does_not_record", "Your role reads this record and adds nothing to it."
        )
    return YES


def may_create(user: User | Standing, team: Team, *, on: datetime.date) -> Answer:
    """Whether they may enter a child into `team`: its managers, and its social workers."""
    stand = _stand(user, on)
    if team.closed_on is not None and team.closed_on <= on:
        return Refusal("team_closed", "That team is closed.")
    if team.pk in stand.managed_teams or Holding(Role.SOCIAL_WORKER, team.pk) in stand.holdings:
        return YES
    return Refusal(
        "not_your_team", "Children are entered by the managers and social workers of a team."
    )


def teams_to_enter(stand: Standing) -> QuerySet[Team]:
    """The open teams into which this person may enter a child: `may_create` says yes."""
    own = [held.team_id for held in stand.holdings if held.role == Role.SOCIAL_WORKER]
    still_open = Q(closed_on=None) | Q(closed_on__gt=stand.on)
    return Team.objects.filter(
        still_open, kind=Team.Kind.TEAM, pk__in=stand.managed_teams | set(own)
    )


def may_correct(
    user: User | Standing,
    child: Child,
    writer: uuid.UUID,
    *,
    on: datetime.date,
    at: datetime.datetime | None = None,
) -> Answer:
    """Whether they may put a record right: who wrote it, or a manager of the child's line."""
    stand = _stand(user, on)
    may = may_record(stand, child, on=on, at=at)
    if not may:
        return may
    if stand.user.pk == writer or child.team_id in stand.managed_teams:
        return YES
    return Refusal(
        "not_the_writer",
        "Only the person who recorded this, or a manager of the child's team, puts it right.",
    )


def may_allocate(user: User | Standing, child: Child, *, on: datetime.date) -> Answer:
    """Whether they may say who works with the child: a manager in the child's line.

    An IRO is named by the IROs' manager: see `may_name_iro`.
    """
    stand = _stand(user, on)
    if sight_of(stand, child, on=on) is None:
        return STRANGER
    if child.team_id in stand.managed_teams:
        return YES
    return Refusal("not_in_line", "Only a manager of the child's team says who works with them.")


def may_name_iro(user: User | Standing, child: Child, *, on: datetime.date) -> Answer:
    """Whether they may name the child's IRO: an IRO manager, never the child's own line."""
    stand = _stand(user, on)
    if sight_of(stand, child, on=on) is None:
        return STRANGER
    if stand.holds(Role.IRO_MANAGER):
        return YES
    return Refusal("iro_by_iro_manager", "The IRO is named by the manager of the IROs.")
