"""Which page answers which ask: every duty on a screen has the button that meets it.

Rooms above register their forms; whatever has none yet is answered by "Record it done".
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from duties.models import Duty


@dataclass(frozen=True)
class Answer:
    """The words on the button, and where it leads."""

    text: str
    url: str


_pages: dict[str, tuple[str, str]] = {}
DONE = ("Record it done", "cases:done_new")


def register_answer(asks: str, *, text: str, url_name: str) -> None:
    """Say that the page `url_name` (it takes the child's id) answers `asks`."""
    _pages[asks] = (text, url_name)


def answer(duty: Duty) -> Answer:
    """The button for this duty; the page is told which duty, and what it asks for."""
    text, url_name = _pages.get(duty.asks, DONE)
    told = urlencode({"duty": duty.pk, "what": duty.asks})
    return Answer(text, f"{reverse(url_name, args=[duty.subject_id])}?{told}")
