"""What page pieces are given: small values a view builds, or dicts with the same keys."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class SummaryRow:
    """A line of a summary list. ``action`` ("Change") needs ``action_href``; ``about`` is read
    out after it ("Change the visit date") and is the key in lower case unless given."""

    key: str
    value: str
    href: str = ""
    action: str = ""
    action_href: str = ""
    about: str = ""


@dataclass(frozen=True)
class NavItem:
    """A link of the main menu, the sub navigation or the breadcrumbs.

    ``active``: the page shown lies beneath it; ``says``: what is there, in a sentence.
    """

    text: str
    href: str = ""
    current: bool = False
    active: bool = False
    says: str = ""


@dataclass(frozen=True)
class Event:
    """An entry of a timeline; ``text`` keeps its line breaks and is never HTML."""

    title: str
    day: datetime.date
    text: str = ""
    byline: str = ""
    href: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class State:
    """How a duty's state is shown: the words carry it, the colour only helps."""

    words: str
    colour: str


DUTY_STATES = {
    "overdue": State("Overdue", "red"),
    "due_soon": State("Due soon", "yellow"),
    "due": State("Due", "blue"),
    "open": State("Due", "blue"),
    "met": State("Done in time", "green"),
    "met_late": State("Done late", "orange"),
    "missed": State("Missed", "magenta"),
    "lapsed": State("No longer needed", "grey"),
    "unknown": State("Not recorded", "purple"),
    "withdrawn": State("Withdrawn", "grey"),
}


@dataclass(frozen=True)
class Source:
    """Where a rule comes from, and what a screen reader adds to it."""

    words: str
    meaning: str


SOURCES = {
    "law": Source("Law", "required by law"),
    "local": Source("Local policy", "this authority's own rule"),
}
