"""Only these, and everyone but these: the two lists of a child."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases import visibility
from cases.actions import access
from cases.models import Child, Exclusion
from people.models import User
from people.refusal import Refused
from people.roles import Role
from tests.factories import TODAY, a_person, allocated
from tests.house import House
from tests.pages import SignedIn

DAY = datetime.timedelta(days=1)


def restricted(house: House, *users: User, by: User | None = None) -> Child:
    return access.restrict(
        child=house.child, users=users, reason="Adopted", by=by or house.head, on=TODAY
    )


def excluded(house: House, user: User, by: User | None = None, **given: Any) -> Exclusion:
    wanted = {"starts_on": TODAY, "reason": "Her aunt", **given}
    return access.exclude(child=house.child, user=user, by=by or house.head, on=TODAY, **wanted)


def sees(house: House, user: User, on: datetime.date = TODAY) -> bool:
    return visibility.children(user, on=on).filter(pk=house.child.pk).exists()


def test_a_restricted_child_is_seen_by_those_listed_only(house: House) -> None:
    allocated(house.child, house.worker)
    restricted(house, house.head, house.worker)
    assert sees(house, house.head)
    assert sees(house, house.worker)
    assert not sees(house, house.manager)


def test_being_listed_opens_nothing_without_a_role_that_does(house: House) -> None:
    restricted(house, house.head, house.elsewhere)
    assert not sees(house, house.elsewhere)


def test_a_new_list_replaces_the_old_one(house: House) -> None:
    restricted(house, house.head, house.manager)
    restricted(house, house.head)
    assert not sees(house, house.manager)


def test_opened_again_roles_decide(house: House) -> None:
    restricted(house, house.head)
    access.open_up(child=house.child, by=house.head, on=TODAY)
    assert sees(house, house.manager)
    assert not house.child.permitted.exists()


def test_a_list_never_shuts_out_everyone_who_could_change_it(house: House) -> None:
    with pytest.raises(ValidationError, match="Nobody who can change these lists"):
        restricted(house, house.manager)
    with pytest.raises(ValidationError, match="Nobody who can change these lists"):
        excluded(house, house.head)
    with pytest.raises(ValidationError, match="Nobody who can change these lists"):
        excluded(house, house.head, starts_on=TODAY + 30 * DAY)
    assert sees(house, house.manager)
    assert not Exclusion.objects.exists()


def test_one_senior_may_be_shut_out_while_another_stays(house: House) -> None:
    a_person(Role.ASSISTANT_DIRECTOR, team=house.service)
    excluded(house, house.head)
    assert not sees(house, house.head)


def test_who_works_with_the_child_is_neither_left_off_nor_excluded(house: House) -> None:
    allocated(house.child, house.worker)
    with pytest.raises(ValidationError, match="list them, or move the child first"):
        restricted(house, house.head)
    with pytest.raises(ValidationError, match="Name somebody else first"):
        excluded(house, house.worker)


def test_an_exclusion_holds_from_its_first_to_its_last_day(house: House) -> None:
    excluded(house, house.manager, starts_on=TODAY, ends_on=TODAY + DAY)
    days = [sees(house, house.manager, TODAY + days * DAY) for days in (-1, 0, 1, 2)]
    assert days == [True, False, False, True]


def test_an_exclusion_ends_on_its_last_day(house: House) -> None:
    row = excluded(house, house.manager)
    access.end_exclusion(exclusion=row, ends_on=TODAY, by=house.head, on=TODAY)
    assert not sees(house, house.manager)
    assert sees(house, house.manager, TODAY + DAY)


def test_nobody_is_excluded_twice_at_once(house: House) -> None:
    excluded(house, house.manager)
    with pytest.raises(ValidationError, match="already excluded"):
        excluded(house, house.manager, starts_on=TODAY + DAY)


@pytest.mark.parametrize(
    "who", ["manager", "worker", "other_manager", "administrator", "iro_manager"]
)
def test_only_seniors_of_the_line_keep_the_lists(house: House, who: str) -> None:
    allocated(house.child, house.worker)
    with pytest.raises(Refused):
        excluded(house, house.colleague, by=getattr(house, who))


def test_a_list_needs_its_reason(house: House) -> None:
    with pytest.raises(ValidationError) as wrong:
        excluded(house, house.colleague, reason=" ")
    assert "reason" in wrong.value.message_dict


def test_the_lists_are_kept_on_their_pages(house: House, signed_in: SignedIn) -> None:
    client = signed_in(house.head)
    pk = house.child.pk
    day = {f"starts_on-{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    client.post(
        reverse("cases:exclude", args=[pk]),
        {"user": str(house.colleague.pk), "reason": "Her aunt", **day},
    )
    row = Exclusion.objects.get()
    assert row.user == house.colleague
    page = client.get(reverse("cases:access", args=[pk]))
    assert "Her aunt" in page.content.decode()
    last = {key.replace("starts", "ends"): value for key, value in day.items()}
    client.post(reverse("cases:end_exclusion", args=[pk, row.pk]), last)
    row.refresh_from_db()
    assert row.ends_on == TODAY
    client.post(
        reverse("cases:restrict", args=[pk]), {"users": [str(house.head.pk)], "reason": "Adopted"}
    )
    assert Child.objects.get(pk=pk).restricted
    assert signed_in(house.manager).get(reverse("cases:access", args=[pk])).status_code == 404
    client.post(reverse("cases:open_up", args=[pk]))
    assert not Child.objects.get(pk=pk).restricted
