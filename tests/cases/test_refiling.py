"""A record filed under the wrong child is moved, and both keep a trace."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.actions.refiling import refile
from cases.models import CaseNote, Child, ChronologyEntry, Exclusion, Person, Refiled
from people.refusal import Refused
from reviews.models import Review
from tests.factories import NOW, START, TODAY, a_child, allocated, in_care
from tests.house import House
from visits.models import Visit

DAY = datetime.timedelta(days=1)


@pytest.fixture
def other(house: House) -> Child:
    child = a_child(team=house.team)
    for one in (house.child, child):
        allocated(one, house.worker)
    return child


def moved(house: House, row: Any, to: Child, **given: Any) -> list[Refiled]:
    wanted = {"reason": "It says so itself", "by": house.worker, "at": NOW, "on": TODAY, **given}
    return refile(
        label=row._meta.label, record=row.pk, from_child=house.child, to_child=to, **wanted
    )


def note(house: House, **given: Any) -> CaseNote:
    wanted = {"on": TODAY, "kind": "contact", "text": "They spoke.", **given}
    return CaseNote.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, **wanted
    )


def visit(house: House, **given: Any) -> Visit:
    return Visit.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, on=TODAY, seen=True,
        alone=True, visitor=house.worker, role="social_worker", **given,
    )  # fmt: skip


def test_a_note_moves_with_a_trace_on_both(house: House, other: Child) -> None:
    row = note(house)
    moved(house, row, other)
    row.refresh_from_db()
    assert row.child == other
    trace = house.child.refiled_from.get()
    assert trace == other.refiled_to.get()
    assert (trace.record, trace.record_id, trace.by) == ("cases.CaseNote", row.pk, house.worker)


def test_a_visit_moves_with_its_corrections_and_its_line_in_the_story(
    house: House, other: Child
) -> None:
    first = visit(house)
    second = visit(house, corrects=first, correction_reason="Wrong time")
    ChronologyEntry.objects.create(
        child=house.child, on=TODAY, source=f"visit:{first.pk}", generated="Visited"
    )
    assert len(moved(house, first, other)) == 2
    assert set(other.visits.all()) == {first, second}
    assert other.chronology.get().source == f"visit:{first.pk}"


def test_a_person_around_the_child_moves(house: House, other: Child) -> None:
    row = Person.objects.create(child=house.child, name="Aunt", kind="family", relationship="Aunt")
    moved(house, row, other)
    assert other.people.get() == row


def test_a_review_moves_into_the_time_in_care_it_belongs_to(house: House, other: Child) -> None:
    row = Review.objects.create(
        child=house.child, recorded_by=house.worker, recorded_at=NOW, held_on=TODAY,
        care_period=in_care(house.child),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="was not in care then"):
        moved(house, row, other)
    period = in_care(other, since=START)
    moved(house, row, other)
    row.refresh_from_db()
    assert row.care_period == period


def test_a_review_the_other_child_already_has_that_day_is_said(house: House, other: Child) -> None:
    said = {"recorded_by": house.worker, "recorded_at": NOW, "held_on": TODAY}
    Review.objects.create(child=other, care_period=in_care(other), **said)
    row = Review.objects.create(child=house.child, care_period=in_care(house.child), **said)
    with pytest.raises(ValidationError) as wrong:
        moved(house, row, other)
    assert "to_child" in wrong.value.message_dict


@pytest.mark.parametrize("who", ["colleague", "other_manager", "administrator", "elsewhere"])
def test_only_who_records_on_both_moves_anything(house: House, other: Child, who: str) -> None:
    allocated(house.child, house.colleague, main=False)
    with pytest.raises(Refused):
        moved(house, note(house), other, by=getattr(house, who))
    assert not Refiled.objects.exists()


def test_nothing_moves_to_a_child_one_is_excluded_from(house: House, other: Child) -> None:
    Exclusion.objects.create(child=other, user=house.worker, reason="kin", starts_on=TODAY - DAY)
    with pytest.raises(Refused):
        moved(house, note(house), other)


def test_a_move_needs_its_reason_and_another_child(house: House, other: Child) -> None:
    with pytest.raises(ValidationError, match="Say how you know"):
        moved(house, note(house), other, reason=" ")
    with pytest.raises(ValidationError, match="already"):
        moved(house, note(house), house.child)


def test_records_of_other_kinds_are_not_moved(house: House, other: Child) -> None:
    with pytest.raises(ValidationError, match="not moved"):
        moved(house, house.child.allocations.get(), other)
