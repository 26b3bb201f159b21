"""Which chains of episodes are taken, and which refuse the child."""

import datetime
from collections.abc import Iterable

import pytest

from returns.ssda903.history import Period, Told, tell
from tests.returns.lives import BORN, Cells, episode, header, rows

TODAY = datetime.date(2026, 11, 22)
YEARS = frozenset({2019})


def told(*episodes: Cells, born: datetime.date = BORN) -> Told:
    return tell(
        rows((2019, "Header", header(born=born)), *((2019, "Episodes", one) for one in episodes)),
        YEARS,
        TODAY,
    )


FIRST = episode(DEC="01/09/2018", REC="X1")
SECOND = episode(DECOM="01/09/2018", RNE="P", PL_POST="B13 3KE", DEC="01/12/2018", REC="E4A")


def test_episodes_end_to_end_are_one_period_of_care() -> None:
    history = told(FIRST, SECOND).history
    assert history is not None
    (period,) = history.periods
    assert (period.starts_on, period.ends_on) == (
        datetime.date(2018, 6, 1),
        datetime.date(2018, 12, 1),
    )
    assert period.end_code == "E4A"


def test_a_start_after_an_end_is_a_new_period_of_care() -> None:
    again = episode(DECOM="05/01/2019", RNE="S")
    history = told(FIRST, SECOND, again).history
    assert history is not None
    assert [one.ends_on for one in history.periods] == [datetime.date(2018, 12, 1), None]


def test_a_new_period_may_begin_on_the_day_the_last_one_ended() -> None:
    history = told(FIRST, SECOND, episode(DECOM="01/12/2018", RNE="S")).history
    assert history is not None
    assert len(history.periods) == 2


@pytest.mark.parametrize(
    ("code", "episodes"),
    [
        ("overlap", [FIRST, SECOND | {"DECOM": "31/08/2018"}]),
        ("gap", [FIRST, SECOND | {"DECOM": "02/09/2018"}]),
        ("never_ended", [FIRST | {"DEC": "", "REC": ""}, SECOND]),
        ("begins_midway", [FIRST | {"REC": "E4A"}, SECOND | {"DECOM": "02/09/2018"}]),
        ("goes_on_after_end", [FIRST | {"REC": "E4A"}, SECOND]),
        ("starts_again", [FIRST, SECOND | {"RNE": "S"}]),
        ("after_death", [FIRST | {"REC": "E2"}, SECOND | {"DECOM": "02/09/2018", "RNE": "S"}]),
        ("ends_before_start", [FIRST | {"DEC": "31/05/2018"}]),
        ("no_length", [FIRST | {"DEC": "01/06/2018"}]),
        ("before_birth", [episode(DECOM="03/05/2010", DEC="01/06/2010", REC="E4A")]),
        ("in_future", [episode(DECOM="23/11/2026")]),
        ("in_future", [FIRST | {"DEC": "23/11/2026"}]),
        ("two_on_one_day", [FIRST, FIRST | {"LS": "C2"}]),
    ],
)
def test_a_chain_that_contradicts_itself_refuses_the_child(
    code: str, episodes: list[Cells]
) -> None:
    result = told(*episodes)
    assert result.history is None
    assert result.refusal is not None
    assert result.refusal.remark.code == code


def test_care_that_begins_at_18_refuses_the_child() -> None:
    result = told(FIRST, born=datetime.date(2000, 6, 1))
    assert result.refusal is not None
    assert result.refusal.remark.code == "adult"


def test_the_day_before_the_18th_birthday_is_not_too_late() -> None:
    assert told(FIRST, born=datetime.date(2000, 6, 2)).history is not None


def test_a_child_without_a_row_of_children_is_refused() -> None:
    result = tell(rows((2019, "Episodes", FIRST)), YEARS, TODAY)
    assert result.refusal is not None
    assert result.refusal.remark.code == "no_header"


def test_two_dates_of_birth_refuse_the_child() -> None:
    result = tell(
        rows(
            (2018, "Header", header()),
            (2019, "Header", header(born=BORN + datetime.timedelta(days=1))),
            (2019, "Episodes", FIRST),
        ),
        YEARS,
        TODAY,
    )
    assert result.refusal is not None
    assert result.refusal.remark.code == "two_birth_dates"


def test_an_open_episode_that_a_later_return_closes_is_one_episode() -> None:
    result = tell(
        rows(
            (2019, "Header", header()),
            (2019, "Episodes", episode(DEC="", REC="")),
            (2020, "Episodes", episode(DEC="01/05/2019", REC="E4A")),
        ),
        frozenset({2019, 2020}),
        TODAY,
    )
    assert result.history is not None
    assert result.history.periods[0].ends_on == datetime.date(2019, 5, 1)
    assert len(result.superseded) == 1
    assert not [r for held in result.superseded for r in held.remarks]


def test_a_later_return_that_corrects_an_episode_counts_and_is_remarked() -> None:
    given = rows(
        (2019, "Header", header()),
        (2019, "Episodes", episode(LS="C1")),
        (2020, "Episodes", episode(LS="C2")),
    )
    result = tell(given, frozenset({2019, 2020}), TODAY)
    assert result.history is not None
    assert [one.code for one in result.history.periods[0].statuses] == ["C2"]
    remarks = [remark.code for held in given.episodes for remark in held.remarks]
    assert "changed_since" in remarks


class TestEndDateNeeded:
    born = datetime.date(2015, 1, 1)  # not 18 before 2033

    def period(
        self,
        *given: tuple[int, str, Cells],
        years: Iterable[int] = YEARS,
        born: datetime.date = born,
    ) -> Period:
        result = tell(rows((2019, "Header", header(born=born)), *given), frozenset(years), TODAY)
        assert result.history is not None
        return result.history.periods[-1]

    def test_an_open_episode_in_the_latest_return_is_open(self) -> None:
        assert not self.period((2019, "Episodes", episode())).end_date_needed

    def test_an_open_episode_that_a_later_return_no_longer_holds_needs_an_end_date(self) -> None:
        found = self.period((2019, "Episodes", episode()), years={2019, 2020})
        assert found.end_date_needed
        assert found.ends_on is None

    def test_one_that_a_return_skipped_and_a_later_one_holds_again_does_not(self) -> None:
        found = self.period(
            (2019, "Episodes", episode()), (2021, "Episodes", episode()), years={2019, 2020, 2021}
        )
        assert not found.end_date_needed

    def test_one_that_moved_on_without_the_next_episode_needs_an_end_date(self) -> None:
        found = self.period((2019, "Episodes", FIRST))
        assert found.end_date_needed
        assert found.ends_on is None
        assert found.placements[-1].ends_on == datetime.date(2018, 9, 1)

    def test_one_that_ended_does_not(self) -> None:
        found = self.period((2019, "Episodes", FIRST | {"REC": "E4A"}), years={2019, 2020})
        assert not found.end_date_needed

    def test_a_young_person_who_has_turned_18_needs_one(self) -> None:
        assert self.period((2019, "Episodes", episode()), born=TODAY.replace(2008)).end_date_needed
        tomorrow = TODAY.replace(2008) + datetime.timedelta(days=1)
        assert not self.period((2019, "Episodes", episode()), born=tomorrow).end_date_needed


def test_a_reason_for_ending_without_an_end_is_ignored_and_remarked() -> None:
    given = rows((2019, "Header", header()), (2019, "Episodes", episode(REC="E11")))
    result = tell(given, YEARS, TODAY)
    assert result.history is not None
    assert result.history.periods[0].end_code == ""
    assert [r.code for r in given.episodes[0].remarks] == ["reason_without_end"]


def test_care_that_began_before_the_returns_is_taken_from_its_first_episode_with_a_remark() -> None:
    given = rows((2019, "Header", header()), (2019, "Episodes", episode(RNE="P")))
    result = tell(given, YEARS, TODAY)
    assert result.history is not None
    assert result.history.periods[0].starts_on == datetime.date(2018, 6, 1)
    assert [r.code for r in given.episodes[0].remarks] == ["began_before"]


def test_a_child_whom_no_return_holds_an_episode_of_is_kept_aside() -> None:
    result = tell(rows((2019, "Header", header())), YEARS, TODAY)
    assert result.history is None
    assert result.refusal is None
    assert [remark.code for _, remark in result.dropped] == ["no_episodes"]
