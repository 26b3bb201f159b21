"""Names and numbers are compared without what people leave out or mistype."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import naming


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zoë O’Brien-Łuk", "zoe obrien luk"),
        ("  Mary   Ann ", "mary ann"),
        ("D'Souza", "dsouza"),
        ("Straße", "strasse"),
        ("Søren Ångström", "soren angstrom"),
        ("J. R.", "j r"),
        ("李", "李"),
        ("𝓐nna", "anna"),
    ],
)
def test_names_are_folded_to_what_a_keyboard_types(written: str, folded: str) -> None:
    assert naming.fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(words: str) -> None:
    once = naming.fold(words)
    assert naming.fold(once) == once


def test_an_nhs_number_is_ten_digits_with_a_check_digit() -> None:
    assert naming.nhs_number_wrong("9434765919") == ""
    assert "does not fit" in naming.nhs_number_wrong("9434765918")
    assert "10 digits" in naming.nhs_number_wrong("943476591")


@pytest.mark.parametrize("number", ["A123456789012", "Z12345678901B", "UN1", "UN5"])
def test_a_pupil_number_is_what_the_return_takes(number: str) -> None:
    assert naming.upn_wrong(number) == ""


@pytest.mark.parametrize("number", ["I123456789012", "S12345678901B", "UN6", "A12345678901", "A1"])
def test_anything_else_is_no_pupil_number(number: str) -> None:
    assert "letter and 12 characters" in naming.upn_wrong(number)


def test_a_check_letter_that_does_not_fit_is_doubtful_only() -> None:
    fitting = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ"
               if not naming.upn_doubtful(f"{letter}801200001001")]  # fmt: skip
    assert len(fitting) == 1
    assert not naming.upn_doubtful("UN3")
    assert naming.upn_doubtful("A12345678901S")


def test_spaces_and_dashes_in_a_number_do_not_matter() -> None:
    assert naming.digits(" 943 476-5919 ") == "9434765919"
