"""Which page answers which ask: a duty on a screen has the button that meets it.

Rooms above register their forms; whatever has none yet is answered by "Record it done". Nobody is
shown a button that would refuse them: each page says for whose children a person may open it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Child
from cases.visibility import recordable
from duties.models import Duty
from people.standing import Standing

# The children for whom somebody may open a page: (who, on=the day, at=the instant).
OpenFor = Callable[..., QuerySet[Child]]


@dataclass(frozen=True)
class Answer:
    """The words on the button, and where it leads."""

    text: str
    url: str


@dataclass(frozen=True)
class _Page:
    text: str
    url_name: str
    open_for: OpenFor

    def for_duty(self, duty: Duty) -> Answer:
        """The button; the page is told which duty, and what it asks for."""
        told = urlencode({"duty": duty.pk, "what": duty.asks})
        return Answer(self.text, f"{reverse(self.url_name, args=[duty.subject_id])}?{told}")


_pages: dict[str, list[_Page]] = {}
DONE = [_Page("Record it done", "cases:done_new", recordable)]


def register_answer(asks: str, *, text: str, url_name: str, open_for: OpenFor) -> None:
    """Say that the page `url_name` (it takes the child's id) answers `asks`.

    `open_for` gives the children for whom a person may open it. Whoever may not open the page
    registered first is offered the next one that is open to them.
    """
    _pages.setdefault(asks, []).append(_Page(text, url_name, open_for))


def answers(
    duties: Sequence[Duty], who: Standing, *, on: datetime.date, at: datetime.datetime
) -> dict[uuid.UUID, Answer]:
    """The button of each duty, by its id; duties `who` cannot answer are left out.

    One query for each kind of page, however many duties.
    """
    offered = {duty.pk: _pages.get(duty.asks, DONE) for duty in duties}
    subjects = {duty.subject_id for duty in duties}
    open_for = {
        asked: set(asked(who, on=on, at=at).filter(pk__in=subjects).values_list("pk", flat=True))
        for asked in {page.open_for for pages in offered.values() for page in pages}
    }
    found = {}
    for duty in duties:
        for page in offered[duty.pk]:
            if duty.subject_id in open_for[page.open_for]:
                found[duty.pk] = page.for_duty(duty)
                break
    return found
