"""Marlshire, as page authors and journeys find it. One load serves all of these; none writes."""

import datetime
import itertools
import re
from collections import Counter

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import connection, models
from stdnum.gb import nhs, upn

from cases import visibility
from cases.models import (
    Allocation,
    CarePeriod,
    CaseNote,
    Child,
    CompleteFrom,
    Exclusion,
    Permitted,
    Person,
)
from duties.models import Duty, PackChoice
from people.clock import midnight_after
from people.models import Absence, RoleAssignment, Team, User
from people.roles import Role
from placements.models import Home, Placement, Provider, Registration
from placements.models.home import HomeKind
from returns.demonstration.calendar import age
from returns.demonstration.naming import nhs_number, pupil_number
from returns.demonstration.rows import ORDER, events
from returns.demonstration.staff import PASSPHRASE
from reviews.models import Review
from timescales import shipped
from visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper(marlshire: datetime.date) -> None:
    """In place of pytest-django's: these tests read in the one transaction `marlshire` opened."""


def child(given: str, family: str) -> Child:
    return Child.objects.get(given_name=given, family_name=family)


def test_every_row_satisfies_what_the_database_checks_at_commit() -> None:
    connection.check_constraints()


def test_every_role_is_held_by_somebody_who_can_sign_in(marlshire: datetime.date) -> None:
    held = RoleAssignment.objects.on(marlshire).filter(user__is_active=True)
    assert set(held.values_list("role", flat=True)) == {role.value for role in Role}


def test_there_are_about_sixty_staff_and_one_password_opens_for_each() -> None:
    staff = User.objects.filter(is_active=True)
    assert 55 <= staff.count() <= 65
    assert len(set(staff.values_list("password", flat=True))) == 1
    assert check_password(PASSPHRASE, staff[0].password)
    assert len(PASSPHRASE) >= 12


def test_a_child_lives_in_every_kind_of_home_today(marlshire: datetime.date) -> None:
    lived_in = Placement.objects.on(marlshire).values_list("kind", flat=True)
    assert set(lived_in) == {kind.value for kind in HomeKind}


def test_no_child_is_in_care_as_an_adult_or_before_birth(marlshire: datetime.date) -> None:
    for care in CarePeriod.objects.select_related("child"):
        assert care.child.born_on is not None
        assert care.child.born_on <= care.starts_on
        assert age(care.child.born_on, care.ends_on or marlshire) < 19
        if care.ends_on is None:
            assert age(care.child.born_on, marlshire) < 18


@pytest.mark.parametrize("rows", ["placements", "legal_statuses"])
def test_every_day_in_care_is_spent_in_one_home_under_one_status(rows: str) -> None:
    """Placements and legal statuses of a period follow each other without a gap."""
    for care in CarePeriod.objects.all():
        spans = list(getattr(care, rows).order_by("starts_on").values_list("starts_on", "ends_on"))
        assert spans[0][0] == care.starts_on
        assert spans[-1][1] == care.ends_on
        assert all(one[1] == after[0] for one, after in itertools.pairwise(spans))


def test_supported_accommodation_holds_nobody_under_sixteen() -> None:
    for stay in Placement.objects.filter(kind=HomeKind.SUPPORTED_ACCOMMODATION):
        assert stay.child.born_on is not None
        assert age(stay.child.born_on, stay.starts_on) >= 16


def test_nothing_happens_tomorrow(marlshire: datetime.date) -> None:
    assert not Visit.objects.filter(on__gt=marlshire).exists()
    assert not Review.objects.filter(held_on__gt=marlshire).exists()
    assert not CaseNote.objects.filter(on__gt=marlshire).exists()


def test_a_visit_finds_the_child_where_they_lived_that_day() -> None:
    for visit in Visit.objects.all():
        stay = Placement.objects.on(visit.on).get(child=visit.child_id)
        assert stay.home_id == visit.home_id


def test_the_one_who_visited_worked_here_that_day() -> None:
    for visit in Visit.objects.select_related("visitor")[:400]:
        assert RoleAssignment.objects.on(visit.on).filter(user=visit.visitor).exists()


def test_a_child_under_four_takes_part_in_a_review_as_pn0_and_nobody_else_does() -> None:
    for review in Review.objects.filter(held_on__isnull=False).select_related("child"):
        assert review.child.born_on is not None
        assert review.held_on is not None
        young = age(review.child.born_on, review.held_on) < 4
        assert (review.participation == "PN0") == young


def test_words_of_child_and_worker_are_both_there_and_kept_apart() -> None:
    seen = Visit.objects.filter(seen=True)
    assert seen.exclude(child_words="").exists()
    assert not seen.filter(worker_saw="").exists()
    assert not seen.filter(child_words=models.F("worker_saw")).exists()
    assert not seen.filter(worker_saw__contains="{").exists()
    assert not CaseNote.objects.filter(text__contains="{").exists()


def test_brothers_and_sisters_of_one_home_are_seen_on_the_same_days() -> None:
    days = [
        set(child(name, "Hebblewhite").visits.filter(seen=True).values_list("on", flat=True))
        for name in ("Jenson", "Ellie-Mae", "Alfie")
    ]
    assert days[0] == days[1] == days[2]
    apart = child("Keira", "Hebblewhite")
    assert apart.placements.get(ends_on=None).home not in {
        stay.home for stay in child("Alfie", "Hebblewhite").placements.all()
    }


def test_somebody_is_away_today_and_their_cover_sees_their_children(
    marlshire: datetime.date,
) -> None:
    away = Absence.objects.on(marlshire).get()
    held = Allocation.objects.on(marlshire).filter(user=away.user)
    assert held.exists()
    seen = visibility.children(away.covered_by, on=marlshire)
    assert set(held.values_list("child", flat=True)) <= set(seen.values_list("pk", flat=True))


def test_children_of_the_one_who_left_wait_in_their_team_without_a_worker(
    marlshire: datetime.date,
) -> None:
    waiting = child("Lexi", "Crossthwaite")
    assert not waiting.allocations.on(marlshire).filter(role="social_worker").exists()
    leaver = User.objects.get(name="Dilys Braithe")
    assert not leaver.is_active
    assert waiting.allocations.filter(user=leaver).exists()
    assert waiting.team.name == "Corvesham team"


def test_somebody_holds_two_roles_and_somebody_had_another_before(
    marlshire: datetime.date,
) -> None:
    now = Counter(RoleAssignment.objects.on(marlshire).values_list("user", flat=True))
    assert max(now.values()) == 2
    assert RoleAssignment.objects.filter(ends_on__lt=marlshire, user__is_active=True).exists()


def test_a_restricted_child_is_seen_only_by_those_listed(marlshire: datetime.date) -> None:
    faith = child("Faith", "Kershaw")
    allowed = set(Permitted.objects.filter(child=faith).values_list("user__name", flat=True))
    for name, sees in (("Kofi Asantewa-Lyle", True), ("Parveen Lakhanpal", False)):
        user = User.objects.get(name=name)
        assert visibility.children(user, on=marlshire).filter(pk=faith.pk).exists() is sees
        assert (name in allowed) is sees


def test_the_practice_manager_who_knows_the_family_is_shut_out(marlshire: datetime.date) -> None:
    noah = child("Noah", "Garside")
    manager = Exclusion.objects.get(child=noah).user
    assert visibility.children(manager, on=marlshire).exists()
    assert not visibility.children(manager, on=marlshire).filter(pk=noah.pk).exists()


def test_homes_are_registered_applied_for_cancelled_and_never_registered() -> None:
    found = set(Registration.objects.filter(ends_on=None).values_list("status", flat=True))
    assert {"registered", "applied", "cancelled", "never"} <= found


def test_who_came_before_the_records_were_complete_says_so(marlshire: datetime.date) -> None:
    since = CompleteFrom.objects.values_list("on", flat=True).distinct().get()
    assert (marlshire - since).days in (730, 731)
    for care in CarePeriod.objects.filter(starts_on__lt=since):
        assert care.child.complete_from.exists()
    assert not Visit.objects.filter(on__lt=since).exists()


@pytest.mark.parametrize(
    ("given", "family", "days"),
    [("Tyler", "Fairbrass", 51), ("Amara", "Okaforuche", 42), ("Zakariya", "Bajwari", 41)],
)
def test_the_cast_was_last_seen_when_the_guide_says(
    marlshire: datetime.date, given: str, family: str, days: int
) -> None:
    last = child(given, family).visits.filter(seen=True, role="social_worker").first()
    assert last is not None
    assert (marlshire - last.on).days == days
    assert last.visitor.name == "Rosa Whitcombe"


@pytest.mark.parametrize(
    ("given", "family", "days_left"),
    [("Tyler", "Fairbrass", -9), ("Amara", "Okaforuche", 0), ("Zakariya", "Bajwari", 1)],
)
def test_their_next_visit_is_overdue_due_today_and_due_tomorrow(
    marlshire: datetime.date, given: str, family: str, days_left: int
) -> None:
    due = Duty.objects.get(subject=child(given, family).pk, state="open", asks="visit").due_on
    assert due is not None
    assert (due - marlshire).days == days_left


def test_most_visits_are_made_in_time_and_some_are_not() -> None:
    states = Counter(Duty.objects.filter(asks="visit").values_list("state", flat=True))
    in_time = states["met"] / (states["met"] + states["met_late"] + states["missed"])
    assert 0.85 < in_time < 1


def test_few_children_are_owed_something_overdue(marlshire: datetime.date) -> None:
    late = Duty.objects.filter(state="open", late_from__lte=midnight_after(marlshire))
    in_care = CarePeriod.objects.filter(ends_on=None).count()
    assert 0.05 < late.values("subject").distinct().count() / in_care < 0.5


def test_the_sections_switched_off_are_sections_of_their_packs() -> None:
    packs = shipped()
    chosen = {choice.pack: choice.off for choice in PackChoice.objects.all()}
    assert set(chosen) == {"kent", "calderdale"}
    for name, off in chosen.items():
        assert set(off) <= set(packs[name].sections)
    assert set(packs["calderdale"].sections) - set(chosen["calderdale"]) == {"reviews"}


def test_numbers_addresses_and_names_belong_to_nobody() -> None:
    phones = [
        *User.objects.values_list("phone", flat=True),
        *Home.objects.values_list("phone", flat=True),
        *Person.objects.values_list("phone", flat=True),
        *Provider.objects.values_list("phone", flat=True),
    ]
    drama = re.compile(r"^(01632 960\d{3}|07700 900\d{3})$")
    assert all(drama.match(phone) for phone in phones if phone)
    mails = [
        *User.objects.values_list("email", flat=True),
        *Provider.objects.exclude(email="").values_list("email", flat=True),
    ]
    assert all(mail.endswith(".example.org") for mail in mails)
    assert all(code.startswith("ZZ") for code in Home.objects.values_list("postcode", flat=True))
    places = " ".join(Person.objects.values_list("address", flat=True))
    assert set(re.findall(r"\b([A-Z]{1,2})\d{1,2} \d[A-Z]{2}\b", places)) == {"ZZ"}


def test_nhs_and_pupil_numbers_pass_their_checks_and_are_of_the_test_ranges() -> None:
    for number in Child.objects.exclude(nhs_number="").values_list("nhs_number", flat=True):
        assert nhs.is_valid(number)
        assert number.startswith("999")
    known = Child.objects.exclude(upn__startswith="UN").exclude(upn="")
    for number in known.values_list("upn", flat=True):
        assert upn.is_valid(number)
        assert number[4:8] == "0000"


def test_numbers_stay_different_in_an_authority_of_any_size() -> None:
    born = datetime.date(2015, 5, 5)
    serials = range(1, 20_001)
    assert len({nhs_number(serial) for serial in serials}) == len(serials)
    assert len({pupil_number(serial, born) for serial in serials}) == len(serials)
    assert all(nhs.is_valid(nhs_number(serial)) for serial in (1, 999, 20_000))
    assert all(upn.is_valid(pupil_number(serial, born)) for serial in (1, 999, 20_000))


def test_no_two_children_share_a_name_here() -> None:
    names = [child.name for child in Child.objects.exclude(given_name="")]
    assert len(names) == len(set(names))


def test_the_tree_has_one_root_and_every_team_hangs_from_it() -> None:
    assert Team.objects.get(parent=None).kind == Team.Kind.AUTHORITY


def test_signins_lists_each_role_and_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demonstration_signins")
    shown = capsys.readouterr().out
    assert PASSPHRASE in shown
    assert "rosa.whitcombe@marlshire.example.org" in shown
    for title in ("Social worker", "Auditor", "Out-of-hours duty", "LADO"):
        assert title in shown


def test_the_history_holds_each_row_once_as_if_a_trigger_had_written_it() -> None:
    for model in ORDER:
        rows: models.QuerySet[models.Model] = models.QuerySet(model)
        kept: models.QuerySet[models.Model] = models.QuerySet(events(model))
        assert rows.count() == kept.count() > 0, model
    visit = Visit.objects.order_by("pk")[0]
    history: models.QuerySet[models.Model] = models.QuerySet(events(Visit))
    inserted = history.filter(pgh_obj=visit.pk).values("pgh_label", "on", "visitor_id").get()
    assert inserted == {"pgh_label": "insert", "on": visit.on, "visitor_id": visit.visitor_id}
