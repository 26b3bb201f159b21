"""Placements, homes and legal statuses that follow from new-episode reasons and codes."""

import datetime

import pytest

from placements.models.home import HomeKind
from returns.ssda903 import places
from returns.ssda903.history import Period, tell
from tests.returns.lives import Cells, episode, header, row, rows

TODAY = datetime.date(2020, 11, 22)
STARTS = datetime.date(2018, 6, 1)
CHANGES = datetime.date(2018, 9, 1)
ENDS = datetime.date(2018, 12, 1)
AWAY = {"PLACE": "T1", "PLACE_PROVIDER": "", "PL_POST": "H1 1AA", "URN": ""}


def period(*changes: Cells) -> Period:
    """Foster care from 1 June 2018, then each change a month after the other, from September."""
    days = [f"01/{month:02}/2018" for month in (6, *range(9, 9 + len(changes)))] + ["31/03/2019"]
    cells: Cells = episode()
    found = []
    for index, change in enumerate(({}, *changes)):
        cells = cells | {"DECOM": days[index], "DEC": days[index + 1], "REC": "X1"} | change
        found.append((2019, "Episodes", dict(cells)))
    found[-1][2]["REC"] = "E4A"
    told = tell(rows((2019, "Header", header()), *found), frozenset({2019}), TODAY)
    assert told.history is not None
    (only,) = told.history.periods
    return only


@pytest.mark.parametrize("reason", ["P", "B"])
def test_a_move_is_a_new_placement_in_a_new_home(reason: str) -> None:
    found = period({"RNE": reason, "LS": "C2", "PL_POST": "C1 1AA"})
    assert [one.starts_on for one in found.placements] == [STARTS, CHANGES]
    assert found.placements[0].ends_on == CHANGES
    assert found.placements[0].home != found.placements[1].home


def test_a_change_of_legal_status_only_leaves_the_placement() -> None:
    found = period({"RNE": "L", "LS": "C2"})
    assert len(found.placements) == 1
    assert [(one.code, one.starts_on, one.ends_on) for one in found.statuses] == [
        ("V2", STARTS, CHANGES),
        ("C2", CHANGES, datetime.date(2019, 3, 31)),
    ]


@pytest.mark.parametrize("reason", ["T", "U"])
def test_a_new_type_with_the_same_carer_is_the_same_placement_with_a_new_code(reason: str) -> None:
    found = period({"RNE": reason, "LS": "C2", "PLACE": "U4"})
    (only,) = found.placements
    assert [(code.starts_on, code.place) for code in only.codes] == [
        (STARTS, "U6"),
        (CHANGES, "U4"),
    ]
    assert only.long_term_from == CHANGES


def test_the_same_carer_who_now_adopts_is_a_new_placement_in_the_same_home() -> None:
    found = period({"RNE": "T", "PLACE": "A5", "LS": "E1"})
    assert [one.kind for one in found.placements] == ["in_house_foster", "for_adoption"]
    assert found.placements[0].home == found.placements[1].home


def test_the_same_carer_at_another_agency_is_still_the_same_placement() -> None:
    found = period({"RNE": "T", "PLACE_PROVIDER": "PR4"})
    assert [one.kind for one in found.placements] == ["in_house_foster"]


def test_being_away_for_a_time_and_coming_back_is_no_move() -> None:
    found = period(
        {"RNE": "P", **AWAY},
        {
            "RNE": "P",
            "PLACE": "U6",
            "PLACE_PROVIDER": "PR1",
            "PL_POST": "B12 2KE",
            "URN": "SC123456",
        },
    )
    (only,) = found.placements
    assert [code.place for code in only.codes] == ["U6", "T1", "U6"]


def test_being_away_and_not_coming_back_ends_the_placement_with_the_absence() -> None:
    found = period({"RNE": "P", **AWAY}, {"RNE": "P", "PLACE": "K2", "PL_POST": "Z9 1AA"})
    assert [one.kind for one in found.placements] == ["in_house_foster", "childrens_home"]
    assert found.placements[0].ends_on == datetime.date(2018, 10, 1)


def test_an_unsaid_move_to_another_address_is_taken_as_a_move() -> None:
    found = period({"RNE": "L", "LS": "C2", "PL_POST": "C1 1AA", "URN": "SC9"})
    assert len(found.placements) == 2


def test_remand_in_a_secure_home_is_custody_and_a_welfare_order_is_not() -> None:
    assert places.placement_kind("K1", "PR4", "J1") == "yoi"
    assert places.placement_kind("K1", "PR4", "C2") == "secure"
    assert places.home_kind("K1", "PR4") == "secure"


@pytest.mark.parametrize(
    ("place", "provider", "kind"),
    [
        ("U1", "PR1", "connected_person"),
        ("U4", "PR1", "in_house_foster"),
        ("U4", "PR4", "agency_foster"),
        ("U5", "PR2", "agency_foster"),
        ("K2", "PR1", "childrens_home"),
        ("R2", "PR3", "hospital"),
        ("H5", "PR4", "supported_accommodation"),
        ("P2", "PR4", "other"),
        ("Z11", "", "other"),
        ("Q7", "PR1", "other"),
    ],
)
def test_a_placement_code_means_a_kind_of_home(place: str, provider: str, kind: str) -> None:
    assert places.home_kind(place, provider) == kind


def test_every_kind_of_home_is_one_of_the_record_and_has_a_name() -> None:
    kinds = {*places.KINDS.values(), places.FOSTER, places.AGENCY, places.OTHER}
    assert kinds | places.OWN_RULES <= set(HomeKind.values)
    assert set(places.NAMES) == set(HomeKind.values)


def test_a_home_is_named_without_anything_about_the_child() -> None:
    home = places.home_of(row("Episodes", episode("398768", PL_POST="B122KE")), STARTS)
    assert home.name == "Our own foster home, B12"
    assert home.postcode == "B12 2KE"
    assert "398768" not in home.key


def test_two_children_at_one_address_share_a_home_and_two_without_an_address_do_not() -> None:
    def home(number: str, **cells: str) -> places.Home:
        return places.home_of(row("Episodes", episode(number, **cells)), STARTS)

    assert home("1") == home("2")
    assert home("1", PL_POST="", URN="XXXXXXX") != home("2", PL_POST="", URN="XXXXXXX")


def test_long_term_foster_care_counts_from_its_first_day() -> None:
    assert period({"RNE": "P", "PLACE": "U1", "PL_POST": "C1 1AA"}).placements[
        1
    ].long_term_from == (CHANGES)
    assert period().placements[0].long_term_from is None
