"""The administrator's pages, by who asks."""

from __future__ import annotations

import html
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import Absence, RoleAssignment, Team, User
from people.roles import RULES, Role
from tests.factories import TODAY, allocated
from tests.house import House
from tests.pages import SignedIn

NEW = {"name": "Sam New", "email": "sam@marlshire.example"}
DAY = {f"starts_on-{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}


@pytest.mark.django_db(transaction=True)
def test_somebody_added_gets_an_e_mail_and_chooses_a_password(signed_in: SignedIn) -> None:
    house = House()
    client = signed_in(house.administrator)
    assert client.post(reverse("people:new_person"), NEW).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["sam@marlshire.example"]
    link = re.search(r"https?://[^/]+(/\S+)", str(letter.body))
    assert link is not None
    stranger = Client()
    page = stranger.get(link[1], follow=True)
    answer = stranger.post(
        page.redirect_chain[-1][0],
        {"password1": "a long walk by the sea", "password2": "a long walk by the sea"},
    )
    assert answer.status_code == 302
    assert User.objects.get(email="sam@marlshire.example").check_password("a long walk by the sea")


@pytest.mark.django_db(transaction=True)
def test_no_letter_for_somebody_who_was_not_added(signed_in: SignedIn) -> None:
    house = House()
    page = signed_in(house.administrator).post(
        reverse("people:new_person"), {**NEW, "email": house.worker.email}
    )
    assert "Somebody already signs in with that e-mail address." in page.content.decode()
    assert mail.outbox == []


PAGES = ["people:new_person", "people:teams", "people:new_team"]
OF_A_PERSON = ["people:edit_person", "people:give_role", "cases:leaving"]


@pytest.mark.parametrize("name", [*PAGES, *OF_A_PERSON])
@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("manager", 403), ("worker", 403)]
)
def test_people_and_teams_are_kept_by_administrators(
    house: House, signed_in: SignedIn, name: str, who: str, status: int
) -> None:
    given = [house.colleague.pk] if name in OF_A_PERSON else []
    address = reverse(name, args=given)
    assert signed_in(getattr(house, who)).get(address).status_code == status


@pytest.mark.parametrize("name", ["people:people", *PAGES])
def test_nobody_sees_them_before_signing_in(db: None, name: str) -> None:
    assert Client().get(reverse(name)).status_code == 302


def test_a_manager_sees_their_own_people_only(house: House, signed_in: SignedIn) -> None:
    page = signed_in(house.manager).get(reverse("people:people"))
    shown = {row["user"] for row in page.context["rows"]}
    assert shown == {house.manager, house.worker, house.colleague}
    client = signed_in(house.manager)
    for person, status in ((house.worker, 200), (house.elsewhere, 404), (house.iro, 404)):
        assert client.get(reverse("people:person", args=[person.pk])).status_code == status


def test_the_people_pages_show_an_administrator_no_child(house: House, signed_in: SignedIn) -> None:
    allocated(house.child, house.worker)
    client = signed_in(house.administrator)
    addresses = [reverse("people:people"), reverse("people:teams")]
    addresses += [reverse(name, args=[house.worker.pk]) for name in ("people:person", *OF_A_PERSON)]
    for address in addresses:
        assert house.child.given_name not in client.get(address).content.decode()


@pytest.mark.parametrize("words", ["wendy", "WORKER wen", "wendy@"])
def test_people_are_found_by_any_part_of_a_name_or_address(
    house: House, signed_in: SignedIn, words: str
) -> None:
    User.objects.filter(pk=house.worker.pk).update(name="Wéndy Worker", email="wendy@x.example")
    page = signed_in(house.administrator).post(reverse("people:people"), {"words": words})
    assert [row["user"] for row in page.context["rows"]] == [house.worker]


def test_every_role_is_explained_where_it_is_given(house: House, signed_in: SignedIn) -> None:
    page = signed_in(house.administrator).get(reverse("people:give_role", args=[house.worker.pk]))
    text = html.unescape(page.content.decode())
    for rule in RULES.values():
        assert rule.title in text
        assert rule.says in text


def test_a_role_is_given_and_ended_on_its_pages(house: House, signed_in: SignedIn) -> None:
    client = signed_in(house.administrator)
    client.post(
        reverse("people:give_role", args=[house.worker.pk]),
        {"role": "personal_adviser", "team": str(house.team.pk), **DAY},
    )
    post = RoleAssignment.objects.get(user=house.worker, role=Role.PERSONAL_ADVISER)
    last = {key.replace("starts", "ends"): value for key, value in DAY.items()}
    client.post(reverse("people:end_role", args=[post.pk]), last)
    post.refresh_from_db()
    assert post.ends_on == TODAY


def test_a_manager_records_an_absence_and_its_end(house: House, signed_in: SignedIn) -> None:
    client = signed_in(house.manager)
    client.post(
        reverse("people:away", args=[house.worker.pk]),
        {"covered_by": str(house.colleague.pk), **DAY},
    )
    row = Absence.objects.get()
    last = {key.replace("starts", "ends"): value for key, value in DAY.items()}
    client.post(reverse("people:back", args=[row.pk]), last)
    row.refresh_from_db()
    assert row.ends_on == TODAY
    other = signed_in(house.other_manager)
    assert other.get(reverse("people:back", args=[row.pk])).status_code == 404


def test_a_team_is_added_moved_and_closed_on_its_pages(house: House, signed_in: SignedIn) -> None:
    client = signed_in(house.administrator)
    client.post(reverse("people:new_team"), {"name": "North", "kind": "team"})
    north = Team.objects.get(name="North")
    client.post(
        reverse("people:edit_team", args=[north.pk]),
        {"name": "Far North", "kind": "team", "parent": str(house.service.pk)},
    )
    north.refresh_from_db()
    assert (north.name, north.parent) == ("Far North", house.service)
    day = {key.replace("starts", "closed"): value for key, value in DAY.items()}
    client.post(reverse("people:close_team", args=[north.pk]), day)
    north.refresh_from_db()
    assert north.closed_on == TODAY
