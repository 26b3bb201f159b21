"""Entering children and keeping who they are right."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError

from cases import visibility
from cases.actions import children as actions
from cases.actions.children import ChangedMeanwhile, Details
from cases.duplicates import like, likely_pairs
from cases.models import Allocation, Child
from cases.naming import fold
from people.models import User
from people.refusal import Refused
from people.roles import Role
from tests.factories import NOW, TODAY, a_child, a_team, allocated, give
from tests.house import House

BORN = datetime.date(2015, 4, 30)
ZOE = Details(given_name="Zoë", family_name="O’Brien", born_on=BORN)
DAY = datetime.timedelta(days=1)


def enter(house: House, by: User, details: Details = ZOE, **given: object) -> Child:
    wanted = {"key": uuid.uuid4(), "team": house.team, **given}
    return actions.create(details=details, by=by, on=TODAY, **wanted)  # type: ignore[arg-type]


def correct(house: House, child: Child, by: User, details: Details, version: int = 1) -> Child:
    return actions.edit(
        child=child, version=version, details=details, by=by, on=TODAY, at=NOW
    )  # fmt: skip


def test_a_child_entered_by_a_manager_waits_in_the_tray(house: House) -> None:
    child = enter(house, house.manager)
    assert visibility.children(house.manager, on=TODAY).filter(pk=child.pk).exists()
    assert not child.allocations.exists()


def test_a_child_entered_by_a_worker_is_theirs_until_a_manager_says_otherwise(
    house: House,
) -> None:
    child = enter(house, house.worker)
    assert child.allocations.get().user == house.worker
    assert visibility.children(house.worker, on=TODAY).get() == child


@pytest.mark.parametrize("who", ["other_manager", "elsewhere", "iro", "administrator"])
def test_nobody_else_enters_children_in_the_team(house: House, who: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(house, getattr(house, who))
    assert refused.value.refusal.code == "not_your_team"


def test_the_same_form_sent_twice_enters_one_child(house: House) -> None:
    key = uuid.uuid4()
    assert enter(house, house.manager, key=key) == enter(house, house.manager, key=key)
    assert Child.objects.filter(pk=key).count() == 1


def test_every_name_is_searched_without_accents(house: House) -> None:
    child = enter(house, house.manager, aliases=[("Zosia", "Łuk")])
    assert child.search_name == "zoe obrien zosia luk"
    assert str(child.aliases.get()) == "Zosia Łuk"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (Details(born_on=BORN), "given_name"),
        (Details(given_name="A"), "born_on"),
        (Details(given_name="A", born_on=TODAY + DAY), "born_on"),
        (Details(given_name="A", born_on=datetime.date(1914, 3, 1)), "born_on"),
        (Details(given_name="A", expected_on=TODAY + 301 * DAY), "expected_on"),
        (Details(given_name="A", expected_on=TODAY - 61 * DAY), "expected_on"),
        (Details(given_name="A", born_on=BORN, nhs_number="9434765918"), "nhs_number"),
        (Details(given_name="A", born_on=BORN, upn="I123456789012"), "upn"),
        (Details(given_name="A", born_on=BORN, own_words="I like newts"), "own_words_on"),
        (Details(given_name="A", born_on=BORN, own_words_on=TODAY), "own_words"),
        (
            Details(given_name="A", born_on=BORN, own_words="x", own_words_on=TODAY + DAY),
            "own_words_on",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house: House, details: Details, field: str) -> None:
    before = Child.objects.count()
    with pytest.raises(ValidationError) as wrong:
        enter(house, house.manager, details)
    assert field in wrong.value.message_dict
    assert Child.objects.count() == before


@pytest.mark.parametrize("born", [TODAY, BORN])
def test_a_child_may_be_born_today(house: House, born: datetime.date) -> None:
    assert enter(house, house.manager, Details(given_name="A", born_on=born)).born_on == born


def test_a_number_another_child_has_is_refused_at_its_field(house: House) -> None:
    a_child(team=house.other_team, nhs_number="9434765919")
    with pytest.raises(ValidationError) as wrong:
        enter(house, house.manager, Details("A", born_on=BORN, nhs_number="9434765919"))
    assert wrong.value.message_dict == {
        "nhs_number": ["Another child already has that NHS number."]
    }


def test_the_allocated_worker_corrects_who_the_child_is(house: House) -> None:
    allocated(house.child, house.worker)
    saved = correct(house, house.child, house.worker, ZOE)
    assert (saved.given_name, saved.version) == ("Zoë", 2)
    assert "zoe obrien" in saved.search_name


@pytest.mark.parametrize("who", ["colleague", "other_manager", "administrator"])
def test_a_stranger_corrects_nothing(house: House, who: str) -> None:
    allocated(house.child, house.worker)
    with pytest.raises(Refused):
        correct(house, house.child, getattr(house, who), ZOE)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(house: House) -> None:
    allocated(house.child, house.worker)
    correct(house, house.child, house.manager, ZOE)
    with pytest.raises(ChangedMeanwhile) as told:
        correct(house, house.child, house.worker, Details("Late", born_on=BORN))
    assert told.value.current.given_name == "Zoë"
    assert Child.objects.get(pk=house.child.pk).given_name == "Zoë"


def test_another_team_answers_and_the_worker_stays(house: House) -> None:
    row = allocated(house.child, house.worker)
    actions.move_to_team(child=house.child, team=house.other_team, by=house.manager, on=TODAY)
    assert not visibility.children(house.manager, on=TODAY).exists()
    assert visibility.children(house.other_manager, on=TODAY).get() == house.child
    row.refresh_from_db()
    assert row.ends_on is None


def test_no_child_moves_to_a_team_their_iro_manages(house: House) -> None:
    allocated(house.child, house.other_manager, Allocation.Role.IRO)
    give(house.other_manager, Role.IRO, house.iros)
    with pytest.raises(ValidationError, match="an IRO never is"):
        actions.move_to_team(child=house.child, team=house.other_team, by=house.manager, on=TODAY)


def test_no_child_moves_to_a_closed_team(house: House) -> None:
    closed = a_team()
    closed.closed_on = TODAY
    closed.save()
    with pytest.raises(ValidationError, match="is closed"):
        actions.move_to_team(child=house.child, team=closed, by=house.manager, on=TODAY)


def named(house: House, given: str, family: str, born: datetime.date = BORN) -> Child:
    return enter(house, house.manager, Details(given, family, born_on=born))


def test_a_like_name_of_the_same_day_is_likely_the_same_child(house: House) -> None:
    first, second = named(house, "Katherine", "Marsh"), named(house, "Catherine", "Marsh")
    named(house, "Katherine", "Marsh", BORN + DAY)
    named(house, "Bogdan", "Ilescu")
    (pair,) = likely_pairs(visibility.children(house.manager, on=TODAY))
    assert {pair.first, pair.second} == {first, second}


def test_a_likely_child_somebody_may_not_see_is_not_shown_to_them(house: House) -> None:
    named(house, "Katherine", "Marsh")
    found = {"name": fold("Catherine Marsh"), "born_on": BORN}
    assert like(visibility.children(house.manager, on=TODAY), **found)  # type: ignore[arg-type]
    assert not like(visibility.children(house.other_manager, on=TODAY), **found)  # type: ignore[arg-type]
    assert likely_pairs(visibility.children(house.administrator, on=TODAY)) == []
