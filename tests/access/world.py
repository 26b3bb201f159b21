"""The rows behind tests/access: one user for each persona, two children and their things."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client

from cases.changes import tell
from cases.models import (
    AccessReason,
    Allocation,
    CarePeriod,
    CaseNote,
    Child,
    ChildDocument,
    ChronologyEntry,
    Done,
    Exclusion,
    Handover,
    Permitted,
    Person,
)
from documents.models import StoredFile
from duties.models import Duty, ExtraDay, PackChoice
from people import clock
from people.models import Absence, Team, User
from people.roles import Role
from placements.models import Home, Placement, Provider
from placements.models.home import HomeKind
from returns.models import Import
from reviews.models import Review
from tests import factories as make
from tests.access.personas import BY_NAME, PERSONAS, Persona
from visits.models import Standard, Visit, VisitorRole

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
TODAY = clock.today()  # the pages ask the real clock


@dataclass
class World:
    """What a URL may need, by name, for each child; and a signed-in browser for each persona."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    # Anything that lies there will do for a stored file: nobody here reads what it says.
    files: Iterator[Path] = field(default_factory=lambda: Path(__file__).parent.glob("*.py"))

    def thing(self, name: str, persona: Persona) -> Any:
        """The value for a URL: the id of the persona's child, or of a thing of that child.

        A word that names no thing stands for itself.
        """
        found = self.things[persona.child].get(name, name)
        return getattr(found, "pk", found)


def build() -> World:
    """Everything, in a few hundred rows. Call it inside a transaction that is rolled back."""
    world = World()
    authority = make.a_team("The whole authority", kind=Team.Kind.AUTHORITY)
    service = make.a_team("Children looked after", under=authority, kind=Team.Kind.SERVICE)
    teams = {
        "north": make.a_team("North", under=service),
        "south": make.a_team("South", under=authority),
        "iros": make.a_team("Reviewing", under=authority),
        "service": service,
        "authority": authority,
    }
    for persona in PERSONAS:
        world.users[persona.name] = _person(persona, teams)
    child = make.a_child(
        team=teams["north"], given_name="Quillon", family_name="Thistlewick",
        search_name="quillon thistlewick",
    )  # fmt: skip
    restricted = make.a_child(
        team=teams["north"], given_name="Zephyrine", family_name="Oakapple", restricted=True
    )
    for key, one in {"child": child, "restricted": restricted}.items():
        world.things[key] = _things_of(one, world, teams)
    _relations(child, restricted, world)
    for persona in PERSONAS:
        world.clients[persona.name] = _browser(persona, world.users[persona.name])
    leaver = world.users["a leaver"]
    leaver.is_active, leaver.left_on = False, TODAY
    leaver.save()
    return world


WHERE = {
    "a worker of another team": "south",
    "a manager of another line": "south",
    "business support of another team": "south",
    "the service manager above": "service",
    "the assistant director above": "authority",
    "the IRO of the child": "iros",
    "an IRO of other children": "iros",
    "the IRO manager": "iros",
    "a worker who broke the glass": "south",
}
CENTRAL = {
    Role.ADMINISTRATOR, Role.AUDITOR, Role.RETURNS_OFFICER, Role.BROKERAGE, Role.COMMISSIONING,
    Role.LADO, Role.DIRECTOR, Role.OUT_OF_HOURS,
}  # fmt: skip


def _person(persona: Persona, teams: dict[str, Team]) -> User:
    person = make.a_person(name=persona.name.capitalize())
    for role in persona.roles:
        place = WHERE.get(persona.name, "authority" if role in CENTRAL else "north")
        make.give(person, role, teams[place])
    return person


def _browser(persona: Persona, user: User) -> Client:
    client = Client(raise_request_exception=False)
    if persona.name != "nobody signed in":
        client.force_login(user, backend=BACKEND)
    return client


def _things_of(child: Child, world: World, teams: dict[str, Team]) -> dict[str, Any]:
    """Everything a URL can name. Add a line here when a new kind of page needs one."""
    worker = world.users["the allocated worker"]
    now = clock.now()
    period = make.in_care(child)
    provider, _ = Provider.objects.get_or_create(name="Larkfield Care")
    home = Home.objects.create(
        name="Larkfield", search_name="larkfield", kind=HomeKind.IN_HOUSE_FOSTER, provider=provider
    )
    placement = Placement.objects.create(
        child=child, care_period=period, home=home, kind=home.kind, starts_on=period.starts_on
    )
    tell([child.pk], today=TODAY)
    said = {"child": child, "recorded_by": worker, "recorded_at": now}
    file = StoredFile.objects.create(
        name="letter.pdf", path=str(next(world.files)), content_type="application/pdf", size=1,
        sha256="0" * 64, stored_by=worker, stored_at=now,
    )  # fmt: skip
    visit = Visit.objects.create(
        **said, on=TODAY - DAY, visitor=worker, role=VisitorRole.SOCIAL_WORKER, seen=True,
        alone=True, home=placement.home, child_words="I like my room.", purposeful=True,
        state="submitted",
    )  # fmt: skip
    return {
        "child": child,
        "team": teams["north"],
        "user": world.users["a worker of another team"],
        "worker": worker,
        "home": placement.home,
        "provider": provider,
        "placement": placement,
        "care_period": period,
        "file": file,
        "note": CaseNote.objects.create(**said, on=TODAY, kind="contact", text="They spoke."),
        "done": Done.objects.create(
            **said, what="care_plan", on=TODAY, by_name="The worker", file=file
        ),
        "document": ChildDocument.objects.create(**said, file=file, title="A letter", on=TODAY),
        "entry": ChronologyEntry.objects.create(child=child, on=TODAY, meaning="A good day."),
        "visit": visit,
        "standard": Standard.objects.get(key="daily_log"),
        "visit_action": visit.actions.create(what="Ask the school", worker=worker, due_on=TODAY),
        "review": Review.objects.create(**said, care_period=period, held_on=TODAY - DAY),
        "person": Person.objects.create(
            child=child, name="Aunt", kind="family", relationship="Aunt"
        ),
        "import": Import.objects.create(kind="ssda903", created_at=now, team=teams["north"]),
        "imported": _imported(teams["north"]),
        "role": worker.role_assignments.get(),
        "unended": make.in_care(
            make.a_child(team=teams["north"], given_name="Ottoline"), end_date_needed=True
        ),
        "booked": _booked(said, period),
        "twin": make.a_child(
            team=teams["north"], given_name="Quillan", family_name="Thistlewick",
            search_name="quillan thistlewick",
        ),
        "pack_choice": PackChoice.objects.get_or_create(pack="kent", starts_on=TODAY)[0],
        "day_off": ExtraDay.objects.get_or_create(day=TODAY, name="A coronation")[0].day,
        "key": uuid.uuid4(),
        "duty": Duty.objects.filter(subject=child.pk).order_by("rule")[0],
        "nowhere": uuid.uuid4(),
    }  # fmt: skip


def _imported(team: Team) -> Import:
    """A finished import that left one row out."""
    done = Import.objects.create(
        kind="ssda903", state=Import.State.DONE, created_at=clock.now(), team=team
    )
    done.lines.create(
        file="header.csv", line=2, outcome="dropped", code="bad_date", reason="No such day."
    )
    return done


def _booked(said: dict[str, Any], period: CarePeriod) -> Review:
    review = Review.objects.create(**said, care_period=period)
    review.bookings.create(booked_on=TODAY, for_on=TODAY + 30 * DAY, booked_at=clock.now())
    return review


def _relations(child: Child, restricted: Child, world: World) -> None:
    who = world.users
    worker = who["the allocated worker"]
    world.things["child"]["allocation"] = make.allocated(child, worker)
    make.allocated(
        child, who["the worker before"], main=False,
        until=TODAY,
    )  # fmt: skip
    make.allocated(child, who["the excluded allocated worker"], main=False)
    make.allocated(child, who["a leaver"], main=False)
    make.allocated(child, who["the personal adviser"], Allocation.Role.PERSONAL_ADVISER)
    make.allocated(child, who["the IRO of the child"], Allocation.Role.IRO)
    make.allocated(
        child, who["the supervising social worker"], Allocation.Role.SUPERVISING_SOCIAL_WORKER
    )
    world.things["restricted"]["allocation"] = make.allocated(
        restricted, who["the worker listed for a restricted child"]
    )
    for key in ("child", "restricted"):
        world.things[key]["handover"] = Handover.objects.create(
            allocation=world.things[key]["allocation"],
            from_user=who["the worker before"],
            made_by=who["the manager of the line"],
            made_at=clock.now(),
        )
    Permitted.objects.create(
        child=restricted, user=who["the worker listed for a restricted child"], reason="Adopted"
    )
    world.things["child"]["absence"] = world.things["restricted"]["absence"] = (
        Absence.objects.create(
        user=worker, covered_by=who["the colleague who covers"],
        starts_on=TODAY - DAY, ends_on=TODAY + DAY,
    ))  # fmt: skip
    Absence.objects.create(
        user=worker, covered_by=who["the colleague who covered last month"],
        starts_on=TODAY - 30 * DAY, ends_on=TODAY - 20 * DAY,
    )  # fmt: skip
    for excluded in [name for name in BY_NAME if name.startswith("the excluded")]:
        Exclusion.objects.create(
            child=child, user=who[excluded], reason="Related", starts_on=make.START
        )
    world.things["child"]["exclusion"] = world.things["restricted"]["exclusion"] = (
        child.exclusions.order_by("pk")[0]
    )
    _reasons(child, restricted, world)


def _reasons(child: Child, restricted: Child, world: World) -> None:
    now = clock.now()
    director, broke = AccessReason.Kind.DIRECTOR, AccessReason.Kind.BREAK_GLASS
    for name, kind, about in [
        ("the director with a reason", director, child),
        ("the excluded director with a reason", director, child),
        ("the director with a reason for a restricted child", director, restricted),
        ("a worker who broke the glass", broke, child),
        ("out-of-hours on a shift", AccessReason.Kind.SHIFT, None),
    ]:
        AccessReason.objects.create(
            user=world.users[name], child=about, kind=kind, reason="Asked about it.",
            at=now - HOUR, until=now + HOUR,
            purpose="safety" if kind == broke else "",
        )  # fmt: skip
