import pytest

from cases import codes


def test_a_code_says_what_it_means() -> None:
    assert codes.label("LS", "C2") == "Full care order"
    assert codes.label("IN_TOUCH", "NO") == "No - not in touch"


def test_a_code_whose_wording_is_not_verified_is_shown_bare() -> None:
    assert codes.label("PLACE", "Z11") == "Z11"


def test_an_unknown_code_is_shown_as_it_came() -> None:
    assert codes.label("LS", "Q9") == "Q9"


def test_an_unknown_set_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        codes.label("NO_SUCH_SET", "C2")


@pytest.mark.parametrize(
    ("code", "year", "taken"),
    [("H5", 2024, True), ("H5", 2025, False), ("K3", 2024, False), ("K3", 2025, True)],
)
def test_supported_accommodation_replaced_semi_independent_living_in_2025(
    code: str, year: int, taken: bool
) -> None:
    assert codes.code_set("PLACE")[code].valid_in(year) is taken
    assert (code in dict(codes.choices("PLACE", year=year))) is taken


def test_choices_of_every_year_hold_every_code() -> None:
    assert len(codes.choices("PLACE")) == len(codes.code_set("PLACE"))


def test_every_set_holds_codes_that_are_text() -> None:
    for name in ("SEX", "ETHNIC", "RNE", "LS", "CIN", "PLACE", "REC", "REVIEW_CODE", "ACCOM"):
        assert all(isinstance(code, str) and code for code in codes.code_set(name))
