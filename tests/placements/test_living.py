"""Recording care, homes and moves: what it changes, and what cannot be."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases.models import CarePeriod, ChronologyEntry, LegalStatus
from duties.models import Duty
from people.refusal import Refused
from people.roles import Role
from placements.actions import care, homes, placing
from placements.actions.placing import Move
from placements.models import Milestone, Placement
from placements.models.home import HomeKind
from tests.factories import TODAY, a_child, a_person, allocated
from tests.pages import as_of_now, signed_in
from tests.placements.moves import a_home, move, now
from tests.scene import DAY, Scene, checked

__all__ = ["as_of_now", "signed_in"]


@pytest.fixture
def scene(db: None) -> Scene:
    made = Scene()
    checked()
    return made


def first_week(scene: Scene) -> dict[datetime.date | None, str]:
    rows = Duty.objects.filter(subject=scene.child.pk, rule="STA-VISIT-FIRST")
    return dict(rows.values_list("due_on", "state"))


def test_a_move_ends_the_home_before_and_starts_the_first_week_anew(scene: Scene) -> None:
    stay = move(scene)
    scene.placement.refresh_from_db()
    assert (scene.placement.ends_on, scene.placement.end_reason) == (TODAY, "CARPL")
    assert first_week(scene) == {TODAY + 4 * DAY: "lapsed", TODAY + 7 * DAY: "open"}
    assert stay.kind == HomeKind.CHILDRENS_HOME
    checked()


def test_a_move_sent_twice_is_one_move(scene: Scene) -> None:
    home = a_home()
    assert move(scene, home) == move(scene, home)
    assert Placement.objects.count() == 2


def test_a_home_nobody_recorded_is_written_down_in_brief_once(scene: Scene) -> None:
    new = {"name": "Nan’s", "kind": HomeKind.CONNECTED_PERSON, "address": "", "postcode": ""}

    def found_there() -> Placement:
        return placing.place(
            child=scene.child,
            move=Move(starts_on=TODAY, left_because="OTHER", temporary_approval=True),
            new_home=new,
            **now(scene.worker),
        )

    assert found_there() == found_there()
    stay = found_there()
    assert (stay.home.name, stay.temporary_approval) == ("Nan’s", True)


def test_temporary_approval_is_for_family_and_friends_only(scene: Scene) -> None:
    assert not move(scene, temporary_approval=True).temporary_approval


@pytest.mark.parametrize(("code", "kind"), [("J1", HomeKind.YOI), ("C2", HomeKind.SECURE)])
def test_a_secure_home_on_remand_counts_as_custody(scene: Scene, code: str, kind: str) -> None:
    LegalStatus.objects.create(
        child=scene.child, care_period=scene.care, code=code, starts_on=scene.moved_in
    )
    assert move(scene, a_home(kind=HomeKind.SECURE)).kind == kind


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts_on": TODAY - 4 * DAY}, "starts_on"),  # before care
        ({"starts_on": TODAY - 3 * DAY}, "starts_on"),  # the day of the other home
        ({"starts_on": TODAY + 184 * DAY}, "starts_on"),
        ({"left_because": ""}, "left_because"),
        ({"left_because": "NOPE"}, "left_because"),
    ],
)
def test_a_move_that_cannot_be_is_refused_at_its_field(
    scene: Scene, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        move(scene, **said)
    assert field in refused.value.message_dict
    scene.placement.refresh_from_db()
    assert scene.placement.ends_on is None


def test_a_closed_home_takes_nobody(scene: Scene) -> None:
    home = a_home()
    home.closed_on = TODAY
    home.save()
    with pytest.raises(ValidationError, match="closed"):
        move(scene, home)


def test_a_home_left_without_another_is_recorded(scene: Scene) -> None:
    placing.end_placement(
        stay=scene.placement, ends_on=TODAY, end_reason="CHILD", **now(scene.worker)
    )
    with pytest.raises(ValidationError, match="ended already"):
        placing.end_placement(
            stay=scene.placement, ends_on=TODAY, end_reason="CHILD", **now(scene.worker)
        )
    assert ChronologyEntry.objects.get(source__startswith="placement_end:").generated == (
        "Left Oak House: Child requests placement end."
    )


def test_what_hung_on_a_placement_recorded_in_error_is_withdrawn(scene: Scene) -> None:
    stay = move(scene)
    placing.record_in_error(
        stay=stay, reason="The move fell through", stayed_before=True, **now(scene.worker)
    )
    scene.placement.refresh_from_db()
    assert (scene.placement.ends_on, scene.placement.end_reason) == (None, "")
    assert first_week(scene) == {TODAY + 4 * DAY: "open", TODAY + 7 * DAY: "withdrawn"}
    assert Placement.objects.get(pk=stay.pk).in_error


def test_an_error_needs_a_reason_and_somewhere_to_go_back_to(scene: Scene) -> None:
    for reason, stayed in ((" ", False), ("x", True)):
        with pytest.raises(ValidationError), transaction.atomic():
            placing.record_in_error(
                stay=scene.placement, reason=reason, stayed_before=stayed, **now(scene.worker)
            )
    assert not Placement.objects.filter(in_error=True).exists()


def test_something_agreed_lies_in_the_time_the_child_lived_there(scene: Scene) -> None:
    def agreed(day: datetime.date) -> Milestone:
        return placing.add_milestone(
            stay=scene.placement, kind=Milestone.Kind.PERMANENCE, day=day, **now(scene.worker)
        )

    assert agreed(TODAY) == agreed(TODAY)
    for day in (TODAY + DAY, scene.moved_in - DAY):
        with pytest.raises(ValidationError):
            agreed(day)


def test_who_places_is_the_worker_or_a_manager_of_the_line(scene: Scene) -> None:
    home = a_home()
    for person in (scene.iro, scene.elsewhere, scene.colleague):
        with pytest.raises(Refused):
            move(scene, home, by=person)
    assert move(scene, home, by=scene.manager)


def test_care_starts_with_its_legal_status_and_is_owed_a_review(scene: Scene) -> None:
    child = a_child(team=scene.team)
    allocated(child, scene.worker)
    begun = care.start_care(
        child=child, starts_on=TODAY, need_code="N1", legal_code="V2", **now(scene.worker)
    )
    assert begun.legal_statuses.get().code == "V2"
    assert Duty.objects.get(subject=child.pk, rule="STA-REV-1").state == Duty.State.OPEN
    with pytest.raises(ValidationError, match="in care on that day"):
        care.start_care(
            child=child, starts_on=TODAY, need_code="N1", legal_code="V2", **now(scene.worker)
        )


def test_care_that_ends_takes_home_status_and_duties_with_it(scene: Scene) -> None:
    status = LegalStatus.objects.create(
        child=scene.child, care_period=scene.care, code="C1", starts_on=scene.moved_in
    )
    checked()
    care.end_care(care=scene.care, ends_on=TODAY, end_code="E4A", **now(scene.worker))
    checked()
    for row in (status, scene.placement):
        row.refresh_from_db()
        assert row.ends_on == TODAY
    assert not Duty.objects.filter(subject=scene.child.pk, state=Duty.State.OPEN).exists()


def test_an_end_date_that_was_needed_is_given(scene: Scene) -> None:
    CarePeriod.objects.filter(pk=scene.care.pk).update(end_date_needed=True)
    ended = care.end_care(care=scene.care, ends_on=TODAY, end_code="E4A", **now(scene.worker))
    assert (ended.end_date_needed, ended.ends_on) == (False, TODAY)


@pytest.mark.parametrize(
    ("ends_on", "code"),
    [(TODAY + DAY, "E4A"), (TODAY - 3 * DAY, "E4A"), (TODAY, "X9")],
)
def test_an_end_of_care_that_cannot_be_is_refused(
    scene: Scene, ends_on: datetime.date, code: str
) -> None:
    with pytest.raises(ValidationError):
        care.end_care(care=scene.care, ends_on=ends_on, end_code=code, **now(scene.worker))


def test_a_legal_status_follows_the_one_before(scene: Scene) -> None:
    def change(code: str, day: datetime.date) -> LegalStatus:
        return care.change_legal_status(
            child=scene.child, code=code, starts_on=day, **now(scene.worker)
        )

    first, second = change("C1", scene.moved_in), change("C2", TODAY)
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (TODAY, None)
    for code, day in (("C2", TODAY), ("E1", scene.moved_in), ("ZZ", TODAY)):
        with pytest.raises(ValidationError):
            change(code, day)


def test_a_registration_that_changes_is_told_to_every_child_there(scene: Scene) -> None:
    keeper = a_person(Role.COMMISSIONING)
    homes.set_registration(
        home=scene.home, status="registered", starts_on=scene.moved_in, by=keeper, on=TODAY
    )
    homes.set_registration(
        home=scene.home, status="cancelled", starts_on=TODAY, by=keeper, on=TODAY
    )
    first, second = scene.home.registrations.order_by("starts_on")
    assert (first.ends_on, second.ends_on) == (TODAY, None)
    with pytest.raises(ValidationError):
        homes.set_registration(
            home=scene.home, status="registered", starts_on=TODAY, by=keeper, on=TODAY
        )


def test_a_section_30a_notice_asks_for_a_visit_within_a_week(scene: Scene) -> None:
    homes.add_notice(
        home=scene.home, kind="section_30a_notice", day=TODAY, note="",
        by=a_person(Role.COMMISSIONING), on=TODAY,
    )  # fmt: skip
    duty = Duty.objects.get(subject=scene.child.pk, rule="STA-VISIT-30A")
    assert duty.due_on == TODAY + 7 * DAY


def test_only_keepers_keep_homes(scene: Scene) -> None:
    with pytest.raises(Refused):
        homes.add_home(by=scene.manager, on=TODAY, name="Ash", kind=HomeKind.OTHER)


class NeverInTwoPlaces(TestCase):
    """Whatever is recorded in whatever order, a child lives in one place at a time, in care."""

    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(["move", "leave", "error", "end"]), st.integers(-40, 5)),
            max_size=6,
        )
    )
    def test_no_order_of_records_puts_a_child_in_two_places(
        self, steps: list[tuple[str, int]]
    ) -> None:
        scene = Scene()
        checked()
        for what, days in steps:
            day = TODAY + days * DAY
            try:
                with transaction.atomic():
                    _step(scene, what, day)
            except ValidationError:
                continue
            except IntegrityError as error:  # pragma: no cover - what must not happen
                raise AssertionError(f"{what} on {day} reached the database") from error
            checked()


def _step(scene: Scene, what: str, day: datetime.date) -> None:
    stays = Placement.objects.real().filter(child=scene.child).order_by("-starts_on")
    stay = stays.first()
    if what == "move":
        move(scene, a_home(f"Home {day}"), starts_on=day)
    elif what == "end":
        care.end_care(care=scene.care, ends_on=day, end_code="E4A", **now(scene.worker))
    elif stay and what == "leave":
        placing.end_placement(stay=stay, ends_on=day, end_reason="CHILD", **now(scene.worker))
    elif stay:
        placing.record_in_error(
            stay=stay, reason="Wrong", stayed_before=day < TODAY, **now(scene.worker)
        )
