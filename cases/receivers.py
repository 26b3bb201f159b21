"""What this room objects to when people and teams change. Connected in CasesConfig.ready()."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from cases.holding import waiting_since_they_left
from cases.independence import require_independence
from cases.models import Child
from people.models import Team, User


def keep_iros_out_of_the_line(*, user: User, on: datetime.date, **_: Any) -> None:
    """Somebody given a role must not come to manage a child they review."""
    require_independence(on=on, iros=[user.pk], field="role")


def keep_the_line_clear_of_iros(*, on: datetime.date, **_: Any) -> None:
    """A team put elsewhere must not bring a child beneath the one who reviews their plan."""
    require_independence(on=on, field="parent")


def let_no_child_be_with_a_closed_team(*, team: Team, **_: Any) -> None:
    """A closed team answers for nobody. Says nothing of whom, or how many."""
    if Child.objects.filter(team=team, merged_into=None).exists():
        raise ValidationError(
            {"closed_on": "Children are still with this team: its manager moves them first."}
        )


def let_no_child_drop_from_the_tray(*, user: User, on: datetime.date, **_: Any) -> None:
    """Who waits for a worker because `user` left, or will, would wait no longer if they had not.

    Says nothing of whom, or how many.
    """
    if waiting_since_they_left(user, max(on, user.left_on or on)).exists():
        raise ValidationError(
            f"Some children have no worker after {user}. Their manager says first who works with "
            "them."
        )
