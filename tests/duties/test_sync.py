"""The duty table follows the record: recomputed, diffed, never guessed."""

from __future__ import annotations

import datetime
import gc
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.changes import tell
from cases.models import Child, CompleteFrom
from duties import batches, hearing
from duties.models import Duty, ExtraDay, PackChoice, StaleSubject, Subject
from duties.sync import recompute
from people.clock import midnight_after
from placements.models import Home, Placement
from placements.models.home import HomeKind
from reviews.models import Booking, Review
from tests.factories import NOW, TODAY, a_child, a_person, in_care
from visits.models import Visit

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def settled(child: Child, *, since: datetime.date) -> Placement:
    """The child came into care that day and lives in one of our own foster homes."""
    home, _ = Home.objects.get_or_create(
        name="Oak House", defaults={"kind": HomeKind.IN_HOUSE_FOSTER}
    )
    care = in_care(child, since=since)
    return Placement.objects.create(
        child=child, care_period=care, home=home, kind=home.kind, starts_on=since
    )


def first_visit(child: Child) -> Duty:
    return Duty.objects.get(subject=child.pk, rule="STA-VISIT-FIRST")


def visited(child: Child, on: datetime.date) -> Visit:
    worker = a_person()
    at = datetime.datetime.combine(on, datetime.time(17), tzinfo=datetime.UTC)
    return Visit.objects.create(
        child=child,
        on=on,
        visitor=worker,
        role="social_worker",
        seen=True,
        alone=True,
        recorded_by=worker,
        recorded_at=at,
    )


def test_a_placement_makes_a_first_visit_due_within_a_week() -> None:
    child = a_child()
    settled(child, since=TODAY)
    tell([child.pk], today=TODAY)
    duty = first_visit(child)
    assert duty.due_on == TODAY + 7 * DAY
    assert duty.late_from == midnight_after(TODAY + 7 * DAY)
    assert duty.state == Duty.State.OPEN


def test_a_visit_meets_the_duty_and_opens_the_next_one() -> None:
    child = a_child()
    settled(child, since=TODAY - 3 * DAY)
    tell([child.pk], today=TODAY)
    visit = visited(child, TODAY)
    tell([child.pk], today=TODAY)
    assert first_visit(child).state == Duty.State.MET
    assert first_visit(child).met_by == f"visit:{visit.pk}"
    following = Duty.objects.get(subject=child.pk, rule="STA-VISIT-Y1")
    assert following.due_on == TODAY + 42 * DAY


def test_recomputing_twice_changes_nothing() -> None:
    child = a_child()
    settled(child, since=TODAY - 300 * DAY)
    recompute([child.pk], today=TODAY)
    assert not recompute([child.pk], today=TODAY)


def test_correcting_a_date_moves_the_duty_and_keeps_its_row() -> None:
    child = a_child()
    placement = settled(child, since=TODAY - DAY)
    tell([child.pk], today=TODAY)
    before = first_visit(child)
    placement.starts_on = TODAY
    placement.save()
    tell([child.pk], today=TODAY)
    after = first_visit(child)
    assert (after.pk, after.due_on) == (before.pk, TODAY + 7 * DAY)


def test_a_placement_recorded_in_error_takes_its_duties_with_a_trace() -> None:
    child = a_child()
    placement = settled(child, since=TODAY)
    tell([child.pk], today=TODAY)
    placement.in_error, placement.in_error_reason = True, "Wrong child"
    placement.save()
    tell([child.pk], today=TODAY)
    duty = first_visit(child)
    assert (duty.state, duty.withdrawn_on) == (Duty.State.WITHDRAWN, TODAY)
    placement.in_error, placement.in_error_reason = False, ""
    placement.save()
    tell([child.pk], today=TODAY)
    assert first_visit(child).state == Duty.State.OPEN


def test_what_fell_due_before_the_record_was_complete_is_unknown_not_overdue() -> None:
    child = a_child()
    settled(child, since=TODAY - 400 * DAY)
    CompleteFrom.objects.create(child=child, family="visits", on=TODAY)
    recompute([child.pk], today=TODAY)
    visits = Duty.objects.filter(subject=child.pk, asks="visit")
    assert first_visit(child).state == Duty.State.UNKNOWN
    [coming] = visits.filter(state=Duty.State.OPEN)
    assert coming.due_on
    assert coming.due_on > TODAY


def test_a_period_whose_end_is_needed_carries_no_duties() -> None:
    child = a_child()
    placement = settled(child, since=TODAY - 30 * DAY)
    placement.care_period.end_date_needed = True
    placement.care_period.save()
    recompute([child.pk], today=TODAY)
    assert not Duty.objects.filter(subject=child.pk).exists()


def test_a_child_merged_into_another_is_owed_nothing() -> None:
    child, kept = a_child(), a_child()
    settled(child, since=TODAY)
    recompute([child.pk], today=TODAY)
    child.merged_into = kept
    child.save()
    recompute([child.pk], today=TODAY)
    states = set(Duty.objects.filter(subject=child.pk).values_list("state", flat=True))
    assert states == {Duty.State.WITHDRAWN}


def test_more_than_twenty_are_listed_as_behind_and_drained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hearing, "AT_ONCE", 2)
    some = [a_child() for _ in range(3)]
    for child in some:
        settled(child, since=TODAY)
    tell([child.pk for child in some], today=TODAY)
    assert StaleSubject.objects.count() == 3
    assert not Duty.objects.exists()
    batches.drain(today=TODAY)
    assert not StaleSubject.objects.exists()
    assert Duty.objects.filter(rule="STA-VISIT-FIRST").count() == 3


def test_the_nightly_run_takes_those_whose_day_has_come_and_nobody_else() -> None:
    child, other = a_child(), a_child()
    for one in (child, other):
        settled(one, since=TODAY)
        recompute([one.pk], today=TODAY)
    Subject.objects.filter(pk=child.pk).update(reconsider_on=TODAY + 5 * DAY)
    Subject.objects.filter(pk=other.pk).update(reconsider_on=TODAY + 6 * DAY)
    batches.nightly(today=TODAY + 5 * DAY)
    assert Subject.objects.get(pk=child.pk).computed_on == TODAY + 5 * DAY
    assert Subject.objects.get(pk=other.pk).computed_on == TODAY


def test_choosing_a_pack_or_a_day_off_puts_everybody_behind() -> None:
    child = a_child()
    settled(child, since=TODAY)
    recompute([child.pk], today=TODAY)
    PackChoice.objects.create(pack="calderdale", starts_on=TODAY - DAY)
    batches.outdated(today=TODAY)
    local = Duty.objects.get(subject=child.pk, rule="CAL-CLA-FIRST")
    assert local.nature == Duty.Nature.LOCAL
    assert local.due_on == datetime.date(2026, 11, 12)
    ExtraDay.objects.create(day=TODAY + DAY, name="A coronation")
    batches.outdated(today=TODAY)
    assert Duty.objects.get(pk=local.pk).due_on == datetime.date(2026, 11, 13)


def test_a_date_set_at_a_review_is_the_next_reviews_date() -> None:
    child = a_child()
    placement = settled(child, since=TODAY - 20 * DAY)
    chair = a_person()
    said = {"child": child, "recorded_by": chair, "recorded_at": NOW}
    care = placement.care_period
    Review.objects.create(**said, care_period=care, held_on=TODAY)
    coming = Review.objects.create(**said, care_period=care)
    for_on = TODAY + 60 * DAY
    Booking.objects.create(review=coming, booked_on=TODAY, for_on=for_on, booked_at=NOW)
    PackChoice.objects.create(pack="calderdale", starts_on=TODAY - 30 * DAY)
    recompute([child.pk], today=TODAY)
    invited = Duty.objects.get(subject=child.pk, rule="CAL-REV-INVITE", state="open")
    assert invited.due_on == for_on - 28 * DAY


class InAnyOrder(TestCase):
    @settings(max_examples=12)
    @given(days=st.lists(st.integers(0, 200), min_size=1, max_size=5, unique=True), data=st.data())
    def test_the_order_in_which_visits_are_recorded_does_not_matter(
        self, days: list[int], data: st.DataObject
    ) -> None:
        found = []
        for order in (days, data.draw(st.permutations(days))):
            child = a_child()
            settled(child, since=TODAY - 200 * DAY)
            for day in order:
                visited(child, TODAY - day * DAY)
                recompute([child.pk], today=TODAY)
            rows = Duty.objects.filter(subject=child.pk).exclude(state="withdrawn")
            found.append(sorted(rows.values_list("rule", "ordinal", "due_on", "state", "met_on")))
        assert found[0] == found[1]


def reads_of_duties(child: Child) -> int:
    """How often a recompute of this child asks the table of duties for rows."""
    with CaptureQueriesContext(connection) as asked:
        recompute([child.pk], today=TODAY)
    return sum('FROM "duties_duty"' in query["sql"] for query in asked)


def test_an_answer_that_is_written_already_is_not_even_read() -> None:
    child = a_child()
    settled(child, since=TODAY - 300 * DAY)
    recompute([child.pk], today=TODAY)
    assert reads_of_duties(child) == 0
    visited(child, TODAY)
    assert reads_of_duties(child) == 1
    assert reads_of_duties(child) == 0


@pytest.mark.parametrize("harm", ["changed", "removed", "added", "moved away"])
def test_whatever_anybody_else_did_to_the_rows_is_put_right(harm: str) -> None:
    child, other = a_child(), a_child()
    settled(child, since=TODAY - 300 * DAY)
    recompute([child.pk, other.pk], today=TODAY)
    before = list(Duty.objects.order_by("rule").values_list("subject", "rule", "due_on", "state"))
    duty = Duty.objects.get(rule="STA-VISIT-FIRST")
    if harm == "changed":
        Duty.objects.filter(pk=duty.pk).update(due_on=TODAY)
    elif harm == "removed":
        duty.delete()
    elif harm == "moved away":
        Duty.objects.filter(pk=duty.pk).update(subject=other.pk)
    else:
        duty.pk, duty.ordinal = uuid.uuid4(), 99
        duty.save(force_insert=True)
    recompute([child.pk, other.pk], today=TODAY)
    now = Duty.objects.exclude(state=Duty.State.WITHDRAWN).order_by("rule")
    assert list(now.values_list("subject", "rule", "due_on", "state")) == before
    assert not recompute([child.pk, other.pk], today=TODAY)


def test_many_children_are_recomputed_as_each_by_itself() -> None:
    together, alone = [a_child() for _ in range(3)], [a_child() for _ in range(3)]
    for number, (one, other) in enumerate(zip(together, alone, strict=True)):
        for child in (one, other):
            settled(child, since=TODAY - (40 + number) * DAY)
    recompute([child.pk for child in together], today=TODAY)
    for child in alone:
        recompute([child.pk], today=TODAY)
    for one, other in zip(together, alone, strict=True):
        rows = [
            list(
                Duty.objects.filter(subject=child.pk)
                .order_by("rule", "ordinal")
                .values_list("rule", "ordinal", "due_on", "late_from", "state", "title")
            )
            for child in (one, other)
        ]
        assert rows[0] == rows[1] != []


def test_the_collector_of_garbage_works_again_after_a_batch_that_failed() -> None:
    def fail() -> None:
        with batches.seldom_collecting():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


@pytest.mark.django_db(transaction=True)
def test_two_processes_do_together_what_one_does() -> None:
    some = [a_child() for _ in range(5)]
    for number, child in enumerate(some):
        settled(child, since=TODAY - number * DAY)
    together = batches.everybody(today=TODAY, hands=2)
    rows = list(Duty.objects.order_by("subject", "rule").values("subject", "rule", "due_on"))
    Duty.objects.all().delete()
    alone = batches.everybody(today=TODAY)
    assert together == alone
    again = Duty.objects.order_by("subject", "rule").values("subject", "rule", "due_on")
    assert list(again) == rows
    assert {row["subject"] for row in rows} == {child.pk for child in some}
