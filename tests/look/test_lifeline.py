"""The lifeline's coordinates follow from its dates."""

import datetime
import itertools
import re
from typing import Any

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from look.drawing import TEXT_SIZE, draw
from look.lifeline import Gap, Home, Lifeline, Review, Visit, home_letter

START, END = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
TODAY = datetime.date(2025, 11, 5)
WIDTHS = (900, 290)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


def _life(**given_: Any) -> Lifeline:
    return Lifeline(
        **{"start": START, "end": END, "today": TODAY, "finding": "So it is.", **given_}
    )


def _day(offset: int) -> datetime.date:
    return START + datetime.timedelta(days=offset)


def test_a_visit_half_way_through_the_time_stands_in_the_middle() -> None:
    drawing = draw(_life(end=_day(100), visits=[Visit(_day(50))]), width=900)

    assert drawing.visits[0].x == 450


def test_later_is_further_right() -> None:
    xs = [
        mark.x
        for mark in draw(_life(visits=[Visit(_day(n)) for n in (0, 1, 9, 365)]), width=290).visits
    ]

    assert xs == sorted(xs)
    assert xs[0] < xs[-1]


def test_a_home_lived_in_still_is_drawn_up_to_today_and_no_further() -> None:
    drawing = draw(_life(homes=[Home("Elm Road", _day(0))]), width=900)

    bar = drawing.homes[0]
    assert bar.x + bar.width == pytest.approx(drawing.today_x, abs=0.2)


def test_homes_one_after_another_share_a_lane_and_homes_at_once_do_not() -> None:
    homes = [
        Home("A", _day(0), _day(50)),
        Home("B", _day(50), _day(90)),
        Home("C", _day(60), _day(80)),
    ]

    first, second, third = draw(_life(homes=homes), width=900).homes

    assert first.y == second.y
    assert third.y > second.y


def test_what_lies_outside_is_left_out_and_what_reaches_in_is_cut() -> None:
    before = datetime.date(2024, 1, 1)
    drawing = draw(
        _life(
            homes=[Home("Gone", before, _day(-9)), Home("Long", before)],
            visits=[Visit(before), Visit(_day(3))],
            gaps=[Gap(before, _day(-1)), Gap(before, _day(10))],
            reviews=[Review(before)],
        ),
        width=900,
    )

    assert [bar.words for bar in drawing.homes] == ["B Long"]
    assert len(drawing.visits) == len(drawing.gaps) == 1
    assert drawing.reviews == []
    assert drawing.homes[0].x == drawing.gaps[0].x


def test_what_did_not_happen_is_hollow_and_says_so() -> None:
    drawing = draw(
        _life(visits=[Visit(_day(1), seen=False)], reviews=[Review(_day(2), held=False)]), width=900
    )

    assert (drawing.visits[0].solid, drawing.visits[0].words) == (False, "Child not seen")
    assert (drawing.reviews[0].solid, drawing.reviews[0].words) == (False, "Review not held")


def test_a_gap_says_how_many_days_as_far_as_there_is_room() -> None:
    gap = [Gap(_day(0), _day(170))]

    wide, narrow = (draw(_life(gaps=gap), width=width).gaps[0] for width in WIDTHS)

    assert wide.text == wide.words == narrow.words == "170 days without a visit"
    assert narrow.text == "170 days"


def test_homes_are_lettered_like_columns_of_a_sheet() -> None:
    assert [home_letter(n) for n in (0, 1, 25, 26, 51, 52)] == ["A", "B", "Z", "AA", "AZ", "BA"]


def test_today_is_marked_only_when_it_is_in_the_picture() -> None:
    assert draw(_life(), width=900).today_x is not None
    assert draw(_life(today=_day(900)), width=900).today_x is None


@pytest.mark.parametrize("wrong", [{"end": START}, {"finding": ""}])
def test_a_picture_without_time_or_finding_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="A lifeline must"):
        _life(**wrong)


@given(st.lists(days, min_size=2, max_size=8, unique=True), st.sampled_from(WIDTHS))
def test_nothing_is_ever_drawn_outside_the_picture(found: list[datetime.date], width: int) -> None:
    first, *middle, last = sorted(found)
    pairs = [(a, b) for a, b in itertools.pairwise(found) if a < b]
    life = Lifeline(
        start=first,
        end=last,
        today=found[0],
        finding="So it is.",
        homes=[Home("Somewhere", a, b) for a, b in pairs],
        gaps=[Gap(a, b) for a, b in pairs],
        visits=[Visit(day) for day in middle],
        reviews=[Review(day) for day in middle],
    )

    drawing = draw(life, width=width)

    for bar in drawing.homes + drawing.gaps:
        assert bar.x >= 0
        assert bar.x + bar.width <= width
        assert bar.y + bar.height <= drawing.axis_y
    for mark in drawing.visits + drawing.reviews:
        assert 0 <= mark.x <= width
        assert mark.y <= drawing.axis_y
    gaps_between_ticks = [b.x - a.x for a, b in zip(drawing.ticks, drawing.ticks[1:], strict=False)]
    assert all(gap >= TEXT_SIZE * 2.5 for gap in gaps_between_ticks)


def test_the_picture_is_plain_svg_that_states_its_finding_in_readable_type() -> None:
    life = _life(finding="Late & <later>", homes=[Home("<b>", _day(0))], visits=[Visit(_day(9))])
    html = (
        engines["django"].from_string("{% load look %}{% lifeline life %}").render({"life": life})
    )

    assert html.count('role="img"') == 2
    assert html.count("<title>Late &amp; &lt;later&gt;</title>") == 2
    assert "<b>" not in html
    assert "style=" not in html
    assert all(int(size) >= 12 for size in re.findall(r'font-size="(\d+)', html))


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of ``#rrggbb``."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_words_and_marks_in_the_picture_stand_out() -> None:
    life = _life(
        homes=[Home("Elm Road", _day(0), _day(200)), Home("Oak Road", _day(200))],
        gaps=[Gap(_day(0), _day(300))],
        visits=[Visit(_day(9)), Visit(_day(10), seen=False)],
        reviews=[Review(_day(9)), Review(_day(10), held=False)],
    )
    html = (
        engines["django"].from_string("{% load look %}{% lifeline life %}").render({"life": life})
    )

    words = re.findall(r'<rect[^>]*fill="(#\w{6})"[^>]*><text[^>]*fill="(#\w{6})"', html)
    assert len(words) == 6
    for ground, ink in words:
        assert _contrast(ground, ink) >= 4.5
    marks = re.findall(r'<(?:circle|polygon)[^>]*r?[^>]*fill="(#\w{6})" stroke="(#\w{6})"', html)
    assert len(marks) >= 8
    for fill, stroke in marks:
        assert max(_contrast(fill, "#ffffff"), _contrast(stroke, "#ffffff")) >= 3
