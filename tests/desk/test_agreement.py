"""Page, count, spreadsheet and API show the same asks, to everyone."""

from __future__ import annotations

import csv
import datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Read
from cases.models import Child, Exclusion
from tests.api.conftest import settled
from tests.factories import START, TODAY, a_child, allocated
from tests.house import House
from tests.pages import SignedIn

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WHO = ["worker", "manager", "iro", "iro_manager", "head", "other_manager", "administrator"]
WHEN = {"overdue": "Overdue", "soon": "Next 7 days", "later": "Later"}


@pytest.fixture
def lives(house: House) -> House:
    """Five children at every distance from their next visit, three of them without a worker."""
    allocated(house.child, house.worker)
    settled(house.child, since=START)
    for days in (3, 7, 8, 60):
        child = a_child(team=house.team)
        settled(child, since=TODAY - days * DAY)
        if days == 7:
            allocated(child, house.worker)
    return house


def spreadsheet(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def references(rows: list[dict[str, str]], when: str) -> list[str]:
    return [row["Reference"] for row in rows if row["When"] == when]


def shown(work: Any) -> dict[str, list[str]]:
    return {
        words: [str(row.duty.pk) for row in getattr(work, group)] for group, words in WHEN.items()
    }


def listed(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("api:duties"), {"page_size": "200", **query}).json()
    assert answer["count"] == len(answer["results"])
    return [row["id"] for row in answer["results"]]


@pytest.mark.parametrize("who", WHO)
def test_my_work_its_counts_its_spreadsheet_and_the_api_agree(
    lives: House, signed_in: SignedIn, who: str
) -> None:
    client = signed_in(getattr(lives, who))
    page = client.get(reverse("desk:my_work"))
    groups = shown(page.context["work"])
    rows = spreadsheet(client, reverse("desk:my_work_csv"))
    for when, expected in groups.items():
        assert references(rows, when) == expected
    assert listed(client, mine="true", state="overdue") == groups["Overdue"]
    assert listed(client, mine="true", state="due_soon") == groups["Next 7 days"]
    assert set(listed(client, mine="true")) == {row["Reference"] for row in rows}
    if not page.context["sees_children"]:
        assert not rows
        return
    late = len(groups["Overdue"])
    assert (f"{late} overdue" if late else "Nothing overdue") in page.content.decode()
    assert f"{len(groups['Next 7 days'])} due in the next 7 days" in page.content.decode()


@pytest.mark.parametrize("query", [{}, {"owner": "Wendy Worker"}, {"asks": "visit"}])
def test_a_team_s_page_and_its_spreadsheet_agree_however_narrowed(
    lives: House, signed_in: SignedIn, query: dict[str, str]
) -> None:
    client = signed_in(lives.manager)
    page = client.get(reverse("desk:team", args=[lives.team.pk]), query)
    groups = shown(page.context["work"])
    address = reverse("desk:team_csv", args=[lives.team.pk])
    rows = spreadsheet(client, address, **query)
    assert groups["Overdue"]
    for when, expected in groups.items():
        assert references(rows, when) == expected
    assert address in page.content.decode()
    if not query:
        counted = page.context["counts"]
        assert sum(line[2] for line in counted.by_ask) == len(groups["Overdue"])
        assert listed(client, state="overdue") == groups["Overdue"]


def test_the_spreadsheet_is_noted_before_it_leaves_and_never_kept(
    lives: House, signed_in: SignedIn
) -> None:
    answer = signed_in(lives.worker).get(reverse("desk:my_work_csv"))
    read = Read.objects.get()
    assert (read.user, read.what) == (lives.worker, "desk:my_work_csv")
    assert len(read.children) == 2
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'attachment; filename="what-is-due-2026-11-05.csv"'


def test_the_spreadsheet_runs_no_formula_from_a_name(lives: House, signed_in: SignedIn) -> None:
    Child.objects.filter(pk=lives.child.pk).update(given_name='=HYPERLINK("x")', known_as="")
    rows = spreadsheet(signed_in(lives.worker), reverse("desk:my_work_csv"))
    assert any(row["Child"].startswith("'=HYPERLINK") for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_an_excluded_manager_s_spreadsheet_is_as_if_the_child_were_not_there(
    lives: House, signed_in: SignedIn
) -> None:
    Exclusion.objects.create(
        child=lives.child, user=lives.manager, reason="Related", starts_on=START
    )
    client = signed_in(lives.manager)
    for name, args in (("desk:my_work_csv", []), ("desk:team_csv", [lives.team.pk])):
        rows = spreadsheet(client, reverse(name, args=args))
        assert rows
        assert lives.child.name not in {row["Child"] for row in rows}
    assert all(lives.child.pk not in read.children for read in Read.objects.all())
