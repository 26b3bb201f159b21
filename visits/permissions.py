"""What a person may do about visits: yes, or the reason why not."""

from __future__ import annotations

import datetime

from cases.models import Allocation, Child
from cases.permissions import STRANGER
from cases.visibility import sight_of
from people.models import User
from people.periods import holds
from people.refusal import YES, Answer, Refusal
from people.roles import Role, Sight
from people.standing import Standing, standing
from visits.models import Visit, VisitAction, VisitorRole

# As what a holder of a staff role visits. Everybody else who may record visits stands in for the
# social worker, except those who must stay independent of the child's line.
VISITS_AS = {
    Role.SOCIAL_WORKER: VisitorRole.SOCIAL_WORKER,
    Role.PERSONAL_ADVISER: VisitorRole.PERSONAL_ADVISER,
    Role.IRO: VisitorRole.IRO,
    Role.IRO_MANAGER: VisitorRole.IRO,
    Role.PRACTICE_MANAGER: VisitorRole.TEAM_MANAGER,
    Role.TEAM_MANAGER: VisitorRole.TEAM_MANAGER,
    Role.SERVICE_MANAGER: VisitorRole.SERVICE_MANAGER,
    Role.COMMISSIONING: VisitorRole.COMMISSIONING,
    Role.SUPERVISING_SOCIAL_WORKER: VisitorRole.SUPERVISING_SOCIAL_WORKER,
    Role.OUT_OF_HOURS: VisitorRole.SOCIAL_WORKER,
}
STANDS_IN = frozenset(
    {
        Role.SOCIAL_WORKER,
        Role.PERSONAL_ADVISER,
        Role.PRACTICE_MANAGER,
        Role.TEAM_MANAGER,
        Role.SERVICE_MANAGER,
        Role.OUT_OF_HOURS,
    }
)


def may_record_visit(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may record a visit to this child, and start a draft of one."""
    stand = _stand(user, on)
    if sight_of(stand, child, on=on, at=at) is None:
        return STRANGER
    if not stand.records_visits:
        return Refusal("role_does_not_visit", "Your role does not record visits to children.")
    return YES


def may_read_visit(
    user: User | Standing, visit: Visit, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may read what was written: the whole record's readers, and who wrote it."""
    stand = _stand(user, on)
    sight = sight_of(stand, visit.child, on=on, at=at)
    if sight is None:
        return STRANGER
    if sight == Sight.FULL or stand.user.pk in (visit.visitor_id, visit.recorded_by_id):
        return YES
    return Refusal("no_narrative", "Your role does not see what is written about a child.")


def may_correct_visit(
    user: User | Standing, visit: Visit, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may correct it: who wrote it, or a manager of the child's line."""
    stand = _stand(user, on)
    may = may_read_visit(stand, visit, on=on, at=at)
    if not may:
        return may
    if stand.user.pk in (visit.visitor_id, visit.recorded_by_id) and stand.records_visits:
        return YES
    if visit.child.team_id in stand.managed_teams:
        return YES
    return Refusal(
        "not_the_writer",
        "Only the person who recorded this visit, or a manager of the child's team, corrects it.",
    )


def may_read_form(
    user: User | Standing, visit: Visit, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may sign the form of a purposeful visit, or send it back.

    The child's IRO, who covers them, and the IROs' managers; never who made the visit.
    """
    stand = _stand(user, on)
    may = may_read_visit(stand, visit, on=on, at=at)
    if not may:
        return may
    if stand.user.pk in (visit.visitor_id, visit.recorded_by_id):
        return Refusal("own_form", "You made this visit: somebody else reads the form.")
    mine = Allocation.objects.filter(
        holds(on), child=visit.child_id, user__in=stand.hands, role=Allocation.Role.IRO
    )
    if Role.IRO_MANAGER in stand.roles or (Role.IRO in stand.roles and mine.exists()):
        return YES
    return Refusal("iro_reads", "The child’s independent reviewing officer reads this form.")


def answers_for(stand: Standing, action: VisitAction) -> bool:
    """Whether an action of a visit they may read is theirs to close."""
    return stand.records or stand.user.pk in (action.worker_id, action.visit.visitor_id)


def may_finish_action(
    user: User | Standing,
    action: VisitAction,
    *,
    on: datetime.date,
    at: datetime.datetime | None = None,
) -> Answer:
    """Whether they may mark an action as done: its worker, the visitor, or whoever records."""
    stand = _stand(user, on)
    if sight_of(stand, action.visit.child, on=on, at=at) is None:
        return STRANGER
    if answers_for(stand, action):
        return YES
    return Refusal("not_your_action", "Only those who work with the child close its actions.")


def may_keep_standards(stand: Standing) -> Answer:
    """Whether they may change what is looked at on purposeful visits: administrators."""
    if stand.holds(Role.ADMINISTRATOR):
        return YES
    return Refusal("not_administrator", "Only an administrator keeps the lines of evidence.")


def roles_open_to(stand: Standing, child: Child) -> list[VisitorRole]:
    """The roles this person may say they visited in, the likeliest first. One query.

    Allocated roles (their own or a covered colleague's) come first. Standing in for the social
    worker is open to social care staff, never to an IRO, who must stay independent.
    """
    allocated = Allocation.objects.filter(
        holds(stand.on), child=child, user__in=stand.hands, role__in=[*stand.roles]
    ).order_by("-main", "starts_on")
    found = [VISITS_AS[Role(role)] for role in allocated.values_list("role", flat=True)]
    found += [VISITS_AS[role] for role in VISITS_AS if role in stand.roles]
    if stand.roles & STANDS_IN:
        found.append(VisitorRole.SOCIAL_WORKER)
    return [*dict.fromkeys([*found, VisitorRole.OTHER])]


def _stand(user: User | Standing, on: datetime.date) -> Standing:
    return user if isinstance(user, Standing) else standing(user, on)
