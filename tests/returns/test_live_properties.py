"""The order of rows and files does not matter, and giving them twice changes nothing."""

import csv
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Allocation, CarePeriod, Child, CompleteFrom, Done, LegalStatus
from people.models import RoleAssignment, Team, User
from placements.models import Home, Placement
from returns.models import Import
from reviews.models import Review
from tests.returns.moving import (
    IRA,
    MO,
    ROSA,
    Cells,
    Files,
    bring,
    child,
    fates,
    held,
    home,
    lives,
    plan,
    review,
    staff,
    team,
    visit,
    write,
)
from visits.models import Visit

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
KEYS = st.sampled_from(["K1", "K2", "K3"])
DAYS = st.sampled_from(["2025-02-01", "2025-06-15", "2026-01-31", "2026-09-01", "soon", ""])
WHO = st.sampled_from([ROSA, IRA, MO, "stranger@marlshire.example"])
ROLES = st.sampled_from(["social_worker", "iro", "team_manager"])


def an_eastern_team() -> st.SearchStrategy[Cells]:
    return st.builds(team, st.just("East"), within=st.sampled_from(["North team", "East", "West"]))


def an_allocation(number: str, worker: str, role: str, days: tuple[str, str]) -> Cells:
    return held(number, worker=worker, role=role, until=days[1], **{"from": days[0]})


def a_stay(number: str, where: str, days: tuple[str, str]) -> Cells:
    return lives(number, home=where, until=days[1], **{"from": days[0]})


@st.composite
def authorities(draw: st.DrawFn) -> Files:
    """Files with much that is right and something wrong in them, contradictions included."""
    teams = st.sampled_from(["North team", "Reviewing"])
    homes = st.sampled_from(["H1", "H2", "H9"])
    known_as = st.sampled_from(["", "Addy"])
    spans, few_ids = st.tuples(DAYS, DAYS), st.sampled_from(["1", "2", "3", "4"])
    rows: Files = {
        "teams": [team(), team("Reviewing"), draw(an_eastern_team())],
        "staff": draw(_rows(st.builds(staff, WHO, role=ROLES, team=teams), 5)),
        "children": draw(_rows(st.builds(child, KEYS, known_as=known_as), 4, least=1)),
        "homes": [home(), home("H2", capacity=draw(st.sampled_from(["", "3", "many"])))],
        "allocations": draw(_rows(st.builds(an_allocation, KEYS, WHO, ROLES, spans), 6)),
        "placements": draw(_rows(st.builds(a_stay, KEYS, homes, spans), 5)),
        "visits": draw(_rows(st.builds(visit, few_ids, KEYS, visited_on=DAYS, visited_by=WHO), 6)),
        "reviews": draw(_rows(st.builds(review, few_ids, KEYS, held_on=DAYS), 5)),
        "plans": draw(_rows(st.builds(plan, few_ids, KEYS, done_on=DAYS), 5)),
    }
    return {name: found for name, found in rows.items() if found}


def _rows(one: st.SearchStrategy[Cells], most: int, least: int = 0) -> Any:
    return st.lists(one, min_size=least, max_size=most)


def recorded() -> dict[str, Any]:
    """The record in a form that does not depend on ids."""
    who = "child__given_name", "child__known_as"
    return {
        "teams": sorted(Team.objects.values_list("name", "kind", "parent__name")),
        "people": sorted(User.objects.values_list("email", "name", "is_active")),
        "roles": sorted(
            RoleAssignment.objects.values_list("user__email", "role", "team__name", "starts_on")
        ),
        "homes": sorted(Home.objects.values_list("name", "capacity"), key=repr),
        "children": sorted(Child.objects.values_list("given_name", "known_as", "team__name")),
        **{
            model.__name__: sorted(model._default_manager.values_list(*who, *fields), key=repr)
            for model, fields in {
                CarePeriod: ("starts_on", "ends_on"),
                LegalStatus: ("code", "starts_on", "ends_on"),
                Placement: ("home__name", "starts_on", "ends_on"),
                Allocation: ("user__email", "role", "main", "starts_on", "ends_on"),
                Visit: ("on", "visitor__email", "role", "home__name", "seen"),
                Review: ("held_on", "kind", "participation"),
                Done: ("what", "on"),
                CompleteFrom: ("family", "on"),
            }.items()
        },
    }


def reasons(run: Import) -> list[tuple[str, str, str]]:
    return sorted(run.lines.values_list("outcome", "code", "number"))


@contextmanager
def taken_back() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        yield Path(folder)
        transaction.set_rollback(True)


def shuffled(files: Files, chance: random.Random, folder: Path) -> Path:
    """The same rows in another order, in files of other names, one table in two files."""
    number = 0
    for name, rows in files.items():
        mixed = chance.sample(rows, len(rows))
        cut = chance.randrange(len(mixed) + 1)
        for part in (mixed[:cut], mixed[cut:]):
            if part:
                made = write(folder / "made", {name: part}) / f"{name}.csv"
                number += 1
                made.rename(folder / f"{chance.randrange(99)}-{number}.csv")
    return folder


@few
@given(files=authorities(), chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_does_not_matter(files: Files, chance: random.Random) -> None:
    with taken_back() as folder:
        first = bring(folder, files)
        once, said, rows = recorded(), reasons(first), fates(first)
    with taken_back() as folder:
        second = bring(shuffled(files, chance, folder))
        assert recorded() == once
        assert reasons(second) == said
        assert fates(second) == rows
    read = {name: len(found) for name, found in files.items()}
    assert rows["read"] == sum(read.values()) == sum(rows.values()) - rows["read"]


@few
@given(files=authorities())
def test_the_same_files_twice_are_the_same_as_once(files: Files) -> None:
    with taken_back() as folder:
        first = bring(folder, files)
        once = recorded()
        again = bring(folder)
        assert recorded() == once
        assert fates(again).get("taken", 0) == 0
        assert fates(again)["read"] == fates(first)["read"]


@given(chance=st.randoms(use_true_random=False))
def test_a_shuffled_authority_has_the_same_rows_in_other_files(chance: random.Random) -> None:
    files = {"visits": [visit(f"V{number}") for number in range(9)]}
    with tempfile.TemporaryDirectory() as folder:
        shuffled(files, chance, Path(folder))
        texts = [path.read_text(encoding="utf-8") for path in Path(folder).glob("*.csv")]
    rows = [row for text in texts for row in csv.DictReader(text.splitlines())]
    assert sorted(row["visit"] for row in rows) == [f"V{number}" for number in range(9)]
