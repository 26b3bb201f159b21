"""Teams, members of staff and their roles.

Nobody is given a password, and no letter is sent: they choose one by "forgotten password", or by
the invitation an administrator sends.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any

from people.actions.staff import Particulars, write, write_role
from people.actions.teams import write_team
from people.models import RoleAssignment, Team, User
from people.roles import Role
from people.staffing import LINE_ROLES
from returns.actions.live.crossing import Crossing, attempt, plan, said
from returns.actions.live.ledger import Kind, key_of
from returns.live.rows import Entry
from returns.live.tables import STAFF, TEAMS

PERSON = {name: name for name in ("name", "job_title", "phone", "staff_number", "left_on")}
TEAM = {"kind": "kind", "parent_id": "within"}
ROLE = {"starts_on": "from", "ends_on": "until"}
MANAGES = {Team.Kind.TEAM: Role.TEAM_MANAGER, Team.Kind.SERVICE: Role.SERVICE_MANAGER}
# Roles that open far more than one's own children, or what nobody else may see.
WIDE = frozenset(
    {Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR, Role.OUT_OF_HOURS, Role.RETURNS_OFFICER}
)


def take_teams(crossing: Crossing) -> None:
    """Teams from the top down; a team of that name here is the same team."""
    crossing.teams = {team.name.casefold(): team for team in Team.objects.all()}
    known = crossing.load(TEAMS, Kind.TEAM, Team)
    waiting = list(crossing.rows.of(TEAMS))
    while waiting:
        names = {entry.row["team"].casefold() for entry in waiting}
        ready = [one for one in waiting if one.row["within"].casefold() not in names]
        for entry in ready:
            _team(crossing, entry, known.get(key_of(*entry.row.key)))
        waiting = [one for one in waiting if one not in ready] if ready else []


def _team(crossing: Crossing, entry: Entry, carried: Team | None) -> None:
    name, within = entry.row["team"], entry.row["within"]
    parent = crossing.teams.get(within.casefold()) if within else None
    if within and parent is None:
        entry.leave("no_such_team", "No team of that name is here or in the files.", "within")
        return
    values: dict[str, Any] = {"kind": entry.row["kind"] or Team.Kind.TEAM.value}
    values |= {"parent_id": parent.pk} if parent else {}
    here = crossing.teams.get(name.casefold())
    todo = plan(crossing, entry, Kind.TEAM, values, TEAM, carried=carried, here=here)
    if todo is None:
        return
    row = todo.row or Team(name=name)
    if todo.write:
        for field, value in todo.write.items():
            setattr(row, field, value)
        written = attempt(
            entry,
            lambda: write_team(
                row, name=row.name, kind=row.kind, parent=row.parent, on=crossing.run.on
            ),
        )
        if written is None:
            return
    crossing.counts["teams_new"] += todo.row is None
    crossing.teams[name.casefold()] = row
    crossing.ledger.keep(Kind.TEAM, key_of(*entry.row.key), row.pk, values)


def take_staff(crossing: Crossing) -> None:
    """People first, each once, then their roles, then who manages the teams of the files."""
    emails = {entry.row["email"] for entry in crossing.rows.of(STAFF)}
    crossing.ledger.load(Kind.STAFF, emails)
    crossing.users = {user.email: user for user in User.objects.all()}
    by_pk = {user.pk: user for user in crossing.users.values()}
    known = crossing.load(STAFF, Kind.ROLE, RoleAssignment)
    told: dict[str, dict[str, Any]] = {}
    for entry in crossing.rows.of(STAFF):
        told.setdefault(entry.row["email"], {}).update(said(entry, PERSON))
    for entry in crossing.rows.of(STAFF):
        same = True
        if entry.row["email"] in told:
            carried = crossing.ledger.find(Kind.STAFF, entry.row["email"])
            person = by_pk.get(carried.row) if carried else None
            _person(crossing, entry, told.pop(entry.row["email"]), person)
            same, entry.repeated = entry.repeated, False
        if entry.left_out is None and entry.row["role"]:
            _role(crossing, entry, known.get(key_of(*entry.row.key)))
            same = same and entry.repeated
        entry.repeated = same and entry.left_out is None
    _managers(crossing)


def _person(crossing: Crossing, entry: Entry, values: dict[str, Any], carried: User | None) -> None:
    email, on = entry.row["email"], crossing.run.on
    todo = plan(
        crossing, entry, Kind.STAFF, values, PERSON,
        carried=carried, here=crossing.users.get(email), key=email,
    )  # fmt: skip
    if todo is None:
        return
    user = todo.row or _somebody_new()
    if todo.row and "left_on" in todo.write:
        entry.remark(
            "let_go_here", "Let them go on their own page: their children move.", "left_on"
        )
        todo.write.pop("left_on")
    if todo.write:
        for field, value in todo.write.items():
            setattr(user, field, value)
        user.is_active = user.is_active and (user.left_on is None or user.left_on > on)
        names = set(asdict(Particulars("", "")))
        kept = {name: getattr(user, name) for name in names} | {"email": email}
        if attempt(entry, lambda: write(user, Particulars(**kept))) is None:
            return
    crossing.counts["staff_new"] += todo.row is None
    crossing.users[email] = user
    crossing.ledger.keep(Kind.STAFF, email, user.pk, values)


def _somebody_new() -> User:
    user = User()
    user.set_unusable_password()
    return user


def _role(crossing: Crossing, entry: Entry, carried: RoleAssignment | None) -> None:
    row, on = entry.row, crossing.run.on
    user = crossing.users.get(row["email"])
    team = crossing.teams.get(row["team"].casefold())
    if user is None:
        entry.leave(
            "no_such_person", "The person could not be taken; see their other row.", "email"
        )
        return
    if team is None:
        entry.leave("no_such_team", "No team of that name is here or in the files.", "team")
        return
    values = {"ends_on": row["until"]} | said(entry, {"starts_on": "from"})
    starts_on = row["from"] or on
    same = RoleAssignment.objects.filter(user=user, role=row["role"], team=team)
    here = next((one for one in same if _meet(one, starts_on, row["until"])), None)
    todo = plan(crossing, entry, Kind.ROLE, values, ROLE, carried=carried, here=here)
    if todo is None:
        return
    held = todo.row
    post: RoleAssignment | None = held
    ends = row["until"] or _last_day(user)
    if held is None and ends and ends < on:  # history: it opens nothing any more
        past = RoleAssignment(user=user, role=row["role"], team=team, starts_on=starts_on)
        post = attempt(entry, lambda: _corrected(past, {"ends_on": ends}))
        crossing.counts["roles_new"] += post is not None
    elif held is None:
        post = attempt(
            entry,
            lambda: write_role(
                user=user, role=Role(row["role"]), team=team, starts_on=starts_on,
                ends_on=row["until"], on=on,
            ),
        )  # fmt: skip
        crossing.counts["roles_new"] += post is not None
        if post and row["role"] in WIDE:
            entry.remark("wide_role", "This role reaches far. Check that it is meant.", "role")
    elif todo.write:
        post = attempt(entry, lambda: _corrected(held, todo.write))
    if post is not None:
        crossing.ledger.keep(Kind.ROLE, key_of(*row.key), post.pk, values)


def _corrected(post: RoleAssignment, write: dict[str, Any]) -> RoleAssignment:
    for field, value in write.items():
        setattr(post, field, value)
    post.full_clean()
    post.save()
    return post


def _last_day(user: User) -> datetime.date | None:
    """The last day somebody who left worked here: their roles ended with it."""
    return user.left_on - datetime.timedelta(days=1) if user.left_on else None


def _meet(post: RoleAssignment, starts: datetime.date, ends: datetime.date | None) -> bool:
    """Whether the role is held already on some of these days, both ends included."""
    far = datetime.date.max
    return post.starts_on <= (ends or far) and starts <= (post.ends_on or far)


def _managers(crossing: Crossing) -> None:
    """Whoever the table of teams names as manager holds that role from today, if not already."""
    entries = [one for one in crossing.rows.of(TEAMS) if one.row["manager"]]
    crossing.ledger.load(Kind.MANAGER, (one.row["team"].casefold() for one in entries))
    for entry in entries:
        _manager(crossing, entry)


def _manager(crossing: Crossing, entry: Entry) -> None:
    key, email, on = entry.row["team"].casefold(), entry.row["manager"], crossing.run.on
    team, user = crossing.teams[key], crossing.users.get(email)
    if crossing.ledger.says_the_same(Kind.MANAGER, key, {"manager": email}):
        return
    role = MANAGES.get(Team.Kind(team.kind))
    if user is None or role is None:
        says = "Nobody has that e-mail, so nobody was made manager."
        if user:
            says = "Only teams and services get a manager here; others belong in the staff table."
        entry.remark("no_manager", says, "manager")
        return
    held = RoleAssignment.objects.on(on).filter(user=user, team=team, role__in=LINE_ROLES).first()
    if held is None:
        held = attempt(
            entry,
            lambda: write_role(user=user, role=role, team=team, starts_on=on, ends_on=None, on=on),
        )
        if held is None and entry.left_out:
            entry.remark("no_manager", entry.left_out.reason, "manager")
            entry.left_out = None
            return
        crossing.counts["roles_new"] += 1
    if held is not None:
        if crossing.ledger.find(Kind.MANAGER, key):
            says = "The manager an earlier file named still holds the role: end it on their page."
            entry.remark("manager_before", says, "manager")
        entry.repeated = False
        crossing.ledger.keep(Kind.MANAGER, key, held.pk, {"manager": email})
