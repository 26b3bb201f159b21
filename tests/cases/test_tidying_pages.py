"""The pages on which two records become one, and a record goes to its child."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.urls import reverse

from audit.models import Read
from cases.actions import children as actions
from cases.actions import refiling
from cases.models import AccessReason, CaseNote, Child, ChildDocument, Done, Merge, Person
from cases.views import tidying
from documents.models import StoredFile
from people.models import User
from people.roles import Role
from tests.factories import NOW, TODAY, a_person, allocated, in_care
from tests.house import House
from tests.pages import SignedIn

BORN = datetime.date(2015, 4, 30)


def named(house: House, given: str) -> Child:
    return actions.create(
        key=uuid.uuid4(), team=house.team, by=house.manager, on=TODAY,
        details=actions.Details(given, "Marsh", born_on=BORN),
    )  # fmt: skip


def test_a_pair_is_found_merged_and_undone(house: House, signed_in: SignedIn) -> None:
    one, two = named(house, "Katherine"), named(house, "Catherine")
    in_care(two)
    client = signed_in(house.manager)
    (pair,) = client.get(reverse("cases:duplicates")).context["pairs"]
    assert {pair.first, pair.second} == {one, two}
    address = reverse("cases:merge", args=[one.pk, two.pk])
    page = client.get(address).content.decode()
    assert "Care periods: 1" in page
    client.post(address, {"field_given_name": "merged", "reason": "Same birth certificate"})
    assert Child.objects.get(pk=one.pk).given_name == "Catherine"
    assert client.get(reverse("cases:edit_child", args=[two.pk])).status_code == 404
    client.post(reverse("cases:undo_merge", args=[Merge.objects.get().pk]))
    assert Child.objects.get(pk=one.pk).given_name == "Katherine"
    assert two.care_periods.count() == 1


def test_what_is_in_the_way_is_shown_instead_of_the_form(house: House, signed_in: SignedIn) -> None:
    one, two = named(house, "Katherine"), named(house, "Catherine")
    for child in (one, two):
        in_care(child)
    client = signed_in(house.manager)
    address = reverse("cases:merge", args=[one.pk, two.pk])
    text = client.get(address).content.decode()
    assert "The child was already looked after on some of these days." in text
    assert "Make one record</button>" not in text
    client.post(address, {"field_given_name": "kept", "reason": "Sure"})
    assert not Merge.objects.exists()


def test_a_pair_somebody_does_not_manage_is_nowhere(house: House, signed_in: SignedIn) -> None:
    one, two = named(house, "Katherine"), named(house, "Catherine")
    client = signed_in(house.other_manager)
    assert client.get(reverse("cases:duplicates")).context["pairs"] == []
    assert client.get(reverse("cases:merge", args=[one.pk, two.pk])).status_code == 404
    assert signed_in(house.worker).get(reverse("cases:duplicates")).status_code == 403


def test_a_note_is_moved_to_the_child_it_is_about(house: House, signed_in: SignedIn) -> None:
    other = named(house, "Katherine")
    for child in (house.child, other):
        allocated(child, house.worker)
    note = CaseNote.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, on=TODAY, kind="contact",
        text="They spoke.",
    )  # fmt: skip
    address = reverse("cases:refile", args=[house.child.pk, "cases.CaseNote", note.pk])
    client = signed_in(house.worker)
    offered = [value for value, _ in client.get(address).context["form"].fields["to_child"].choices]
    assert offered == ["", str(other.pk)]
    client.post(address, {"to_child": str(other.pk), "reason": "It names her"})
    note.refresh_from_db()
    assert note.child == other
    assert client.get(address).status_code == 404


@pytest.fixture
def other(house: House) -> Child:
    """A second child of the worker; the first one's name stands in the reason of a move."""
    other = named(house, "Katherine")
    for child in (house.child, other):
        allocated(child, house.worker)
    allocated(house.child, house.colleague, main=False)
    note = CaseNote.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, on=TODAY, kind="contact",
        text="They spoke.",
    )  # fmt: skip
    refiling.refile(
        label="cases.CaseNote", record=note.pk, from_child=house.child, to_child=other,
        reason="It names Katherine", by=house.worker, at=NOW, on=TODAY,
    )  # fmt: skip
    return other


def story(signed_in: SignedIn, who: User, child: Child) -> str:
    page = signed_in(who).get(reverse("cases:chronology", args=[child.pk]))
    assert page.status_code == 200
    return page.content.decode()


def test_both_chronologies_say_that_a_record_was_moved_and_why(
    house: House, other: Child, signed_in: SignedIn
) -> None:
    gone = story(signed_in, house.worker, house.child)
    assert "was moved from here to the record of" in gone
    assert "Katherine Marsh" in gone
    assert Read.objects.get().children == sorted([house.child.pk, other.pk])
    came = story(signed_in, house.worker, other)
    assert "was moved here from the record of" in came
    assert "It names Katherine" in came


def test_who_does_not_see_the_other_child_learns_neither_name_nor_reason(
    house: House, other: Child, signed_in: SignedIn
) -> None:
    text = story(signed_in, house.colleague, house.child)
    assert "was moved from here to another child’s record" in text
    assert "Katherine" not in text
    assert str(other.pk) not in text
    assert Read.objects.get().children == [house.child.pk]


def test_the_way_to_move_a_record_is_offered_to_who_may_add_to_it(
    house: House, other: Child, signed_in: SignedIn
) -> None:
    note = CaseNote.objects.get()
    director = a_person(Role.DIRECTOR, team=house.service)  # reads, and records nothing
    AccessReason.objects.create(
        user=director, child=other, kind=AccessReason.Kind.DIRECTOR, reason="Asked", at=NOW,
        until=NOW + datetime.timedelta(hours=1),
    )  # fmt: skip
    address = reverse("cases:note", args=[other.pk, note.pk])
    move = reverse("cases:refile", args=[other.pk, "cases.CaseNote", note.pk])
    assert move in signed_in(house.worker).get(address).content.decode()
    page = signed_in(director).get(address)
    assert page.status_code == 200
    assert move not in page.content.decode()


@pytest.mark.parametrize("address", ["cases:documents", "cases:done", "cases:around"])
def test_every_listed_record_has_its_own_way(
    house: House, other: Child, signed_in: SignedIn, address: str
) -> None:
    said = {"child": other, "recorded_by": house.worker, "recorded_at": NOW, "on": TODAY}
    file = StoredFile.objects.create(
        name="letter.pdf", path="/nowhere", content_type="application/pdf", size=1,
        sha256="0" * 64, stored_by=house.worker, stored_at=NOW,
    )  # fmt: skip
    rows = {
        "cases:documents": ChildDocument.objects.create(**said, file=file, title="A letter"),
        "cases:done": Done.objects.create(**said, what="care_plan", by_name="W"),
        "cases:around": Person.objects.create(child=other, name="Aunt", kind="family"),
    }
    row = rows[address]
    page = signed_in(house.worker).get(reverse(address, args=[other.pk])).content.decode()
    assert reverse("cases:refile", args=[other.pk, row._meta.label, row.pk]) in page


def test_the_page_asks_who_of_two_stays_the_main_worker(house: House, signed_in: SignedIn) -> None:
    one, two = named(house, "Katherine"), named(house, "Catherine")
    allocated(one, house.worker)
    allocated(two, house.colleague)
    client = signed_in(house.manager)
    address = reverse("cases:merge", args=[one.pk, two.pk])
    page = client.get(address).content.decode()
    assert "Who stays the main worker? (Social worker)" in page
    assert "Colin Colleague, from 6 January 2025 (record that goes)" in page
    sent = {"field_given_name": "kept", "reason": "Same birth certificate"}
    assert "main_social_worker" in client.post(address, sent).context["form"].errors
    client.post(address, {**sent, "main_social_worker": "merged"})
    assert set(one.allocations.values_list("user__name", "main")) == {
        ("Wendy Worker", False), ("Colin Colleague", True)
    }  # fmt: skip
    client.post(reverse("cases:undo_merge", args=[Merge.objects.get().pk]))
    assert one.allocations.get().main
    assert two.allocations.get().main


def test_among_many_children_one_is_found_by_name_and_no_other_is_shown(
    house: House, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "FEW", 2)
    right, *_ = (named(house, name) for name in ("Katherine", "Zachary", "Imogen"))
    note = CaseNote.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, on=TODAY, kind="contact",
        text="They spoke.",
    )  # fmt: skip
    address = reverse("cases:refile", args=[house.child.pk, "cases.CaseNote", note.pk])
    client = signed_in(house.manager)
    shown = client.get(address).content.decode()
    assert "Note of 5 November 2026" in shown
    assert "Katherine" not in shown
    assert Read.objects.latest("pk").children == [house.child.pk]
    first = client.post(address, {"reason": "Her name"}).content.decode()
    assert "Find the child first" in first
    found = client.post(address, {"find": "1", "words": "Kathrine", "reason": "Her name"})
    text = found.content.decode()
    assert "Katherine Marsh" in text
    assert "Zachary" not in text
    assert "Her name" in text
    assert Read.objects.latest("pk").children == sorted([house.child.pk, right.pk])
    nobody = client.post(address, {"find": "1", "words": "Xylophone"}).content.decode()
    assert "No other child whose record you read" in nobody
    moved = {"words": "Kathrine", "to_child": str(right.pk), "reason": "Her name"}
    assert client.post(address, moved).status_code == 302
    note.refresh_from_db()
    assert note.child == right
