"""One clear sentence for every mistake in a date, and what was typed comes back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from look.forms import DateField, Form
from look.forms.bound import LookBoundField

TODAY = datetime.date(2026, 11, 5)


class VisitForm(Form):
    visited_on = DateField(
        label="When did you visit?",
        subject="Visit date",
        latest=TODAY,
        latest_words="today or in the past",
        earliest=datetime.date(2026, 1, 1),
    )


def _form(day: str, month: str, year: str) -> VisitForm:
    return VisitForm({"visited_on-day": day, "visited_on-month": month, "visited_on-year": year})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter visit date"),
        ((" ", "", ""), "Enter visit date"),
        (("5", "", "2026"), "Visit date must include a month"),
        (("", "11", "2026"), "Visit date must include a day"),
        (("5", "11", ""), "Visit date must include a year"),
        (("", "", "2026"), "Visit date must include a day and a month"),
        (("31", "6", "2026"), "Visit date must be a real date"),
        (("29", "2", "2026"), "Visit date must be a real date"),
        (("0", "11", "2026"), "Visit date must be a real date"),
        (("five", "11", "2026"), "Visit date must be a real date"),
        (("5", "13", "2026"), "Visit date must be a real date: check the month"),
        (("5", "Movember", "2026"), "Visit date must be a real date: check the month"),
        (("5", "11", "26"), "Visit date must have a year with 4 numbers, like 2026"),
        (("5", "11", "twenty"), "Visit date must have a year with 4 numbers, like 2026"),
        (("5", "11", "0000"), "Visit date must be a real date"),
        (("6", "11", "2026"), "Visit date must be today or in the past"),
        (("31", "12", "2025"), "Visit date must be on or after 1 January 2026"),
    ],
)
def test_a_mistake_in_a_date_is_told_in_one_sentence_and_the_text_kept(
    typed: tuple[str, str, str], sentence: str
) -> None:
    form = _form(*typed)

    assert form.errors == {"visited_on": [sentence]}
    html = str(form["visited_on"])
    assert all(f'value="{part}"' in html for part in typed if part.strip())


@pytest.mark.parametrize("month", ["11", "nov", "Nov.", "November", " NOVEMBER "])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    form = _form("5", month, "2026")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["visited_on"] == TODAY


@pytest.mark.parametrize("typed", [("1", "1", "2026"), ("5", "11", "2026")])
def test_the_first_and_the_last_day_allowed_are_allowed(typed: tuple[str, str, str]) -> None:
    assert _form(*typed).is_valid()


def test_only_the_missing_box_is_marked_and_the_summary_leads_to_it() -> None:
    form = _form("5", "", "2026")

    bound = form["visited_on"]
    assert isinstance(bound, LookBoundField)
    assert bound.wrong_parts == ("month",)
    assert bound.error_target == "id_visited_on-month"
    assert str(bound).count("govuk-input--error") == 1


def test_an_optional_date_may_be_left_empty_but_not_half_filled() -> None:
    class Optional(Form):
        left_on = DateField(required=False)

    assert Optional({}).is_valid()
    assert Optional({"left_on-day": "1"}).errors == {
        "left_on": ["Left on must include a month and a year"]
    }


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_date_shown_and_sent_back_is_the_same_date(day: datetime.date) -> None:
    field = DateField()
    boxes = field.widget.boxes_of(day)

    assert field.clean(boxes) == day
    assert not field.has_changed(day, boxes)


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_whatever_is_typed_gives_a_date_or_a_sentence(day: str, month: str, year: str) -> None:
    form = _form(day, month, year)

    assert form.is_valid() or len(form.errors["visited_on"]) == 1
