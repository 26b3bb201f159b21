"""The pages on which a child is entered and corrected."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cases.models import Child
from tests.factories import allocated
from tests.house import House
from tests.pages import SignedIn

NEW = {
    "given_name": "Zoë",
    "family_name": "Marsh",
    "born_on-day": "1",
    "born_on-month": "3",
    "born_on-year": "2014",
    "sex": "F",
}


def new(house: House, **given: str) -> dict[str, str]:
    return {**NEW, "team": str(house.team.pk), "key": str(uuid.uuid4()), **given}


def test_a_manager_enters_a_child(house: House, signed_in: SignedIn) -> None:
    answer = signed_in(house.manager).post(reverse("cases:new_child"), new(house))
    assert answer.status_code == 302
    assert Child.objects.get(given_name="Zoë").search_name == "zoe marsh"


def test_like_children_are_shown_first_and_the_words_are_kept(
    house: House, signed_in: SignedIn
) -> None:
    client = signed_in(house.manager)
    client.post(reverse("cases:new_child"), new(house))
    again = new(house, given_name="Zoe")
    page = client.post(reverse("cases:new_child"), again).content.decode()
    assert "Is it one of these children?" in page
    assert 'value="Zoe"' in page
    assert Child.objects.filter(family_name="Marsh", given_name__startswith="Zo").count() == 1
    client.post(reverse("cases:new_child"), {**again, "not_these": "on"})
    assert Child.objects.filter(given_name="Zoe").exists()


def test_a_number_with_a_wrong_check_digit_is_told_at_its_field(
    house: House, signed_in: SignedIn
) -> None:
    page = signed_in(house.manager).post(
        reverse("cases:new_child"), new(house, nhs_number="943 476 5918")
    )
    assert "nhs_number" in page.context["form"].errors
    assert "<title>Error: " in page.content.decode()


def test_a_doubtful_check_letter_is_saved_with_a_warning(house: House, signed_in: SignedIn) -> None:
    answer = signed_in(house.manager).post(
        reverse("cases:new_child"), new(house, upn="b801200001001"), follow=True
    )
    assert Child.objects.get(given_name="Zoë").upn == "B801200001001"
    assert "does not fit the rest" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("iro", 403), ("administrator", 403), ("worker", 200)])
def test_who_opens_the_page_to_enter_a_child(
    house: House, signed_in: SignedIn, who: str, status: int
) -> None:
    assert signed_in(getattr(house, who)).get(reverse("cases:new_child")).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("worker", 200), ("manager", 200), ("colleague", 404), ("administrator", 404)],
)
def test_who_opens_the_page_to_correct_a_child(
    house: House, signed_in: SignedIn, who: str, status: int
) -> None:
    allocated(house.child, house.worker)
    address = reverse("cases:edit_child", args=[house.child.pk])
    assert signed_in(getattr(house, who)).get(address).status_code == status


def test_the_second_editor_sees_both_and_can_save_after_that(
    house: House, signed_in: SignedIn
) -> None:
    address = reverse("cases:edit_child", args=[house.child.pk])
    client = signed_in(house.manager)
    first = {**NEW, "version": "1", "religion": "Quaker"}
    assert client.post(address, first).status_code == 302
    second = {**NEW, "version": "1", "religion": "Jain"}
    page = client.post(address, second)
    text = page.content.decode()
    assert "Somebody changed this record" in text
    assert [(one.yours, one.theirs) for one in page.context["differences"]] == [("Jain", "Quaker")]
    assert 'value="Jain"' in text
    assert client.post(address, {**second, "version": "2"}).status_code == 302
    assert Child.objects.get(pk=house.child.pk).religion == "Jain"


def test_a_manager_moves_a_child_to_another_team(house: House, signed_in: SignedIn) -> None:
    address = reverse("cases:child_team", args=[house.child.pk])
    client = signed_in(house.manager)
    assert client.get(address).status_code == 200
    assert client.post(address, {"team": str(house.other_team.pk)}).status_code == 302
    assert client.get(address).status_code == 404
