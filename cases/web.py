"""What every page about a child does first: who is asking, may they, and note that they saw."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from audit.reads import disclose
from cases import visibility
from cases.models import Child
from people import clock
from people.models import User
from people.refusal import Refusal, Refused
from people.roles import Sight
from people.standing import Standing, standing


@dataclass(frozen=True)
class Viewer:
    """The signed-in person, as they stand today. `at` is this instant, for stated reasons."""

    user: User
    stand: Standing
    on: datetime.date
    at: datetime.datetime


@dataclass(frozen=True)
class Opened:
    """A child this viewer may see, and how much."""

    child: Child
    sight: Sight
    viewer: Viewer

    @property
    def narrative(self) -> bool:
        """Whether what people wrote may be shown."""
        return self.sight == Sight.FULL


def viewer(request: HttpRequest) -> Viewer:
    """The person asking, worked out once for each request. The view's `today` is its `.on`."""
    known: Viewer | None = getattr(request, "viewer", None)
    if known is None:
        user = request.user
        if not isinstance(user, User):
            raise Http404
        on = clock.today()
        known = Viewer(user, standing(user, on), on, clock.now())
        request.viewer = known  # type: ignore[attr-defined]
    return known


def open_child(request: HttpRequest, pk: uuid.UUID, *, narrative: bool = False) -> Opened:
    """The child of that id for this person, and a note that they were shown.

    With `narrative`, only for those who may read what was written.

    Raises:
        Http404: no such child, or not theirs to see: the two look alike.
        Refused: they may see the child but not what was written (answered 403 with the reason).
    """
    who = viewer(request)
    child = (
        visibility.children(who.stand, on=who.on, at=who.at)
        .select_related("team")
        .filter(pk=pk)
        .first()
    )
    if child is None:
        raise Http404("No such child.")
    sight = visibility.sight_of(who.stand, child, on=who.on, at=who.at)
    if sight is None:
        raise Http404("No such child.")
    if narrative and sight != Sight.FULL:
        raise Refused(
            Refusal("no_narrative", "Your role does not see what is written about a child.")
        )
    disclose(request, [child.pk])
    return Opened(child, sight, who)
