"""Making one record of two, and two of one again, exactly."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases import visibility
from cases.actions import merging
from cases.holdings import MOVES, REFILABLE, STAYS
from cases.merging import FIELDS, plan
from cases.models import (
    Allocation,
    CarePeriod,
    CaseNote,
    Child,
    CompleteFrom,
    Exclusion,
    LegalStatus,
    Merge,
    Permitted,
    Person,
)
from cases.story import renew
from people.refusal import Refused
from placements.models import Home, Placement
from tests.factories import NOW, START, TODAY, a_child, allocated, in_care
from tests.house import House
from tests.scene import checked
from visits.models import Visit

DAY = datetime.timedelta(days=1)
Snapshot = dict[str, list[dict[str, Any]]]


def test_every_table_that_holds_a_child_is_declared_as_moved_or_not() -> None:
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")  # the history keeps what was
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Child
    }
    declared = set(MOVES.items()) | set(STAYS)
    assert pointing == declared
    assert set(REFILABLE) <= set(MOVES)


def merged(house: House, kept: Child, gone: Child, *take: str, **given: Any) -> Merge:
    wanted = {"reason": "Same birth certificate", "by": house.manager, "on": TODAY, **given}
    return merging.merge(kept=kept, merged=gone, take=take, at=NOW, **wanted)


def undone(house: House, trace: Merge, **given: Any) -> Merge:
    return merging.undo(trace=trace, at=NOW, on=TODAY, **{"by": house.manager, **given})


def everything() -> Snapshot:
    """Every row of every table that holds a child, as it stands; versions only ever count up."""
    found: Snapshot = {}
    for label in [*MOVES, "cases.Child"]:
        rows = apps.get_model(label)._default_manager.order_by("pk").values()
        found[label] = [
            {key: value for key, value in row.items() if key != "version"} for row in rows
        ]
    return found


@pytest.fixture
def twin(house: House) -> Child:
    return a_child(
        team=house.team, given_name="Robyn", family_name="Marsh", nhs_number="9434765919",
        ssda903_id="77", religion="Quaker",
    )  # fmt: skip


def full_record(house: House, child: Child, *, since: datetime.date = START) -> None:
    period = in_care(child, since=since)
    home = Home.objects.create(name="Larkfield", kind="in_house_foster")
    said = {"child": child, "recorded_by": house.worker, "recorded_at": NOW}
    LegalStatus.objects.create(child=child, care_period=period, code="C2", starts_on=since)
    Placement.objects.create(
        child=child, care_period=period, home=home, kind=home.kind, starts_on=since
    )
    Visit.objects.create(
        **said, on=since, visitor=house.worker, role="social_worker", seen=True, alone=True
    )
    CaseNote.objects.create(**said, on=since, kind="contact", text="They spoke.")
    Person.objects.create(child=child, name="Aunt", kind="family", relationship="Aunt")
    allocated(child, house.worker, since=since)
    checked()


def test_everything_of_the_one_belongs_to_the_other(house: House, twin: Child) -> None:
    full_record(house, twin)
    merged(house, house.child, twin)
    checked()
    for label, field in MOVES.items():
        assert not apps.get_model(label)._default_manager.filter(**{field: twin}).exists()
    assert house.child.visits.count() == house.child.placements.count() == 1
    assert list(visibility.children(house.manager, on=TODAY)) == [house.child]


def test_the_chosen_values_are_kept_and_the_other_name_stays_findable(
    house: House, twin: Child
) -> None:
    merged(house, house.child, twin, "nhs_number", "ssda903_id", "religion")
    child = Child.objects.get(pk=house.child.pk)
    assert (child.nhs_number, child.ssda903_id, child.religion) == ("9434765919", "77", "Quaker")
    assert child.given_name == house.child.given_name
    assert str(child.aliases.get()) == "Robyn Marsh"
    assert "robyn" in child.search_name


def test_undone_every_row_is_back_where_it_was(house: House, twin: Child) -> None:
    full_record(house, twin)
    CompleteFrom.objects.create(child=house.child, family="visits", on=START)
    CompleteFrom.objects.create(child=twin, family="visits", on=START + DAY)
    CompleteFrom.objects.create(child=twin, family="reviews", on=START)
    Exclusion.objects.create(child=twin, user=house.elsewhere, reason="kin", starts_on=START)
    renew([house.child.pk, twin.pk])
    before = everything()
    trace = merged(house, house.child, twin, *FIELDS)
    checked()
    assert everything() != before
    undone(house, trace)
    checked()
    assert everything() == before


def test_the_later_day_from_which_records_are_complete_holds(house: House, twin: Child) -> None:
    CompleteFrom.objects.create(child=house.child, family="visits", on=START)
    CompleteFrom.objects.create(child=twin, family="visits", on=START + DAY)
    merged(house, house.child, twin)
    assert house.child.complete_from.get().on == START + DAY


def test_what_one_child_cannot_have_is_said_before_and_nothing_moves(
    house: House, twin: Child
) -> None:
    for child in (house.child, twin):
        full_record(house, child)
    before = everything()
    said = plan(house.child, twin).in_the_way
    assert any("already looked after" in one and "6 January 2025" in one for one in said)
    assert any("already lived somewhere" in one for one in said)
    with pytest.raises(ValidationError) as wrong:
        merged(house, house.child, twin)
    assert wrong.value.messages == said
    assert everything() == before


def test_times_in_care_that_only_touch_are_no_conflict(house: House, twin: Child) -> None:
    in_care(house.child, since=START, until=START + 30 * DAY)
    in_care(twin, since=START + 30 * DAY)
    merged(house, house.child, twin)
    checked()
    assert house.child.care_periods.count() == 2


def test_an_exclusion_of_either_holds_for_the_one_record(house: House, twin: Child) -> None:
    Exclusion.objects.create(child=twin, user=house.elsewhere, reason="kin", starts_on=START)
    merged(house, house.child, twin)
    assert house.child.exclusions.get().user == house.elsewhere


def test_a_restricted_record_restricts_the_one(house: House, twin: Child) -> None:
    Permitted.objects.create(child=twin, user=house.manager, reason="Adopted")
    Child.objects.filter(pk=twin.pk).update(restricted=True)
    twin.refresh_from_db()
    merged(house, house.child, twin)
    assert not visibility.children(house.head, on=TODAY).exists()
    assert visibility.children(house.manager, on=TODAY).get() == house.child


def test_two_different_lists_cannot_both_hold(house: House, twin: Child) -> None:
    for child, users in ((house.child, [house.manager]), (twin, [house.manager, house.head])):
        for user in users:
            Permitted.objects.create(child=child, user=user, reason="Adopted")
        Child.objects.filter(pk=child.pk).update(restricted=True)
    with pytest.raises(ValidationError, match="Make the two lists the same"):
        merged(house, house.child, twin)


@pytest.mark.parametrize("who", ["worker", "other_manager", "administrator", "iro_manager"])
def test_only_a_manager_of_both_teams_merges(house: House, twin: Child, who: str) -> None:
    allocated(house.child, house.worker)
    allocated(twin, house.worker)
    with pytest.raises(Refused):
        merged(house, house.child, twin, by=getattr(house, who))
    assert not Merge.objects.exists()


def test_a_record_of_another_team_is_merged_by_who_manages_both(house: House) -> None:
    far = a_child(team=house.other_team)
    with pytest.raises(Refused):
        merged(house, house.child, far)
    assert merged(house, house.child, far, by=house.head)


def test_no_merge_without_a_reason(house: House, twin: Child) -> None:
    with pytest.raises(ValidationError) as wrong:
        merged(house, house.child, twin, reason="  ")
    assert "reason" in wrong.value.message_dict


def test_a_merge_is_undone_once(house: House, twin: Child) -> None:
    trace = merged(house, house.child, twin)
    undone(house, trace)
    with pytest.raises(ValidationError, match="undone already"):
        undone(house, trace)


def test_merges_are_undone_last_first(house: House, twin: Child) -> None:
    third = a_child(team=house.team)
    before = everything()
    first = merged(house, house.child, twin)
    second = merged(house, third, house.child)
    with pytest.raises(ValidationError, match="Undo that first"):
        undone(house, first)
    undone(house, second)
    undone(house, first)
    assert everything() == before


def test_what_was_recorded_since_stays_and_so_does_a_correction(house: House, twin: Child) -> None:
    trace = merged(house, house.child, twin, "religion")
    Person.objects.create(child=house.child, name="Uncle", kind="family", relationship="Uncle")
    Child.objects.filter(pk=house.child.pk).update(language="Polish", religion="Jain")
    undone(house, trace)
    child = Child.objects.get(pk=house.child.pk)
    assert (child.language, child.religion) == ("Polish", "Jain")
    assert child.people.get().name == "Uncle"
    assert Child.objects.get(pk=twin.pk).religion == "Quaker"


def test_what_hangs_on_a_row_that_would_go_back_is_said_first(house: House, twin: Child) -> None:
    period = in_care(twin)
    trace = merged(house, house.child, twin)
    LegalStatus.objects.create(child=house.child, care_period=period, code="C2", starts_on=START)
    with pytest.raises(ValidationError, match="Legal status recorded since the merge"):
        undone(house, trace)


def test_a_number_corrected_since_to_the_other_s_is_said_first(house: House, twin: Child) -> None:
    trace = merged(house, house.child, twin)
    Child.objects.filter(pk=house.child.pk).update(nhs_number="9434765919")
    with pytest.raises(ValidationError, match="corrected since"):
        undone(house, trace)


class RoundTrip(TestCase):
    """Whatever two records hold, a merge either says why not or can be undone exactly."""

    @given(
        spans=st.lists(
            st.tuples(
                st.booleans(),
                st.sampled_from(["care", "held", "lent", "excluded", "complete", "person"]),
                st.integers(0, 60), st.one_of(st.none(), st.integers(0, 30)),
            ),
            max_size=10,
        ),
        take=st.sets(st.sampled_from(FIELDS)),
        numbers=st.tuples(st.booleans(), st.booleans()),
        side=st.sampled_from(["kept", "merged"]),
    )  # fmt: skip
    def test_merging_and_undoing_changes_nothing(
        self, spans: list[tuple[bool, str, int, int | None]], take: set[str],
        numbers: tuple[bool, bool], side: str,
    ) -> None:  # fmt: skip
        house = House()
        one = a_child(team=house.team, ssda903_id="1" if numbers[0] else "", own_words="Hello",
                      own_words_on=START)  # fmt: skip
        two = a_child(team=house.team, ssda903_id="2" if numbers[1] else "", upn="UN1")
        for which, kind, begin, length in spans:
            start = START + begin * DAY
            row = _row(kind, one if which else two, house, start, length)
            if row is not None:
                try:
                    row.validate_constraints()
                except ValidationError:
                    continue
                row.save()
        checked()
        renew([one.pk, two.pk])
        before = everything()
        try:
            trace = merged(house, one, two, *take, mains={"social_worker": side})
        except ValidationError:
            assert everything() == before
            return
        checked()
        undone(house, trace)
        checked()
        assert everything() == before


def _row(kind: str, child: Child, house: House, start: datetime.date, length: int | None) -> Any:
    end = None if length is None else start + length * DAY
    dated = {"child": child, "starts_on": start, "ends_on": end}
    if kind == "care":
        return CarePeriod(**dated)
    if kind == "held":
        return Allocation(**dated, user=house.worker, role="social_worker")
    if kind == "lent":
        return Allocation(**dated, user=house.colleague, role="social_worker")
    if kind == "excluded":
        return Exclusion(**dated, user=house.elsewhere, reason="kin")
    if kind == "complete":
        return CompleteFrom(child=child, family="visits", on=start)
    return Person(child=child, name="Aunt", kind="family", relationship="Aunt")
