"""Random worlds for tests/cases/test_visibility_oracle.py: drawn as told, then written as rows."""

import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

from cases.models import AccessReason, Allocation, CarePeriod, Child, Exclusion, Permitted
from people.models import Absence, RoleAssignment, Team, User
from people.roles import Role
from tests.cases.oracle import DAY, HOLDS_CHILDREN, NOW, Period, Told

TEAMS, PEOPLE, CHILDREN = range(5), range(4), range(3)
ABOVE: dict[int, int | None] = {0: None, 1: 0, 2: 1, 3: 1, 4: 0}
# The roles that open records by a relation come up more often.
ROLES = [*sorted(Role), *(["social_worker"] * 12), *(["iro", "iro_manager", "team_manager"] * 3)]

teams, people, children = (st.sampled_from(list(of)) for of in (TEAMS, PEOPLE, CHILDREN))
# Mostly now, and often just on the edge of it.
periods: st.SearchStrategy[Period] = st.tuples(
    st.sampled_from([-9, -9, -9, -1, 0, 1]), st.sampled_from([None, None, None, -1, 0, 1, 9])
).filter(lambda when: when[1] is None or when[1] >= when[0])


@st.composite
def worlds(draw: st.DrawFn) -> Told:
    """A small authority with everything in it that opens or closes a record."""
    reasons = st.tuples(
        people,
        st.one_of(st.none(), children),
        st.sampled_from(["break_glass", "director"]),
        st.sampled_from([-5, -1, 0, 1]),
        st.sampled_from([2, 5]),
    ).map(lambda drawn: (drawn[0], drawn[1], "shift" if drawn[1] is None else drawn[2], *drawn[3:]))
    ended = st.tuples(
        people, children, st.just("break_glass"), st.just(-5), st.sampled_from([-1, 0])
    )
    absences = st.dictionaries(people, st.tuples(people, periods), min_size=2, max_size=4)
    return Told(
        above=ABOVE,
        gone=draw(st.sets(people, max_size=1)),
        roles=draw(
            st.dictionaries(
                st.tuples(people, st.sampled_from(ROLES), teams), periods, min_size=6, max_size=12
            )
        ),
        away={one: told for one, told in draw(absences).items() if told[0] != one},
        team_of=draw(st.lists(teams, min_size=len(CHILDREN), max_size=len(CHILDREN))),
        in_care=draw(st.lists(st.booleans(), min_size=len(CHILDREN), max_size=len(CHILDREN))),
        restricted=draw(st.sets(children, max_size=2)),
        allocated=draw(
            st.dictionaries(
                st.tuples(
                    children,
                    people,
                    st.sampled_from([*sorted(HOLDS_CHILDREN), "social_worker", "social_worker"]),
                ),
                periods,
                min_size=3,
                max_size=10,
            )
        ),
        main_iro=draw(st.sets(children)),
        excluded=draw(st.dictionaries(st.tuples(children, people), periods, max_size=3)),
        listed=draw(st.sets(st.tuples(children, people), max_size=4)),
        reasons=draw(st.lists(st.one_of(reasons, ended), max_size=4)),
        merged=draw(st.sets(children, max_size=1)),
    )


@dataclass
class Written:
    users: list[User]
    children: list[Child]


def write(told: Told) -> Written:
    """The rows of a world. Call it inside a transaction that is rolled back."""
    rows = [Team(name=f"Drawn {number}") for number in TEAMS]
    for number, above in ABOVE.items():
        rows[number].parent = None if above is None else rows[above]
    Team.objects.bulk_create(rows)
    users = User.objects.bulk_create(
        User(
            name=f"Drawn {number}",
            email=f"drawn{number}@example.org",
            is_active=number not in told.gone,
        )
        for number in PEOPLE
    )
    kept = Child.objects.create(
        given_name="Kept", family_name="Apart", born_on=_day(-4000), team=rows[0], restricted=True
    )
    drawn = Child.objects.bulk_create(
        Child(
            given_name=f"Drawn{number}",
            family_name="Child",
            born_on=_day(-4000),
            team=rows[told.team_of[number]],
            restricted=number in told.restricted,
            merged_into=kept if number in told.merged else None,
        )
        for number in CHILDREN
    )
    _relate(told, rows, users, drawn)
    return Written(users, drawn)


def _relate(told: Told, rows: list[Team], users: list[User], drawn: list[Child]) -> None:
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=users[person], role=role, team=rows[team], **_period(when))
        for (person, role, team), when in told.roles.items()
    )
    Absence.objects.bulk_create(
        Absence(user=users[absent], covered_by=users[cover], **_period(when))
        for absent, (cover, when) in told.away.items()
    )
    Allocation.objects.bulk_create(
        Allocation(
            child=drawn[child],
            user=users[person],
            role=role,
            main=(person, role) == (_first_iro(told, child), "iro"),
            **_period(when),
        )
        for (child, person, role), when in told.allocated.items()
    )
    CarePeriod.objects.bulk_create(
        CarePeriod(child=drawn[child], starts_on=_day(-100))
        for child in CHILDREN
        if told.in_care[child]
    )
    Exclusion.objects.bulk_create(
        Exclusion(child=drawn[child], user=users[person], reason="Drawn", **_period(when))
        for (child, person), when in told.excluded.items()
    )
    Permitted.objects.bulk_create(
        Permitted(child=drawn[child], user=users[person], reason="Drawn")
        for child, person in told.listed
    )
    AccessReason.objects.bulk_create(
        AccessReason(
            user=users[person],
            child=None if about is None else drawn[about],
            kind=kind,
            purpose="safety" if kind == "break_glass" else "",
            reason="Drawn",
            at=NOW + datetime.timedelta(hours=starts),
            until=NOW + datetime.timedelta(hours=ends),
        )
        for person, about, kind, starts, ends in told.reasons
    )


def _first_iro(told: Told, child: int) -> int | None:
    iros = [who for held, who, role in told.allocated if (held, role) == (child, "iro")]
    return min(iros) if iros and child in told.main_iro else None


def _day(offset: int) -> datetime.date:
    return DAY + datetime.timedelta(days=offset)


def _period(when: Period) -> dict[str, datetime.date | None]:
    return {"starts_on": _day(when[0]), "ends_on": None if when[1] is None else _day(when[1])}
