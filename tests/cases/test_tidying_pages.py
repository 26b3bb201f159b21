"""The pages on which two records become one, and a record goes to its child."""

from __future__ import annotations

import datetime
import uuid

from django.urls import reverse

from cases.actions import children as actions
from cases.models import CaseNote, Child, Merge
from tests.factories import NOW, TODAY, allocated, in_care
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
