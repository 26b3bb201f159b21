"""Adding people, and giving and ending their roles."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q

from people import changes
from people.models import RoleAssignment, Team, User
from people.permissions import may_give_roles, may_keep_people
from people.refusal import require
from people.roles import Role
from people.signin.sessions import end_all


@dataclass(frozen=True)
class Particulars:
    """What is kept about somebody who works here. Names of fields are those of `User`."""

    name: str
    email: str
    job_title: str = ""
    phone: str = ""
    staff_number: str = ""


@transaction.atomic
def add(*, particulars: Particulars, by: User, on: datetime.date) -> User:
    """Add somebody with no role and no password; they choose one from the e-mail.

    Raises:
        Refused: `by` is no administrator.
        ValidationError: keyed by field (somebody signs in with that address, …).
    """
    require(may_keep_people(by, on=on))
    user = User()
    user.set_unusable_password()
    return write(user, particulars)


@transaction.atomic
def edit(*, user: User, particulars: Particulars, by: User, on: datetime.date) -> User:
    """Correct what is kept about somebody. A new address makes the old one useless at once.

    Raises:
        Refused, ValidationError as `add`.
    """
    require(may_keep_people(by, on=on))
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.email != particulars.email.lower():
        EmailAddress.objects.filter(user=row).delete()
    return write(row, particulars)


def write(user: User, particulars: Particulars) -> User:
    """Save these particulars: for the actions of this room, which asked whether one may.

    Raises:
        ValidationError: keyed by field.
    """
    for field, value in asdict(particulars).items():
        setattr(user, field, value)
    user.email = user.email.lower()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        found = error.message_dict
        if says := found.pop(NON_FIELD_ERRORS, None):
            found.setdefault("staff_number", []).extend(says)
        raise ValidationError(found) from error
    user.save()
    return user


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    team: Team,
    starts_on: datetime.date,
    by: User,
    on: datetime.date,
    ends_on: datetime.date | None = None,
) -> RoleAssignment:
    """Let somebody hold a role in a team from a day, perhaps to a day (both included).

    Raises:
        Refused: `by` is no administrator, or it is their own role.
        ValidationError: keyed by field: held already, team closed, somebody who left, or an IRO
            who would stand in the line of a child they review.
    """
    require(may_give_roles(by, user, on=on))
    return write_role(user=user, role=role, team=team, starts_on=starts_on, ends_on=ends_on, on=on)


@transaction.atomic
def write_role(
    *,
    user: User,
    role: Role,
    team: Team,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    on: datetime.date,
) -> RoleAssignment:
    """As `give_role`, for a caller who has asked whether they may.

    Raises:
        ValidationError: as `give_role`.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.left_on is not None and row.left_on <= max(starts_on, on):
        raise ValidationError({"starts_on": f"{row} no longer works here on that day."})
    if team.closed_on is not None and team.closed_on <= starts_on:
        raise ValidationError({"team": f"{team} is closed."})
    post = RoleAssignment(user=row, role=role, team=team, starts_on=starts_on, ends_on=ends_on)
    try:
        post.full_clean()
    except ValidationError as error:
        raise _about_role(error) from error
    post.save()
    changes.role_given.send(sender="people", user=row, on=on)
    return post


def _about_role(error: ValidationError) -> ValidationError:
    found = error.message_dict
    says = found.pop(NON_FIELD_ERRORS, [])
    for one in says:
        field = "ends_on" if "before it starts" in one else "role"
        found.setdefault(field, []).append(one)
    return ValidationError(found)


@transaction.atomic
def end_role(
    *, post: RoleAssignment, ends_on: datetime.date, by: User, on: datetime.date
) -> RoleAssignment:
    """Let a role end; `ends_on` is its last day.

    Raises:
        Refused: as `give_role`.
        ValidationError: keyed by `ends_on`; or it is the last administrator's.
    """
    row = RoleAssignment.objects.select_for_update().select_related("user").get(pk=post.pk)
    require(may_give_roles(by, row.user, on=on))
    if ends_on < row.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it starts."})
    if row.ends_on is not None and row.ends_on < on:
        raise ValidationError({"ends_on": "This role has ended already."})
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    require_an_administrator(after=ends_on)
    return row


def require_an_administrator(*, after: datetime.date) -> None:
    """Refuse, from inside the transaction, what leaves nobody to keep people from that day on.

    Raises:
        ValidationError.
    """
    kept = RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=after),
        Q(user__left_on=None) | Q(user__left_on__gt=after),
        role=Role.ADMINISTRATOR,
        user__is_active=True,
    )
    if not kept.exists():
        raise ValidationError("Nobody would be administrator after that. Name another one first.")


@transaction.atomic
def close_sign_ins(*, on: datetime.date) -> int:
    """Close the sign-in of those who left by `on`, and say how many. Run each night.

    Somebody whose day has come stands nowhere even before this runs (people/standing.py). Their
    sessions end with it, so that coming back does not bring them back.
    """
    left = User.objects.filter(left_on__lte=on, is_active=True)
    gone = list(left.select_for_update().order_by("pk"))
    for user in gone:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_all(user)
    return len(gone)
