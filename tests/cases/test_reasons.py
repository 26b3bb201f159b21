"""Opening a record by a stated reason, and reviewing it."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Read
from cases import visibility
from cases.access import reasons_to_see
from cases.actions import reasons
from cases.models import AccessReason, Alias, Child, Exclusion
from people.models import User
from people.refusal import Refused
from people.roles import Role, Sight
from people.standing import standing
from tests.factories import NOW, TODAY, a_child, a_person
from tests.house import House
from tests.pages import SignedIn

HOUR = datetime.timedelta(hours=1)
BORN = datetime.date(2014, 3, 1)
WHY = "Police are at her door and ask where she lives."


@pytest.fixture
def zoe(house: House) -> Child:
    child = a_child(
        team=house.other_team, given_name="Zoë", family_name="Marsh", born_on=BORN,
        nhs_number="9434765919", ssda903_id="77",
    )  # fmt: skip
    Alias.objects.create(child=child, given_name="Zosia", family_name="Bagno")
    return child


def opened(by: User, **given: object) -> AccessReason:
    wanted = {
        "name": "Zoe Marsh", "born_on": BORN, "number": "", "purpose": "safety", "reason": WHY,
        "hours": 2, "at": NOW, "on": TODAY, "address": "https://x.example/", **given,
    }  # fmt: skip
    return reasons.open_urgently(by=by, **wanted)  # type: ignore[arg-type]


def sees(user: User, child: Child, at: datetime.datetime) -> bool:
    return visibility.sight_of(user, child, on=TODAY, at=at) == Sight.FULL


def test_a_reason_opens_one_child_until_its_time_is_over(house: House, zoe: Child) -> None:
    other = a_child(team=house.other_team)
    opened(house.worker)
    assert sees(house.worker, zoe, NOW)
    assert sees(house.worker, zoe, NOW + 2 * HOUR - datetime.timedelta(seconds=1))
    assert not sees(house.worker, zoe, NOW + 2 * HOUR)
    assert not sees(house.worker, other, NOW)


@pytest.mark.parametrize(
    "found_by",
    [
        {"name": "zoe  MARSH"},
        {"name": "Zosia Bagno"},
        {"name": "", "born_on": None, "number": "943 476 5919"},
        {"name": "", "born_on": None, "number": "77"},
    ],
)
def test_the_child_is_named_exactly(house: House, zoe: Child, found_by: dict[str, object]) -> None:
    assert opened(house.worker, **found_by).child == zoe


@pytest.mark.parametrize(
    "not_found_by",
    [
        {"name": "Zoe"},
        {"name": "Marsh"},
        {"name": "Zoe Marshall"},
        {"born_on": BORN + datetime.timedelta(days=1)},
        {"born_on": None},
        {"name": "", "born_on": None, "number": "9434765918"},
        {"name": "", "born_on": None},
    ],
)
def test_a_guess_finds_nobody(house: House, zoe: Child, not_found_by: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        opened(house.worker, **not_found_by)
    assert not AccessReason.objects.exists()


def test_exclusion_and_restriction_beat_every_reason_in_the_same_words(
    house: House, zoe: Child
) -> None:
    said = []
    Exclusion.objects.create(child=zoe, user=house.worker, reason="kin", starts_on=TODAY)
    with pytest.raises(ValidationError) as wrong:
        opened(house.worker)
    said.append(wrong.value.messages)
    Child.objects.filter(pk=zoe.pk).update(restricted=True)
    with pytest.raises(ValidationError) as wrong:
        opened(house.colleague)
    said.append(wrong.value.messages)
    with pytest.raises(ValidationError) as wrong:
        opened(house.colleague, name="Nobody Here")
    assert said == [wrong.value.messages] * 2


def test_an_exclusion_after_the_reason_closes_the_record_at_once(house: House, zoe: Child) -> None:
    opened(house.worker)
    Exclusion.objects.create(child=zoe, user=house.worker, reason="kin", starts_on=TODAY)
    assert not sees(house.worker, zoe, NOW + HOUR)


@pytest.mark.parametrize("hours", [0, 13, 24])
def test_no_reason_lasts_longer_than_a_shift(house: House, zoe: Child, hours: int) -> None:
    with pytest.raises(ValidationError) as wrong:
        opened(house.worker, hours=hours)
    assert "hours" in wrong.value.message_dict


def test_a_reason_is_a_sentence(house: House, zoe: Child) -> None:
    with pytest.raises(ValidationError) as wrong:
        opened(house.worker, reason="urgent")
    assert "reason" in wrong.value.message_dict


def test_whose_role_opens_no_record_opens_none_urgently(house: House, zoe: Child) -> None:
    for who in (house.administrator, a_person(Role.AUDITOR), a_person(Role.BUSINESS_SUPPORT)):
        with pytest.raises(Refused):
            opened(who)


def test_a_director_gives_a_reason_each_time(house: House, zoe: Child) -> None:
    director = a_person(Role.DIRECTOR, team=house.service)
    assert not sees(director, zoe, NOW)
    assert opened(director).kind == AccessReason.Kind.DIRECTOR
    assert sees(director, zoe, NOW)
    assert not sees(director, house.child, NOW)


def test_a_shift_opens_every_child_with_one_reason(house: House, zoe: Child) -> None:
    duty = a_person(Role.OUT_OF_HOURS, team=house.service)
    given = {"reason": "Weekend duty", "hours": 12, "at": NOW, "on": TODAY, "address": "x"}
    assert not sees(duty, zoe, NOW)
    reasons.start_shift(by=duty, **given)  # type: ignore[arg-type]
    assert sees(duty, zoe, NOW)
    assert sees(duty, house.child, NOW)
    with pytest.raises(ValidationError, match="begun already"):
        reasons.start_shift(by=duty, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        reasons.start_shift(by=house.worker, **given)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_the_managers_are_told_at_once_and_the_letter_names_nobody(signed_in: SignedIn) -> None:
    house = House()
    a_child(team=house.other_team, given_name="Zoë", family_name="Marsh", born_on=BORN)
    answer = signed_in(house.worker).post(
        reverse("cases:urgent"),
        {
            "name": "Zoe Marsh", "born_on-day": "1", "born_on-month": "3", "born_on-year": "2014",
            "purpose": "safety", "reason": WHY, "hours": "2",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {house.manager.email, house.other_manager.email, house.head.email}
    for letter in mail.outbox:
        words = f"{letter.subject} {letter.body}"
        for name in ("Zo", "Marsh", house.worker.name, "Police"):
            assert name not in words
    assert Read.objects.get().purpose == WHY


def test_an_excluded_manager_is_not_told(house: House, zoe: Child) -> None:
    Exclusion.objects.create(child=zoe, user=house.manager, reason="kin", starts_on=TODAY)
    row = opened(house.worker)
    assert not reasons_to_see(standing(house.manager, TODAY)).exists()
    assert reasons_to_see(standing(house.head, TODAY)).get() == row


def reviewed(row: AccessReason, by: User) -> AccessReason:
    return reasons.review(reason=row, justified=True, by=by, at=NOW + HOUR, on=TODAY)


@pytest.mark.parametrize("who", ["manager", "other_manager", "head"])
def test_managers_of_the_person_or_of_the_child_review_it_once(
    house: House, zoe: Child, who: str
) -> None:
    row = reviewed(opened(house.worker), getattr(house, who))
    assert row.justified is True
    with pytest.raises(ValidationError, match="already"):
        reviewed(row, house.head)


def test_nobody_reviews_their_own_reason(house: House, zoe: Child) -> None:
    row = opened(house.manager)
    with pytest.raises(ValidationError, match="not yours"):
        reviewed(row, house.manager)


def test_nobody_else_reviews(house: House, zoe: Child) -> None:
    row = opened(house.worker)
    for who in (house.colleague, house.iro_manager, house.administrator):
        with pytest.raises(ValidationError, match="not yours"):
            reviewed(row, who)


def test_the_list_names_a_child_only_to_who_sees_the_child(
    house: House, zoe: Child, signed_in: SignedIn
) -> None:
    opened(house.worker)
    theirs = signed_in(house.other_manager).get(reverse("cases:reasons")).content.decode()
    mine = signed_in(house.manager).get(reverse("cases:reasons")).content.decode()
    assert "Zoë Marsh" in theirs
    assert "Zoë Marsh" not in mine
    assert WHY in mine


def test_a_manager_reviews_on_the_page(house: House, zoe: Child, signed_in: SignedIn) -> None:
    row = opened(house.worker)
    client = signed_in(house.manager)
    client.post(reverse("cases:review_reason", args=[row.pk]), {"justified": "no"})
    row.refresh_from_db()
    assert row.justified is False
    assert row.reviewed_by == house.manager


def test_what_was_typed_stays_when_nobody_is_found(house: House, signed_in: SignedIn) -> None:
    page = signed_in(house.worker).post(
        reverse("cases:urgent"),
        {"name": "Nobody Here", "born_on-day": "1", "born_on-month": "3", "born_on-year": "2014",
         "purpose": "safety", "reason": WHY, "hours": "2"},
    ).content.decode()  # fmt: skip
    assert "No record opens with exactly these particulars" in page
    assert WHY in page
