"""Adding people, their roles, their cover, and the tree of teams."""

from __future__ import annotations

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from cases import visibility
from cases.models import Allocation
from people.actions import absences, staff, teams
from people.actions.staff import Particulars
from people.models import Absence, RoleAssignment, Team, User
from people.refusal import Refused
from people.roles import Role
from people.standing import standing
from tests.factories import TODAY, a_person, a_team, allocated, give
from tests.house import House

DAY = datetime.timedelta(days=1)
SAM = Particulars("Sam New", "Sam.New@Marlshire.example", staff_number="77")


def test_somebody_added_has_no_role_no_password_and_sees_nothing(house: House) -> None:
    sam = staff.add(particulars=SAM, by=house.administrator, on=TODAY)
    assert sam.email == "sam.new@marlshire.example"
    assert not sam.has_usable_password()
    assert standing(sam, TODAY).holdings == ()


@pytest.mark.parametrize("who", ["manager", "head", "worker", "iro_manager"])
def test_only_an_administrator_adds_people(house: House, who: str) -> None:
    with pytest.raises(Refused) as refused:
        staff.add(particulars=SAM, by=getattr(house, who), on=TODAY)
    assert refused.value.refusal.code == "administrator_only"


@pytest.mark.parametrize(
    ("again", "field"),
    [
        (Particulars("Other", "sam.new@marlshire.example"), "email"),
        (Particulars("Other", "other@marlshire.example", staff_number="77"), "staff_number"),
        (Particulars("", "other@marlshire.example"), "name"),
    ],
)
def test_what_belongs_to_somebody_else_is_refused_at_its_field(
    house: House, again: Particulars, field: str
) -> None:
    staff.add(particulars=SAM, by=house.administrator, on=TODAY)
    with pytest.raises(ValidationError) as wrong:
        staff.add(particulars=again, by=house.administrator, on=TODAY)
    assert field in wrong.value.message_dict


def test_a_new_address_makes_the_old_one_useless(house: House) -> None:
    EmailAddress.objects.create(user=house.worker, email=house.worker.email, verified=True)
    staff.edit(
        user=house.worker,
        particulars=Particulars("Wendy", "wendy@marlshire.example"),
        by=house.administrator,
        on=TODAY,
    )
    assert not EmailAddress.objects.filter(user=house.worker).exists()


def role(house: House, user: User, what: Role, team: Team, **given: object) -> RoleAssignment:
    wanted = {"starts_on": TODAY, "by": house.administrator, "on": TODAY, **given}
    return staff.give_role(user=user, role=what, team=team, **wanted)  # type: ignore[arg-type]


def test_a_role_opens_what_it_opens_from_its_first_to_its_last_day(house: House) -> None:
    sam = a_person()
    role(house, sam, Role.TEAM_MANAGER, house.team, starts_on=TODAY + DAY, ends_on=TODAY + 3 * DAY)
    seen = [
        visibility.children(sam, on=TODAY + days * DAY).exists() for days in range(5)
    ]  # fmt: skip
    assert seen == [False, True, True, True, False]


def test_nobody_gives_themselves_a_role(house: House) -> None:
    with pytest.raises(Refused) as refused:
        role(house, house.administrator, Role.TEAM_MANAGER, house.team)
    assert refused.value.refusal.code == "own_roles"


def test_the_same_role_is_not_held_twice(house: House) -> None:
    with pytest.raises(ValidationError, match="already holds that role"):
        role(house, house.worker, Role.SOCIAL_WORKER, house.team)


def test_a_role_does_not_end_before_it_starts(house: House) -> None:
    with pytest.raises(ValidationError) as wrong:
        role(house, a_person(), Role.IRO, house.iros, ends_on=TODAY - DAY)
    assert "ends_on" in wrong.value.message_dict


def test_an_iro_is_given_no_role_in_the_line_of_a_child_they_review(house: House) -> None:
    allocated(house.child, house.iro, Allocation.Role.IRO)
    with pytest.raises(ValidationError, match="an IRO never is"):
        role(house, house.iro, Role.SERVICE_MANAGER, house.service)
    assert not house.iro.role_assignments.filter(role=Role.SERVICE_MANAGER).exists()
    assert role(house, house.iro, Role.TEAM_MANAGER, house.other_team)


def test_the_last_administrator_keeps_the_role(house: House) -> None:
    other = a_person(Role.ADMINISTRATOR, team=house.service)
    post = house.administrator.role_assignments.get()
    staff.end_role(
        post=other.role_assignments.get(), ends_on=TODAY, by=house.administrator, on=TODAY
    )
    with pytest.raises(ValidationError, match="Nobody would be administrator"):
        staff.end_role(post=post, ends_on=TODAY + DAY, by=other, on=TODAY)


def test_a_role_ends_on_its_last_day(house: House) -> None:
    post = house.manager.role_assignments.get()
    staff.end_role(post=post, ends_on=TODAY, by=house.administrator, on=TODAY)
    assert visibility.children(house.manager, on=TODAY).exists()
    assert not visibility.children(house.manager, on=TODAY + DAY).exists()


# Cover


def away(house: House, by: User, cover: User, user: User | None = None) -> Absence:
    return absences.record(
        user=user or house.worker, covered_by=cover, starts_on=TODAY, ends_on=TODAY + 7 * DAY,
        by=by, on=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["manager", "head", "administrator"])
def test_the_cover_sees_the_children_while_the_colleague_is_away(house: House, who: str) -> None:
    allocated(house.child, house.worker)
    away(house, getattr(house, who), house.colleague)
    days = [0, 7, 8]
    seen = [visibility.children(house.colleague, on=TODAY + day * DAY).exists() for day in days]
    assert seen == [True, True, False]


@pytest.mark.parametrize("who", ["other_manager", "worker", "colleague", "iro_manager"])
def test_nobody_else_arranges_cover(house: House, who: str) -> None:
    with pytest.raises(Refused) as refused:
        away(house, getattr(house, who), house.colleague)
    assert refused.value.refusal.code == "not_their_manager"


def test_who_holds_none_of_the_roles_cannot_cover(house: House) -> None:
    with pytest.raises(ValidationError, match="cannot act for them"):
        away(house, house.manager, house.iro)


def test_nobody_covers_themselves(house: House) -> None:
    with pytest.raises(ValidationError, match="Somebody else has to cover"):
        away(house, house.manager, house.worker)


def test_back_early_ends_the_cover(house: House) -> None:
    allocated(house.child, house.worker)
    row = away(house, house.manager, house.colleague)
    absences.end(absence=row, ends_on=TODAY, by=house.manager, on=TODAY)
    assert not visibility.children(house.colleague, on=TODAY + DAY).exists()


# Teams


def test_a_team_beneath_a_service_is_in_its_managers_line(house: House) -> None:
    new = teams.add(
        name="North", kind="team", parent=house.service, by=house.administrator, on=TODAY
    )
    assert new.pk in standing(house.head, TODAY).managed_teams


def edited(house: House, team: Team, parent: Team | None) -> Team:
    return teams.edit(
        team=team, name=team.name, kind=team.kind, parent=parent, by=house.administrator, on=TODAY
    )


def test_the_tree_has_no_circle(house: House) -> None:
    with pytest.raises(ValidationError, match="beneath"):
        edited(house, house.service, house.team)


def test_a_team_moved_away_leaves_the_line(house: House) -> None:
    edited(house, house.team, a_team())
    assert not visibility.children(house.head, on=TODAY).exists()


def test_no_team_moves_beneath_who_reviews_its_children(house: House) -> None:
    allocated(house.child, house.iro, Allocation.Role.IRO)
    above = a_team()
    give(house.iro, Role.SERVICE_MANAGER, above)
    with pytest.raises(ValidationError, match="an IRO never is"):
        edited(house, house.team, above)


def test_two_teams_never_share_a_name(house: House) -> None:
    with pytest.raises(ValidationError) as wrong:
        teams.add(
            name=house.team.name.upper(), kind="team", parent=None, by=house.administrator, on=TODAY
        )
    assert "name" in wrong.value.message_dict


def closed(house: House, team: Team) -> Team:
    return teams.close(team=team, closed_on=TODAY, by=house.administrator, on=TODAY)


def test_a_team_closes_only_when_nobody_is_in_it_or_with_it(house: House) -> None:
    with pytest.raises(ValidationError, match="beneath it"):
        closed(house, house.service)
    with pytest.raises(ValidationError, match="roles in this team"):
        closed(house, house.team)
    RoleAssignment.objects.filter(team=house.team).update(ends_on=TODAY - DAY)
    with pytest.raises(ValidationError, match="Children are still with this team"):
        closed(house, house.team)
    house.child.team = house.other_team
    house.child.save()
    assert closed(house, house.team).closed_on == TODAY


def test_those_who_left_lose_their_sign_in_at_night(house: House) -> None:
    for person, left in ((house.worker, TODAY), (house.colleague, TODAY + DAY)):
        User.objects.filter(pk=person.pk).update(left_on=left)
    assert staff.close_sign_ins(on=TODAY) == 1
    assert not User.objects.get(pk=house.worker.pk).is_active
