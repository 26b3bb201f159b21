"""More of everything: what makes a page longer, by the number."""

from __future__ import annotations

import datetime
import itertools
import uuid

from cases.models import (
    AccessReason,
    Alias,
    Allocation,
    CaseNote,
    Child,
    ChildDocument,
    ChronologyEntry,
    Done,
    Exclusion,
    Handover,
    LegalStatus,
    Permitted,
    Person,
)
from documents.models import StoredFile
from duties.models import ExtraDay
from duties.sync import recompute
from people import clock
from people.models import Absence, Team, User
from people.roles import Role
from placements.models import Home, Inspection, Milestone, Notice, Placement, Registration
from placements.models.home import HomeKind
from returns.models import Import
from reviews.models import Booking, Review
from tests import factories as make
from tests.access.world import DAY, HOUR, TODAY, World
from visits.models import Visit, VisitDraft, VisitorRole

_numbers = itertools.count(1)


def grow(world: World, by: int) -> None:
    """So many more of every kind of row a page may list."""
    team, worker = world.things["child"]["team"], world.users["the allocated worker"]
    iro = world.users["the IRO of the child"]
    for number in itertools.islice(_numbers, by):
        colleague = _colleague(number, team)
        _another_child(number, team, worker, iro)
        for key in ("child", "restricted"):
            _on_the_record(number, world, key, colleague)
        _in_the_house(number, world, colleague)
    some = Child.objects.filter(team=team).values_list("pk", flat=True)
    recompute(list(some), today=TODAY)


def _colleague(number: int, team: Team) -> User:
    colleague = make.a_person(Role.SOCIAL_WORKER, team=team, name=f"Colleague {number}")
    covers = make.a_person(Role.SOCIAL_WORKER, team=team, name=f"Cover {number}")
    Absence.objects.create(
        user=colleague, covered_by=covers, starts_on=TODAY - DAY, ends_on=TODAY + DAY
    )
    make.a_team(f"Team of {number}", under=team.parent)
    return colleague


def _another_child(number: int, team: Team, worker: User, iro: User) -> None:
    """One held by the worker, and one whom nobody holds and whose end date is needed."""
    since = TODAY - datetime.timedelta(days=40 + number)
    child = make.a_child(team=team, given_name=f"Pip{number}", search_name=f"pip{number} marsh")
    held = make.allocated(child, worker)
    make.allocated(child, iro, Allocation.Role.IRO)
    Handover.objects.create(allocation=held, from_user=iro, made_by=iro, made_at=clock.now())
    care = make.in_care(child, since=since)
    home = Home.objects.create(name=f"Number {number}", kind=HomeKind.CHILDRENS_HOME)
    stay = Placement.objects.create(
        child=child, care_period=care, home=home, kind=home.kind, starts_on=since
    )
    visit = _visit(child, worker, stay.home, TODAY - 2 * DAY)
    visit.actions.create(what=f"Ask {number}", worker=worker, due_on=TODAY)
    VisitDraft.objects.create(
        key=uuid.uuid4(), child=child, user=worker, started_at=clock.now(), saved_at=clock.now()
    )
    alone = make.a_child(team=team, given_name=f"Sol{number}", search_name=f"sol{number} marsh")
    needed = make.in_care(alone, since=since)
    needed.end_date_needed = number % 2 == 0
    needed.save()


def _visit(child: Child, worker: User, home: Home, on: datetime.date) -> Visit:
    return Visit.objects.create(
        child=child, recorded_by=worker, recorded_at=clock.now(), on=on, visitor=worker,
        role=VisitorRole.SOCIAL_WORKER, seen=True, alone=True, home=home, tell_manager=True,
    )  # fmt: skip


def _on_the_record(number: int, world: World, key: str, colleague: User) -> None:
    things = world.things[key]
    child, care = things["child"], things["care_period"]
    on = TODAY - datetime.timedelta(days=number + 2)
    said = {"child": child, "recorded_by": colleague, "recorded_at": clock.now()}
    visit = _visit(child, colleague, things["home"], on)
    visit.actions.create(what=f"Ask {number}", worker=colleague, due_on=TODAY)
    CaseNote.objects.create(**said, on=on, kind="contact", text="They spoke.")
    Done.objects.create(
        **said, what="care_plan", on=on, by_name="The worker", file=_file(colleague)
    )
    ChildDocument.objects.create(**said, file=_file(colleague), title=f"Letter {number}", on=on)
    ChronologyEntry.objects.create(
        child=child, on=on, meaning="A good day.", edited_by=colleague, edited_at=clock.now()
    )
    review = Review.objects.create(**said, care_period=care, held_on=on, chaired_by=colleague)
    Booking.objects.create(
        review=review, booked_on=on, for_on=on, booked_by=colleague, booked_at=clock.now()
    )
    Person.objects.create(child=child, name=f"Aunt {number}", kind="family", relationship="Aunt")
    Alias.objects.create(child=child, given_name=f"Alias {number}")
    LegalStatus.objects.create(
        child=child, care_period=care, code="C2",
        starts_on=care.starts_on + number * DAY, ends_on=care.starts_on + (number + 1) * DAY,
    )  # fmt: skip
    Milestone.objects.create(
        placement=things["placement"], kind=Milestone.Kind.VISIT_REQUESTED, on=on,
        recorded_by=colleague,
    )  # fmt: skip
    make.allocated(child, colleague, main=False)
    Exclusion.objects.create(child=child, user=colleague, reason="Related", starts_on=TODAY)
    Permitted.objects.create(child=child, user=colleague, reason="Named")
    AccessReason.objects.create(
        user=colleague, child=child, kind=AccessReason.Kind.BREAK_GLASS, purpose="safety",
        reason="Asked.", at=clock.now() - HOUR, until=clock.now() + HOUR,
    )  # fmt: skip


def _in_the_house(number: int, world: World, colleague: User) -> None:
    home, on = world.things["child"]["home"], TODAY - datetime.timedelta(days=number + 2)
    Registration.objects.create(home=home, status="registered", starts_on=on, ends_on=on + DAY)
    Inspection.objects.create(home=home, on=on, judgement="good")
    Notice.objects.create(home=home, on=on, kind="section_30a_notice")
    Home.objects.create(
        name=f"Lane {number}", kind=HomeKind.IN_HOUSE_FOSTER,
        provider=world.things["child"]["provider"],
    )  # fmt: skip
    Import.objects.create(
        kind="ssda903", created_at=clock.now(), team=world.things["child"]["team"]
    )
    ExtraDay.objects.create(day=TODAY + (number + 5) * DAY, name=f"Day {number}")


def _file(by: User) -> StoredFile:
    return StoredFile.objects.create(
        name="letter.pdf", path=f"letters/{uuid.uuid4()}", content_type="application/pdf", size=1,
        sha256="0" * 64, stored_by=by, stored_at=clock.now(),
    )  # fmt: skip
