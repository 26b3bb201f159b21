"""Marlshire's people: a tree of teams, who holds which role, who is away and who has left."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password

from people.models import Absence, RoleAssignment, Team, User
from returns.demonstration.calendar import DAY, years_before
from returns.demonstration.data import read
from returns.demonstration.dice import Dice
from returns.demonstration.naming import invent

DOMAIN = "marlshire.example.org"
# Known on purpose: it opens invented records only, and is never loaded beside real ones.
PASSPHRASE = "every-child-seen-today"
SIXTEEN = "sixteen"
# The team that is behind: the share of each worker's children owed a visit now.
TEAM_SLIPS = 0.12
CARE_TEAMS = ("hallowmere", "brackwater", "corvesham", "dunnelby")
# So many children a set of teams looks after; a larger Marlshire has more sets.
CHILDREN_PER_SET = 420
# What grows with the number of children: roles, and the teams that hold them.
REPEATED = frozenset(
    {
        "team_manager",
        "practice_manager",
        "social_worker",
        "personal_adviser",
        "supervising_social_worker",
        "iro",
    }
)
REPEATED_TEAMS = frozenset({*CARE_TEAMS, SIXTEEN, "foster_team", "iros"})


@dataclass
class Worker:
    """One member of staff, and what their practice is like.

    `until` is their last day here; `slips` the share of their children owed a visit now; `share`
    how much of a full caseload they carry.
    """

    user: User
    role: str
    team: Team
    team_key: str
    since: datetime.date
    until: datetime.date | None
    slips: float
    share: float
    load: float = 0.0

    @property
    def name(self) -> str:
        return self.user.name

    def here(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass
class Staff:
    """Everybody, found by role and team. `sets` are the team keys of each set of care teams."""

    teams: dict[str, Team] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)
    sets: list[tuple[str, ...]] = field(default_factory=list)
    _by_role: dict[tuple[str, str], list[Worker]] = field(default_factory=lambda: defaultdict(list))

    def add(self, worker: Worker) -> None:
        self.workers.append(worker)
        self._by_role[worker.role, worker.team_key].append(worker)
        self._by_role[worker.role, ""].append(worker)

    def of(self, role: str, team_key: str = "") -> list[Worker]:
        """Those of a role, in one team or in all; leavers too."""
        return self._by_role[role, team_key]

    def named(self, name: str) -> Worker:
        return next(worker for worker in self.workers if worker.name == name)

    def least_loaded(self, role: str, team_key: str, on: datetime.date) -> Worker:
        """Who of them would feel one more child least; only those in post."""
        here = [worker for worker in self.of(role, team_key) if worker.here(on)]
        return min(here, key=lambda worker: (worker.load / worker.share, worker.name))

    def manager(self, team_key: str) -> Worker:
        return self.of("team_manager", team_key)[0]


def address(name: str, number: int = 0) -> str:
    """The e-mail address somebody of that name signs in with."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    local = re.sub(r"[^a-z0-9-]+", ".", plain.lower())
    return f"{local}{number or ''}@{DOMAIN}"


class Hiring:
    """Turns the list of staff into rows, once for each set of teams."""

    def __init__(self, seed: int, on: datetime.date) -> None:
        self.dice = Dice(seed, "staff")
        self.on = on
        self.staff = Staff()
        self.password = make_password(PASSPHRASE, salt=f"marlshire{seed}")
        self.users: list[User] = []
        self.roles: list[RoleAssignment] = []
        self.absences: list[Absence] = []

    def teams(self, number: int) -> None:
        for entry in read("staff")["teams"]:
            if number and entry["key"] not in REPEATED_TEAMS:
                continue
            inside = self.staff.teams
            under = entry.get("under")
            inside[_key(entry["key"], number)] = Team(
                id=self.dice.uuid(),
                name=f"{entry['name']} {number + 1}" if number else entry["name"],
                kind=entry["kind"],
                parent=inside[under] if under else None,
            )

    def person(self, entry: dict[str, Any], number: int) -> None:
        key = _key(entry["team"], number)
        left = self.on - entry["left"] * DAY if "left" in entry else None
        since = years_before(self.on, entry["since"] / 12)
        user = self._user(entry, number, left)
        worker = Worker(
            user=user,
            role=entry["role"],
            team=self.staff.teams[key],
            team_key=key,
            since=since,
            until=left,
            slips=entry.get("slips", TEAM_SLIPS if key.startswith("corvesham") else 0.0),
            share=entry.get("share", 1.0),
        )
        self.staff.add(worker)
        self._roles(worker, entry, left)

    def _user(self, entry: dict[str, Any], number: int, left: datetime.date | None) -> User:
        serial = len(self.users) + 1
        name = invent(self.dice).full if number else entry["name"]
        user = User(
            id=self.dice.uuid(),
            email=address(name, serial if number else 0),
            name=name,
            job_title=entry.get("title", ""),
            phone=f"01632 960{serial % 1000:03d}",
            staff_number=f"M{serial:05d}",
            password=self.password,
            is_active=left is None,
            left_on=left + DAY if left else None,
        )
        self.users.append(user)
        return user

    def _roles(self, worker: Worker, entry: dict[str, Any], left: datetime.date | None) -> None:
        self._holds(worker.user, worker.role, worker.team, worker.since, left)
        if before := entry.get("before"):
            start = years_before(worker.since, before["months"] / 12)
            self._holds(worker.user, before["role"], worker.team, start, worker.since - DAY)
        if also := entry.get("also"):
            start = years_before(self.on, also["months"] / 12)
            self._holds(worker.user, also["role"], self.staff.teams[also["team"]], start, None)

    def _holds(
        self, user: User, role: str, team: Team, start: datetime.date, end: datetime.date | None
    ) -> None:
        self.roles.append(
            RoleAssignment(
                id=self.dice.uuid(), user=user, role=role, team=team, starts_on=start, ends_on=end
            )
        )

    def away(self) -> None:
        """One worker is away today, with cover; another was, last summer."""
        for entry in read("staff")["people"]:
            if away := entry.get("away"):
                self._absent(
                    entry["name"], away["cover"], -away["days"], away["back"], away["reason"]
                )
        self._absent("Tomasz Bielik", "Hannah Ruddock", -140, -119, "Annual leave")

    def _absent(self, name: str, cover: str, start: int, end: int, reason: str) -> None:
        self.absences.append(
            Absence(
                id=self.dice.uuid(),
                user=self.staff.named(name).user,
                covered_by=self.staff.named(cover).user,
                starts_on=self.on + start * DAY,
                ends_on=self.on + end * DAY,
                reason=reason,
            )
        )

    def save(self) -> None:
        Team.objects.bulk_create({team.id: team for team in self.staff.teams.values()}.values())
        User.objects.bulk_create(self.users)
        RoleAssignment.objects.bulk_create(self.roles)
        Absence.objects.bulk_create(self.absences)


def _key(key: str, number: int) -> str:
    return f"{key}{number + 1}" if number else key


def hire(*, seed: int, on: datetime.date, children: int) -> Staff:
    """Write the staff of a Marlshire with so many children in care, and return them."""
    hiring = Hiring(seed, on)
    listed = read("staff")
    for number in range(max(1, round(children / CHILDREN_PER_SET))):
        hiring.teams(number)
        for entry in listed["people"]:
            if number == 0 or entry["role"] in REPEATED:
                hiring.person(entry, number)
        hiring.staff.sets.append(tuple(_key(key, number) for key in CARE_TEAMS))
    for entry in listed["former"]:
        hiring.person(entry, 0)
    hiring.away()
    hiring.save()
    return hiring.staff
