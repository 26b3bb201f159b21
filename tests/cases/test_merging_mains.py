"""Two records, each with a main worker: the manager says who stays, and it can be undone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from cases import visibility
from cases.merging import plan
from cases.models import Allocation, Child
from tests.cases.test_merging import DAY, everything, merged, twin, undone
from tests.factories import START, TODAY, allocated
from tests.house import House

__all__ = ["twin"]


@pytest.fixture
def two_workers(house: House, twin: Child) -> None:
    """Wendy holds the one from the start; Colin the other, from sixty days later."""
    allocated(house.child, house.worker)
    allocated(twin, house.colleague, since=START + 60 * DAY)


def mains_of(child: Child) -> set[tuple[str, bool]]:
    return {(row.user.name, row.main) for row in child.allocations.select_related("user")}


@pytest.mark.parametrize("side", ["kept", "merged"])
def test_of_two_main_workers_the_chosen_stays_and_the_other_helps(
    house: House, twin: Child, two_workers: None, side: str
) -> None:
    [choice] = plan(house.child, twin).mains
    assert choice.words("kept") == "Wendy Worker, from 6 January 2025"
    before = everything()
    trace = merged(house, house.child, twin, mains={"social_worker": side})
    assert mains_of(house.child) == {
        ("Wendy Worker", side == "kept"), ("Colin Colleague", side == "merged")
    }  # fmt: skip
    undone(house, trace)
    assert everything() == before


def test_without_a_choice_between_two_main_workers_nothing_is_merged(
    house: House, twin: Child, two_workers: None
) -> None:
    before = everything()
    with pytest.raises(ValidationError) as wrong:
        merged(house, house.child, twin)
    assert list(wrong.value.message_dict) == ["main_social_worker"]
    assert everything() == before


def test_who_stopped_cannot_stay_main_over_who_is_there(house: House, twin: Child) -> None:
    allocated(house.child, house.worker, until=START + 90 * DAY)
    allocated(twin, house.colleague, since=START + 60 * DAY)
    [choice] = plan(house.child, twin).mains
    assert choice.likely(TODAY) == "merged"
    with pytest.raises(ValidationError, match="the other stays main"):
        merged(house, house.child, twin, mains={"social_worker": "kept"})
    merged(house, house.child, twin, mains={"social_worker": "merged"})
    assert visibility.children(house.colleague, on=TODAY).get() == house.child


def test_one_worker_of_both_is_no_conflict_and_is_held_once(house: House, twin: Child) -> None:
    for child in (house.child, twin):
        allocated(child, house.worker)
    assert plan(house.child, twin).mains == []
    before = everything()
    trace = merged(house, house.child, twin)
    assert house.child.allocations.count() == 1
    undone(house, trace)
    assert everything() == before


def test_what_stays_behind_does_so_although_the_worker_beside_it_steps_down(
    house: House, twin: Child
) -> None:
    allocated(house.child, house.worker)
    allocated(twin, house.worker, until=START + 60 * DAY)
    allocated(twin, house.colleague, since=START + 60 * DAY)
    before = everything()
    trace = merged(house, house.child, twin, mains={"social_worker": "merged"})
    assert mains_of(house.child) == {("Wendy Worker", False), ("Colin Colleague", True)}
    undone(house, trace)
    assert everything() == before


def test_one_worker_who_holds_the_other_record_longer_is_said_first(
    house: House, twin: Child
) -> None:
    allocated(house.child, house.worker, until=TODAY)
    allocated(twin, house.worker)
    with pytest.raises(ValidationError, match="This person already holds"):
        merged(house, house.child, twin)


def test_a_main_worker_named_since_is_said_before_two_would_be_main(
    house: House, twin: Child, two_workers: None
) -> None:
    trace = merged(house, house.child, twin, mains={"social_worker": "merged"})
    Allocation.objects.filter(user=house.colleague).update(ends_on=TODAY)
    allocated(house.child, house.elsewhere, since=TODAY)
    with pytest.raises(ValidationError, match="another main worker was named since"):
        undone(house, trace)
