"""A leaver holds nobody, and nobody is left with them."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cases import visibility
from cases.actions.leaving import leave, what_leaving_does
from cases.holding import unallocated
from cases.models import Allocation
from people.models import Absence, User
from people.refusal import Refused
from people.standing import standing
from tests.factories import NOW, START, TODAY, a_child, allocated, in_care
from tests.house import House
from tests.pages import SignedIn

DAY = datetime.timedelta(days=1)


def gone(house: House, left_on: datetime.date = TODAY, by: User | None = None) -> User:
    return leave(user=house.worker, left_on=left_on, by=by or house.administrator, on=TODAY, at=NOW)


def test_a_leaver_s_children_fall_to_the_team_manager_s_tray(house: House) -> None:
    in_care(house.child)
    allocated(house.child, house.worker)
    ended = a_child(team=house.team)
    in_care(ended, until=TODAY - DAY)
    allocated(ended, house.worker)
    gone(house)
    waiting = unallocated(visibility.children(house.manager, on=TODAY), TODAY)
    assert set(waiting) == {house.child, ended}


def test_a_leaver_cannot_sign_in_and_stands_nowhere(house: House) -> None:
    allocated(house.child, house.worker)
    left = gone(house)
    assert not left.is_active
    assert standing(left, TODAY).holdings == ()
    assert not visibility.children(left, on=TODAY).exists()


def test_leaving_ahead_keeps_everything_until_the_day(house: House) -> None:
    allocated(house.child, house.worker)
    left = gone(house, TODAY + 10 * DAY)
    assert left.is_active
    assert visibility.children(left, on=TODAY + 9 * DAY).exists()
    assert not visibility.children(left, on=TODAY + 10 * DAY).exists()
    assert standing(left, TODAY + 10 * DAY).holdings == ()


def test_a_leaver_covers_nobody(house: House) -> None:
    Absence.objects.create(user=house.colleague, covered_by=house.worker, starts_on=TODAY - DAY)
    later = Absence.objects.create(
        user=house.manager, covered_by=house.worker, starts_on=TODAY + DAY
    )
    gone(house)
    assert Absence.objects.get().ends_on == TODAY - DAY
    assert not Absence.objects.filter(pk=later.pk).exists()


def test_a_leaver_helping_others_is_counted_for_no_child(house: House) -> None:
    allocated(house.child, house.worker)
    allocated(a_child(team=house.team), house.worker, main=False)
    assert what_leaving_does(house.worker, TODAY).children == 1


@pytest.mark.parametrize("who", ["manager", "worker", "head"])
def test_only_an_administrator_marks_a_leaver(house: House, who: str) -> None:
    with pytest.raises(Refused):
        gone(house, by=getattr(house, who))


def test_a_leaver_does_not_leave_twice(house: House) -> None:
    gone(house)
    with pytest.raises(ValidationError, match="has left already"):
        gone(house)


def test_the_page_says_how_many_children_before_it_is_done(
    house: House, signed_in: SignedIn
) -> None:
    allocated(house.child, house.worker)
    client = signed_in(house.administrator)
    address = reverse("cases:leaving", args=[house.worker.pk])
    day = {"left_on-day": "5", "left_on-month": "11", "left_on-year": "2026"}
    page = client.post(address, day).content.decode()
    assert "1 child will have nobody" in page
    assert house.child.name not in page
    assert User.objects.get(pk=house.worker.pk).is_active
    client.post(address, {**day, "confirmed": "on"})
    assert not User.objects.get(pk=house.worker.pk).is_active


class AnyLeaver(TestCase):
    @given(
        left=st.integers(-300, 300),
        held=st.lists(
            st.tuples(
                st.integers(0, 900), st.one_of(st.none(), st.integers(0, 400)), st.booleans()
            ),
            max_size=5,
        ),
    )
    def test_whatever_they_held_they_hold_nothing_from_the_day(
        self, left: int, held: list[tuple[int, int | None, bool]]
    ) -> None:
        house = House()
        for begin, length, main in held:
            start = START + begin * DAY
            allocated(
                a_child(team=house.team), house.worker, main=main, since=start,
                until=None if length is None else start + length * DAY,
            )  # fmt: skip
        day = TODAY + left * DAY
        before = {row.pk: row for row in Allocation.objects.all()}
        gone(house, day)
        rows = Allocation.objects.filter(user=house.worker)
        assert all(
            row.ends_on is not None and row.ends_on <= max(day, row.starts_on) for row in rows
        )
        for row in rows:  # what was over before stays as it was
            old = before[row.pk]
            if old.ends_on is not None and old.ends_on <= day:
                assert row.ends_on == old.ends_on
