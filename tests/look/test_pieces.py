"""The pieces pages are made of."""

import datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from look.pieces import DUTY_STATES, Event, NavItem, SummaryRow
from look.words import longdate, period_days, span

DAY = datetime.date(2026, 11, 5)
MARKUP = "<i>x</i>"


def _render(source: str, address: str = "/", **context: object) -> str:
    request = RequestFactory().get(address)
    return engines["django"].from_string("{% load look %}" + source).render(context, request)


def test_a_day_is_written_out_without_leading_zero() -> None:
    assert longdate(DAY) == "5 November 2026"
    assert longdate(datetime.datetime(2026, 11, 5, 23, 0, tzinfo=datetime.UTC)) == "5 November 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "3 November 2026"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "7 November 2026"),
    ],
)
def test_a_near_day_is_named_only_when_today_is_given(days: int, words: str) -> None:
    assert longdate(DAY + datetime.timedelta(days), DAY) == words


@pytest.mark.parametrize(
    ("days", "unit", "words"),
    [
        (-3, "", "3 days ago"),
        (-1, "", "1 day ago"),
        (0, "working", "today"),
        (1, "working", "in 1 working day"),
        (2, "working", "in 2 working days"),
    ],
)
def test_a_number_of_days_is_said_with_its_direction_and_unit(
    days: int, unit: str, words: str
) -> None:
    assert period_days(days, unit) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2026, 11, 5), (2026, 11, 5), "0 days"),
        ((2026, 11, 5), (2026, 11, 6), "1 day"),
        ((2026, 11, 5), (2027, 1, 4), "60 days"),
        ((2026, 11, 5), (2027, 1, 5), "2 months"),
        ((2026, 11, 5), (2028, 11, 4), "23 months"),
        ((2026, 11, 5), (2028, 11, 5), "2 years"),
        ((2026, 11, 5), (2029, 1, 4), "2 years 1 month"),
        ((2024, 2, 29), (2026, 2, 28), "23 months"),
        ((2026, 11, 5), (2026, 11, 4), "0 days"),
    ],
)
def test_how_long_is_told_in_days_then_months_then_years(
    start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    assert span(datetime.date(*start), datetime.date(*end)) == words


@given(st.dates())
def test_no_day_is_beyond_words(day: datetime.date) -> None:
    assert longdate(day).split()[0] == str(day.day)


@pytest.mark.parametrize("state", DUTY_STATES)
def test_a_state_is_always_told_in_words(state: str) -> None:
    assert DUTY_STATES[state].words in _render("{% duty_tag state %}", state=state)


def test_a_state_nobody_knows_is_a_mistake_not_an_empty_tag() -> None:
    with pytest.raises(KeyError):
        _render("{% duty_tag 'lost' %}")


def test_law_and_local_policy_are_told_apart_for_those_who_listen_too() -> None:
    assert 'Law<span class="govuk-visually-hidden"> (required by law)' in _render(
        "{% source_label 'law' %}"
    )
    assert "this authority&#x27;s own rule" in _render("{% source_label 'local' %}")


def test_a_sorted_column_says_so_and_offers_the_other_way() -> None:
    html = _render("{% sort_header 'Due' 'due' 'due' %}", "/?team=a&page=3&sort=due")

    assert 'aria-sort="ascending"' in html
    assert 'href="?team=a&amp;sort=-due"' in html


def test_an_unsorted_column_offers_to_sort_by_it() -> None:
    html = _render("{% sort_header 'Child' 'child' '-due' numeric=True %}", "/?team=a")

    assert 'aria-sort="none"' in html
    assert 'href="?team=a&amp;sort=child"' in html
    assert "govuk-table__header--numeric" in html


def test_pages_keep_the_filters_and_dots_lead_nowhere() -> None:
    page = Paginator(range(1000), 25).page(5)

    html = _render("{% pagination page 'children' %}", "/?team=a", page=page)

    assert 'href="?team=a&amp;page=4" rel="prev"' in html
    assert 'aria-label="Page 5" aria-current="page"' in html
    assert html.count("govuk-pagination__item--ellipsis") == 2
    assert "page=%E2%80%A6" not in html
    assert "<b>101</b> to <b>125</b> of <b>1000</b> children" in html


def test_a_single_page_has_no_page_links_and_an_empty_list_says_so() -> None:
    one = _render("{% pagination page 'visits' %}", page=Paginator([1, 2], 25).page(1))
    none = _render("{% pagination page 'visits' %}", page=Paginator([], 25).page(1))

    assert "<nav" not in one
    assert "No visits" in none


def test_the_page_one_is_on_is_marked_in_the_sub_navigation() -> None:
    items = [NavItem("Visits", "/v", current=True), NavItem("Homes", "/h")]

    html = _render("{% sub_navigation items label='Child' %}", items=items)

    assert html.count('aria-current="page"') == 1
    assert 'aria-current="page" href="/v"' in html


def test_change_links_say_what_they_change() -> None:
    rows = [SummaryRow("Visit date", "5 November 2026", action="Change", action_href="/c")]

    html = _render("{% summary_list rows %}", rows=rows)

    assert 'Change<span class="govuk-visually-hidden"> visit date</span>' in html


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% identity_bar x facts %}", {"facts": [SummaryRow(MARKUP, MARKUP, href="/")]}),
        ("{% summary_list rows %}", {"rows": [SummaryRow(MARKUP, MARKUP)]}),
        ("{% timeline events %}", {"events": [Event(MARKUP, DAY, MARKUP, MARKUP, "/", MARKUP)]}),
        ("{% sub_navigation items label=x %}", {"items": [NavItem(MARKUP, "/")]}),
        ("{% breadcrumbs items %}", {"items": [NavItem(MARKUP, "/"), NavItem(MARKUP)]}),
        ("{% details x %}{{ x }}{% enddetails %}", {}),
        ("{% inset %}{{ x }}{% endinset %}{% warning %}{{ x }}{% endwarning %}", {}),
        ("{% scrollable x %}{{ x }}{% endscrollable %}{% back_link x x %}", {}),
    ],
)
def test_no_piece_takes_its_words_for_html(source: str, context: dict[str, Any]) -> None:
    html = _render(source, x=MARKUP, **context)

    assert MARKUP not in html
    assert "&lt;i&gt;" in html


def test_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name() -> None:
    html = _render("{% scrollable 'Visits' %}<table></table>{% endscrollable %}")

    assert 'tabindex="0" role="region" aria-label="Visits"><table>' in html
