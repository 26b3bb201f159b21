"""Moving children between workers, and the trays of those nobody holds."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases import visibility
from cases.actions import allocations
from cases.holding import unallocated, without_iro
from cases.models import Allocation, Child, Exclusion, Handover
from people.models import User
from people.refusal import Refused
from people.roles import Role, Sight
from tests.factories import NOW, TODAY, a_child, a_person, allocated, give, in_care
from tests.house import House

SW = Allocation.Role.SOCIAL_WORKER
IRO = Allocation.Role.IRO
DAY = datetime.timedelta(days=1)


def give_to(house: House, worker: User, **given: object) -> Allocation:
    wanted = {"child": house.child, "role": SW, "starts_on": TODAY, "by": house.manager}
    return allocations.allocate(worker=worker, at=NOW, on=TODAY, **{**wanted, **given})  # type: ignore[arg-type]


def tray(house: House, on: datetime.date = TODAY) -> list[Child]:
    return list(unallocated(visibility.children(house.manager, on=on), on))


def test_a_new_child_waits_in_the_tray_until_somebody_is_allocated(house: House) -> None:
    assert tray(house) == [house.child]
    give_to(house, house.worker)
    assert tray(house) == []
    assert visibility.children(house.worker, on=TODAY).get() == house.child


def test_reassigning_moves_the_child_that_day_and_leaves_a_handover(house: House) -> None:
    first = allocated(house.child, house.worker)
    second = give_to(house, house.colleague, message="Ring her school first.")
    first.refresh_from_db()
    assert first.ends_on == TODAY
    assert second.handover.from_user == house.worker
    assert second.handover.message == "Ring her school first."
    assert not visibility.children(house.worker, on=TODAY).exists()
    assert visibility.children(house.worker, on=TODAY - DAY).exists()


def test_a_move_ahead_keeps_the_old_worker_until_the_day(house: House) -> None:
    allocated(house.child, house.worker)
    give_to(house, house.colleague, starts_on=TODAY + 7 * DAY)
    assert visibility.children(house.worker, on=TODAY + 6 * DAY).exists()
    assert not visibility.children(house.worker, on=TODAY + 7 * DAY).exists()
    assert visibility.children(house.colleague, on=TODAY + 7 * DAY).exists()


def test_a_main_worker_already_set_for_later_still_takes_over_then(house: House) -> None:
    allocated(house.child, house.worker, since=TODAY + 10 * DAY)
    row = give_to(house, house.colleague)
    assert row.ends_on == TODAY + 10 * DAY


def test_a_helper_sees_the_child_and_takes_nobody_s_place(house: House) -> None:
    main = allocated(house.child, house.worker)
    give_to(house, house.colleague, main=False)
    main.refresh_from_db()
    assert main.ends_on is None
    assert visibility.children(house.colleague, on=TODAY).exists()
    assert not Handover.objects.exists()


def test_a_helper_who_becomes_the_main_worker_is_not_held_twice(house: House) -> None:
    allocated(house.child, house.worker)
    helper = allocated(house.child, house.colleague, main=False)
    give_to(house, house.colleague)
    helper.refresh_from_db()
    assert helper.ends_on == TODAY


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("other_manager", "not_visible"),
        ("worker", "not_in_line"),
        ("colleague", "not_visible"),
        ("iro", "not_visible"),
        ("administrator", "not_visible"),
    ],
)
def test_only_a_manager_of_the_line_says_who_works_with_a_child(
    house: House, who: str, code: str
) -> None:
    allocated(house.child, house.worker)
    with pytest.raises(Refused) as refused:
        give_to(house, house.colleague, by=getattr(house, who))
    assert refused.value.refusal.code == code


def test_an_excluded_manager_cannot_move_the_child(house: House) -> None:
    Exclusion.objects.create(
        child=house.child, user=house.manager, reason="kin", starts_on=TODAY - DAY
    )
    with pytest.raises(Refused):
        give_to(house, house.worker)


def test_a_manager_who_left_moves_nobody(house: House) -> None:
    User.objects.filter(pk=house.manager.pk).update(left_on=TODAY)
    house.manager.refresh_from_db()
    with pytest.raises(Refused):
        give_to(house, house.worker)


def test_nobody_is_given_a_child_whose_record_they_may_not_see(house: House) -> None:
    Exclusion.objects.create(
        child=house.child, user=house.worker, reason="neighbour", starts_on=TODAY
    )
    with pytest.raises(ValidationError, match="may not see this child"):
        give_to(house, house.worker)


@pytest.mark.parametrize("left", [TODAY - DAY, TODAY])
def test_a_leaver_is_given_no_child(house: House, left: datetime.date) -> None:
    User.objects.filter(pk=house.worker.pk).update(left_on=left)
    with pytest.raises(ValidationError, match="is not a social worker here"):
        give_to(house, house.worker)


@pytest.mark.parametrize("days", [-367, 367])
def test_a_day_more_than_a_year_away_is_taken_for_a_slip(house: House, days: int) -> None:
    with pytest.raises(ValidationError, match="Check the year"):
        give_to(house, house.worker, starts_on=TODAY + days * DAY)


def test_the_iro_is_named_by_the_iros_manager_who_sees_no_more_than_the_name(
    house: House,
) -> None:
    in_care(house.child)
    assert visibility.sight_of(house.iro_manager, house.child, on=TODAY) == Sight.NO_NARRATIVE
    assert list(without_iro(visibility.children(house.iro_manager, on=TODAY), TODAY))
    give_to(house, house.iro, role=IRO, by=house.iro_manager)
    assert visibility.sight_of(house.iro_manager, house.child, on=TODAY) == Sight.FULL
    assert not list(without_iro(visibility.children(house.iro_manager, on=TODAY), TODAY))


def test_the_iros_manager_does_not_see_children_who_are_not_in_care(house: House) -> None:
    in_care(house.child, until=TODAY)
    assert visibility.sight_of(house.iro_manager, house.child, on=TODAY) is None


def test_the_child_s_own_line_does_not_name_the_iro(house: House) -> None:
    in_care(house.child)
    with pytest.raises(Refused) as refused:
        give_to(house, house.iro, role=IRO)
    assert refused.value.refusal.code == "iro_by_iro_manager"


def test_an_iro_is_never_the_manager_of_the_child(house: House) -> None:
    in_care(house.child)
    give(house.head, Role.IRO, house.iros)
    with pytest.raises(ValidationError, match="an IRO never is"):
        give_to(house, house.head, role=IRO, by=house.iro_manager)


def test_an_iro_is_never_the_child_s_own_worker(house: House) -> None:
    in_care(house.child)
    allocated(house.child, house.iro, IRO)
    give(house.iro, Role.SOCIAL_WORKER, house.team)
    with pytest.raises(ValidationError, match="cannot both work with a child"):
        give_to(house, house.iro)
    assert not Allocation.objects.filter(role=SW).exists()


def test_somebody_who_once_managed_the_team_may_review_its_children(house: House) -> None:
    in_care(house.child)
    before = a_person(Role.TEAM_MANAGER, team=house.team, since=TODAY - 90 * DAY, until=TODAY - DAY)
    give(before, Role.IRO, house.iros)
    assert give_to(house, before, role=IRO, by=house.iro_manager).main


def test_a_whole_caseload_moves_or_nothing_does(house: House) -> None:
    children = [house.child, a_child(team=house.team), a_child(team=house.team)]
    for child in children:
        allocated(child, house.worker)
    barred = children[1]
    Exclusion.objects.create(child=barred, user=house.colleague, reason="kin", starts_on=TODAY)

    def move(chosen: list[Child]) -> list[Allocation]:
        return allocations.reassign(
            children=[child.pk for child in chosen], worker=house.colleague, role=SW,
            starts_on=TODAY, by=house.manager, at=NOW, on=TODAY,
        )  # fmt: skip

    with pytest.raises(ValidationError, match=str(barred)):
        move(children)
    assert not Allocation.objects.filter(user=house.colleague).exists()
    assert len(move([children[0], children[2]])) == 2
    assert visibility.children(house.worker, on=TODAY).get() == barred


def test_ending_an_allocation_puts_a_child_in_care_into_the_tray(house: House) -> None:
    in_care(house.child)
    row = allocated(house.child, house.worker)
    allocations.end(allocation=row, ends_on=TODAY, by=house.manager, on=TODAY)
    (waiting,) = unallocated(visibility.children(house.manager, on=TODAY), TODAY)
    assert vars(waiting)["unheld_since"] == TODAY


def test_a_child_whose_work_ended_with_care_waits_for_nobody(house: House) -> None:
    in_care(house.child, until=TODAY - DAY)
    allocated(house.child, house.worker, until=TODAY - DAY)
    assert tray(house) == []


@pytest.mark.parametrize(("born", "waits"), [(TODAY, False), (TODAY + DAY, True)])
def test_a_personal_adviser_alone_is_enough_from_the_eighteenth_birthday(
    house: House, born: datetime.date, waits: bool
) -> None:
    Child.objects.filter(pk=house.child.pk).update(born_on=born.replace(year=TODAY.year - 18))
    adviser = a_person(Role.PERSONAL_ADVISER, team=house.team)
    allocated(house.child, adviser, Allocation.Role.PERSONAL_ADVISER)
    assert bool(tray(house)) is waits


def test_only_who_takes_over_marks_the_handover_read_and_once(house: House) -> None:
    allocated(house.child, house.worker)
    handover = give_to(house, house.colleague).handover
    with pytest.raises(ValidationError, match="who takes over"):
        allocations.mark_read(handover=handover, by=house.manager, at=NOW)
    first = allocations.mark_read(handover=handover, by=house.colleague, at=NOW)
    again = allocations.mark_read(handover=handover, by=house.colleague, at=NOW + DAY)
    assert first.read_at == again.read_at == NOW


class TwoMainWorkers(TestCase):
    """However moves are ordered, a child has one main worker a day, and never a gap between."""

    @given(st.lists(st.tuples(st.integers(-300, 300), st.integers(0, 2)), min_size=1, max_size=8))
    def test_any_moves_leave_one_main_worker_each_day_from_the_first(
        self, moves: list[tuple[int, int]]
    ) -> None:
        house = House()
        workers = [house.worker, house.colleague, house.elsewhere]
        made = []
        for days, which in moves:
            start = TODAY + days * DAY
            try:
                give_to(house, workers[which], starts_on=start)
            except ValidationError:
                continue
            made.append(start)
        held = Allocation.objects.filter(child=house.child, main=True)
        for day in {min(made), *made, max(made) + 30 * DAY}:
            assert held.filter(starts_on__lte=day).on(day).count() == 1
