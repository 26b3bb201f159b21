"""The lifeline's picture: dates in, coordinates out.

``draw`` is called twice, for a wide and a narrow screen; the template writes what it returns.
Nothing here reads the clock.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from look.lifeline import Lifeline, Review, Visit, home_letter

TEXT_SIZE = 13
"""Pixels at the drawing's own size, which is never drawn smaller: charts promise 12 or more."""

_MARGIN = 8.0
_BAR_HEIGHT = 24.0
_LANE_LABEL = 20.0
_LANE_GAP = 12.0
_TICK_SPACING = 64.0
_LETTER_WIDTH = 8.0
_COLOURS = ("#12655a", "#2b4f81")

Dated = TypeVar("Dated", Visit, Review)
Place = Callable[[datetime.date], float]


@dataclass(frozen=True)
class Bar:
    """A rectangle with words in it (if they fit) and its full words as a tooltip."""

    x: float
    y: float
    width: float
    height: float
    text: str
    words: str
    colour: str = ""

    @property
    def text_y(self) -> float:
        return self.y + self.height / 2 + TEXT_SIZE * 0.35


@dataclass(frozen=True)
class Mark:
    """A point in time; ``solid`` marks are what happened, hollow ones what did not."""

    x: float
    y: float
    solid: bool
    words: str

    @property
    def diamond(self) -> str:
        """Points of a polygon, 16 by 16, around the mark."""
        x, y, r = self.x, self.y, 8
        return f"{x:g},{y - r:g} {x + r:g},{y:g} {x:g},{y + r:g} {x - r:g},{y:g}"


@dataclass(frozen=True)
class Tick:
    x: float
    text: str


@dataclass
class Drawing:
    """Everything the template needs, in the drawing's own pixels."""

    width: float
    height: float = 0.0
    axis_y: float = 0.0
    today_x: float | None = None
    labels: list[tuple[float, str]] = field(default_factory=list)
    homes: list[Bar] = field(default_factory=list)
    gaps: list[Bar] = field(default_factory=list)
    visits: list[Mark] = field(default_factory=list)
    reviews: list[Mark] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    text_size: int = TEXT_SIZE


def draw(life: Lifeline, *, width: float) -> Drawing:
    """Coordinates of the picture, ``width`` pixels wide."""
    drawing = Drawing(width)
    place = _scale(life, width)
    top = _draw_homes(life, drawing, place, 0.0)
    top = _draw_visits(life, drawing, place, top + _LANE_GAP)
    top = _draw_reviews(life, drawing, place, top + _LANE_GAP)
    drawing.axis_y = top + _LANE_GAP
    drawing.ticks = _ticks(life, place, width)
    drawing.height = drawing.axis_y + TEXT_SIZE + 12
    if life.start <= life.today <= life.end:
        drawing.today_x = place(life.today)
    return drawing


def _scale(life: Lifeline, width: float) -> Place:
    days = (life.end - life.start).days

    def place(day: datetime.date) -> float:
        inside = min(max(day, life.start), life.end)
        return round(_MARGIN + (inside - life.start).days / days * (width - 2 * _MARGIN), 1)

    return place


def _draw_homes(life: Lifeline, drawing: Drawing, place: Place, top: float) -> float:
    """Bars, in a second lane where two homes were held at once; the y below the last lane."""
    drawing.labels.append((top + TEXT_SIZE, "Homes"))
    lanes: list[datetime.date] = []
    first = top + _LANE_LABEL
    for index, home in enumerate(life.homes):
        end = home.end or max(min(life.today, life.end), home.start)
        if end < life.start or home.start > life.end:
            continue
        lane = next((n for n, free in enumerate(lanes) if free <= home.start), len(lanes))
        lanes[lane : lane + 1] = [end]
        x = place(home.start)
        bar_width = round(max(place(end) - x, 2.0), 1)
        letter = home_letter(index)
        drawing.homes.append(
            Bar(
                x,
                first + lane * (_BAR_HEIGHT + 4),
                bar_width,
                _BAR_HEIGHT,
                _fitting([f"{letter} {home.label}", letter], bar_width),
                f"{letter} {home.label}",
                _COLOURS[index % 2],
            )
        )
    return first + max(len(lanes), 1) * (_BAR_HEIGHT + 4) - 4


def _draw_visits(life: Lifeline, drawing: Drawing, place: Place, top: float) -> float:
    drawing.labels.append((top + TEXT_SIZE, "Visits"))
    y = top + _LANE_LABEL
    for gap in life.gaps:
        if gap.end < life.start or gap.start > life.end:
            continue
        x, days = place(gap.start), (gap.end - gap.start).days
        width = round(max(place(gap.end) - x, 2.0), 1)
        words = f"{days} days without a visit"
        text = _fitting([words, f"{days} days"], width)
        drawing.gaps.append(Bar(x, y, width, _BAR_HEIGHT, text, words))
    middle = y + _BAR_HEIGHT / 2
    drawing.visits = [
        Mark(place(visit.day), middle, visit.seen, "Visit" if visit.seen else "Child not seen")
        for visit in _within(life, life.visits)
    ]
    return y + _BAR_HEIGHT


def _draw_reviews(life: Lifeline, drawing: Drawing, place: Place, top: float) -> float:
    drawing.labels.append((top + TEXT_SIZE, "Reviews"))
    middle = top + _LANE_LABEL + 8
    drawing.reviews = [
        Mark(place(review.day), middle, review.held, "Review" if review.held else "Review not held")
        for review in _within(life, life.reviews)
    ]
    return middle + 8


def _within(life: Lifeline, dated: Iterable[Dated]) -> list[Dated]:
    return [each for each in dated if life.start <= each.day <= life.end]


def _fitting(texts: Sequence[str], width: float) -> str:
    """The first text that fits in ``width`` pixels, or none."""
    return next((text for text in texts if len(text) * _LETTER_WIDTH + 8 <= width), "")


def _ticks(life: Lifeline, place: Place, width: float) -> list[Tick]:
    """Firsts of months, as often as their labels leave room for."""
    room = max(int(width / _TICK_SPACING), 1)
    months = (life.end.year - life.start.year) * 12 + life.end.month - life.start.month + 1
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if months / n <= room), 120)
    found = []
    for number in range(months + 1):
        year, month = divmod(life.start.year * 12 + life.start.month - 1 + number, 12)
        first = datetime.date(year, month + 1, 1)
        if not life.start <= first <= life.end:
            continue
        if (year * 12 + month) % step:
            continue
        found.append(Tick(place(first), f"{first:%Y}" if step >= 12 else f"{first:%b %Y}"))
    return [tick for tick in found if 28 <= tick.x <= width - 28]
