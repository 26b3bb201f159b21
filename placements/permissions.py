"""What a person may do about where children live, and about homes: yes, or the reason why not."""

from __future__ import annotations

import datetime

from cases.models import Allocation, Child
from cases.permissions import may_record
from people.models import User
from people.periods import holds
from people.refusal import YES, Answer, Refusal
from people.roles import Role, Sight
from people.standing import Standing, standing

KEEPERS = (Role.COMMISSIONING, Role.BROKERAGE)


def may_place(
    user: User | Standing, child: Child, *, on: datetime.date, at: datetime.datetime | None = None
) -> Answer:
    """Whether they may record where the child lives, care periods and legal status.

    The allocated social worker or who covers them, and the managers of the child's line.
    """
    stand = user if isinstance(user, Standing) else standing(user, on)
    may = may_record(stand, child, on=on, at=at)
    if not may:
        return may
    holding = Allocation.objects.filter(
        holds(on), child=child, user__in=stand.hands, role=Allocation.Role.SOCIAL_WORKER
    )
    if child.team_id in stand.managed_teams or holding.exists():
        return YES
    return Refusal(
        "not_placing",
        "The child’s social worker, or a manager of their team, records where the child lives.",
    )


def may_see_homes(stand: Standing) -> Answer:
    """Whether they may look homes up: those whose work touches where children live."""
    if any(holding.rule.sight in (Sight.FULL, Sight.PLACEMENT) for holding in stand.holdings):
        return YES
    return Refusal("no_homes", "Your role does not look homes up.")


def may_keep_homes(stand: Standing) -> Answer:
    """Whether they may change what is known of homes: commissioning and brokerage."""
    if stand.holds(*KEEPERS):
        return YES
    return Refusal("homes_by_commissioning", "Commissioning and brokerage keep the homes.")
