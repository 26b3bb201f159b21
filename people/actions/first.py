"""The first administrator: nobody is there yet to appoint one, so the machine's keeper does."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from people import changes
from people.actions.staff import Particulars, write
from people.models import RoleAssignment, Team, User
from people.roles import Role


@transaction.atomic
def appoint(
    *, email: str, name: str, authority: str, another: bool, on: datetime.date
) -> tuple[User, bool]:
    """Let whoever signs in as `email` be administrator of the whole authority from `on`.

    They are added if nobody has that address. The top of the tree of teams is made, and called
    `authority`, if there is none. The only action without a `by`: who runs commands on the
    machine could change the rows by hand. Says also whether they were appointed just now: who is
    administrator already is left as they are.

    Raises:
        ValidationError: keyed by field (no address, no name for somebody new, somebody who left);
            or there is an administrator, and not `another` was asked for.
    """
    _one_at_a_time()
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None and _is_administrator(user, on):
        return user, False
    if not another and (held := _administrators(on)):
        raise ValidationError(
            f"There is an administrator already ({held}). They appoint others on the page "
            "People; if none of them can sign in any more, say --another."
        )
    if user is None:
        user = User()
        user.set_unusable_password()
        write(user, Particulars(name=name.strip(), email=email.strip()))
    elif not user.is_active or (user.left_on is not None and user.left_on <= on):
        raise ValidationError({"email": f"{user} no longer works here."})
    RoleAssignment.objects.create(
        user=user, role=Role.ADMINISTRATOR, team=_whole_authority(authority, on), starts_on=on
    )
    changes.role_given.send(sender="people", user=user, on=on)
    return user, True


def _one_at_a_time() -> None:
    """Two first administrators cannot be appointed at once."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_roleassignment IN SHARE ROW EXCLUSIVE MODE")


def _administrators(on: datetime.date) -> str:
    """Who is administrator today, by name; nobody is an empty text."""
    held = RoleAssignment.objects.on(on).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return ", ".join(held.order_by("user__name").values_list("user__name", flat=True).distinct())


def _is_administrator(user: User, on: datetime.date) -> bool:
    held = RoleAssignment.objects.on(on).filter(role=Role.ADMINISTRATOR, user=user)
    return user.is_active and held.exists()


def _whole_authority(name: str, on: datetime.date) -> Team:
    """The top of the tree, made if nothing is there yet."""
    top = Team.objects.filter(parent=None, kind=Team.Kind.AUTHORITY).exclude(closed_on__lte=on)
    return top.first() or Team.objects.create(name=name, kind=Team.Kind.AUTHORITY)
