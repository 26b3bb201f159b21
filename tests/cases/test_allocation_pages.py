"""The pages that say who works with a child, by who asks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Read
from cases.models import Allocation, Child, Exclusion
from tests.factories import TODAY, a_child, allocated, in_care
from tests.house import House
from tests.pages import SignedIn


def day(name: str, value: object = TODAY) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(value, part)) for part in ("day", "month", "year")}


def ids(client: Client, address: str) -> set[str]:
    return {str(row["child"].pk) for row in client.get(address).context["rows"]}


def test_the_tray_lists_who_waits_and_one_click_allocates_them(
    house: House, signed_in: SignedIn
) -> None:
    address = reverse("cases:unallocated", args=[house.team.pk])
    client = signed_in(house.manager)
    assert ids(client, address) == {str(house.child.pk)}
    answer = client.post(
        address, {"children": [str(house.child.pk)], "worker": str(house.worker.pk)}
    )
    assert answer.status_code == 302
    assert Allocation.objects.get().user == house.worker
    assert "Every child of this team has a worker." in client.get(address).content.decode()


def test_looking_at_the_tray_is_recorded_for_each_child_shown(
    house: House, signed_in: SignedIn
) -> None:
    signed_in(house.manager).get(reverse("cases:unallocated", args=[house.team.pk]))
    assert Read.objects.get().children == [house.child.pk]


def test_nothing_is_allocated_when_nobody_is_ticked_or_chosen(
    house: House, signed_in: SignedIn
) -> None:
    address = reverse("cases:unallocated", args=[house.team.pk])
    page = signed_in(house.manager).post(address, {}).content.decode()
    assert "Tick the children to allocate" in page
    assert "Choose a person" in page
    assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("head", 200),
        ("worker", 404),
        ("other_manager", 404),
        ("iro_manager", 404),
        ("administrator", 403),
    ],
)
@pytest.mark.parametrize("name", ["cases:unallocated", "cases:caseloads"])
def test_a_team_s_trays_are_for_its_managers(
    house: House, signed_in: SignedIn, who: str, status: int, name: str
) -> None:
    address = reverse(name, args=[house.team.pk])
    answer = signed_in(getattr(house, who)).get(address)
    # The worker holds a role in the team itself: told why not. Others never learn it exists.
    assert answer.status_code == (403 if who == "worker" else status)


def test_an_excluded_manager_sees_the_child_in_no_tray_and_no_count(
    house: House, signed_in: SignedIn
) -> None:
    Exclusion.objects.create(child=house.child, user=house.manager, reason="kin", starts_on=TODAY)
    client = signed_in(house.manager)
    assert ids(client, reverse("cases:unallocated", args=[house.team.pk])) == set()
    page = client.get(reverse("cases:caseloads", args=[house.team.pk]))
    assert page.context["waiting"] == 0


def test_the_iro_tray_shows_children_in_care_without_one_and_names_one(
    house: House, signed_in: SignedIn
) -> None:
    in_care(house.child)
    a_child(team=house.team)  # not in care: not theirs to know of
    address = reverse("cases:without_iro")
    client = signed_in(house.iro_manager)
    assert ids(client, address) == {str(house.child.pk)}
    client.post(address, {"children": [str(house.child.pk)], "worker": str(house.iro.pk)})
    assert Allocation.objects.get().role == Allocation.Role.IRO
    assert ids(client, address) == set()


def test_only_the_iros_manager_opens_the_iro_tray(house: House, signed_in: SignedIn) -> None:
    address = reverse("cases:without_iro")
    for who in (house.manager, house.iro, house.administrator):
        assert signed_in(who).get(address).status_code == 403


def test_a_whole_caseload_moves_from_its_page(house: House, signed_in: SignedIn) -> None:
    children = [house.child, a_child(team=house.team)]
    for child in children:
        allocated(child, house.worker)
    client = signed_in(house.manager)
    address = reverse("cases:move_caseload", args=[house.team.pk, house.worker.pk, "social_worker"])
    page = client.get(address)
    assert page.context["form"].initial["children"] == [
        str(child.pk) for child in Child.objects.order_by("family_name", "given_name")
    ]
    client.post(
        address,
        {
            "children": [str(child.pk) for child in children],
            "worker": str(house.colleague.pk),
            "message": "",
            **day("starts_on"),
        },
    )
    assert Allocation.objects.on(TODAY).filter(user=house.colleague).count() == 2


def test_a_child_of_another_team_cannot_be_slipped_into_a_move(
    house: House, signed_in: SignedIn
) -> None:
    allocated(house.child, house.worker)
    foreign = a_child(team=house.other_team)
    allocated(foreign, house.worker)
    address = reverse("cases:move_caseload", args=[house.team.pk, house.worker.pk, "social_worker"])
    client = signed_in(house.manager)
    assert foreign.name not in client.get(address).content.decode()
    client.post(
        address,
        {"children": [str(foreign.pk)], "worker": str(house.colleague.pk), **day("starts_on")},
    )
    assert not Allocation.objects.filter(user=house.colleague).exists()


def test_what_was_typed_stays_when_the_move_is_refused(house: House, signed_in: SignedIn) -> None:
    Exclusion.objects.create(child=house.child, user=house.worker, reason="kin", starts_on=TODAY)
    address = reverse("cases:allocate", args=[house.child.pk, "social_worker"])
    page = signed_in(house.manager).post(
        address,
        {
            "worker": str(house.worker.pk),
            "main": "main",
            "message": "Ring her school first.",
            **day("starts_on"),
        },
    )
    text = page.content.decode()
    assert "may not see this child" in text
    assert "Ring her school first." in text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("worker", 403),
        ("manager", 200),
        ("head", 200),
        ("colleague", 404),
        ("other_manager", 404),
        ("administrator", 404),
    ],
)
def test_only_the_line_opens_the_form_that_names_a_worker(
    house: House, signed_in: SignedIn, who: str, status: int
) -> None:
    allocated(house.child, house.worker)
    address = reverse("cases:allocate", args=[house.child.pk, "social_worker"])
    assert signed_in(getattr(house, who)).get(address).status_code == status


def test_the_workers_page_offers_each_only_what_they_may_change(
    house: House, signed_in: SignedIn
) -> None:
    allocated(house.child, house.worker)
    address = reverse("cases:workers", args=[house.child.pk])
    assert signed_in(house.worker).get(address).context["roles"] == []
    offered = signed_in(house.manager).get(address).context["roles"]
    assert Allocation.Role.SOCIAL_WORKER in offered
    assert Allocation.Role.IRO not in offered


def test_letting_a_worker_go_from_the_page(house: House, signed_in: SignedIn) -> None:
    row = allocated(house.child, house.worker)
    address = reverse("cases:end_allocation", args=[house.child.pk, row.pk])
    assert signed_in(house.manager).post(address, day("ends_on")).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == TODAY
