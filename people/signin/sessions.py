"""How long a sign-in lasts, and where somebody was when it ended."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from people.models import User

STARTED, SEEN, PLACE = "homeward_started", "homeward_seen", "homeward_place"
# A session's row is written at most this often while its owner only reads.
NOTED_EVERY = datetime.timedelta(minutes=1)
KEPT_AT_MOST = 200_000  # characters of an unsent form; a longer one is not kept


class Over(StrEnum):
    """Why a sign-in ended by itself."""

    IDLE = "idle"
    AGE = "age"


@dataclass(frozen=True)
class Place:
    """Where somebody was when they were signed out: kept on the server, never in an address.

    `form` is what they were sending, as (name, value) pairs; only the same person gets it back.
    """

    user: str
    path: str
    form: list[tuple[str, str]] = field(default_factory=list)
    files: bool = False


def begin(session: SessionBase, now: datetime.datetime) -> None:
    """A sign-in starts to count."""
    session[STARTED] = session[SEEN] = now.timestamp()


def over(session: SessionBase, now: datetime.datetime) -> Over | None:
    """Whether a sign-in has lasted too long, or stood idle too long. Unstamped ones have."""
    if now.timestamp() - session.get(STARTED, 0) > settings.SESSION_ABSOLUTE_AGE:
        return Over.AGE
    if now.timestamp() - session.get(SEEN, 0) > settings.SESSION_IDLE_AGE:
        return Over.IDLE
    return None


def touch(session: SessionBase, now: datetime.datetime) -> None:
    """Its owner did something."""
    if now.timestamp() - session.get(SEEN, 0) > NOTED_EVERY.total_seconds():
        session[SEEN] = now.timestamp()


def place_of(request: HttpRequest) -> Place:
    """Where this request was going, with what it was sending."""
    user, path = str(request.user.pk), request.get_full_path()
    if request.method != "POST" or request.path.startswith("/account/"):
        back = path if request.method == "GET" else "/"
        return Place(user, back)
    pairs = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
        if isinstance(value, str)
    ]
    if sum(len(name) + len(value) for name, value in pairs) > KEPT_AT_MOST:
        pairs = []
    return Place(user, path, pairs, files=bool(request.FILES))


def remember(session: SessionBase, place: Place) -> None:
    session[PLACE] = asdict(place)


def place(session: SessionBase, user: User) -> Place | None:
    """Where `user` was, if it was them: another person's place is forgotten unread."""
    kept = session.get(PLACE)
    if kept is None:
        return None
    if kept["user"] != str(user.pk):
        forget(session)
        return None
    return Place(**{**kept, "form": [(name, value) for name, value in kept["form"]]})


def forget(session: SessionBase) -> None:
    session.pop(PLACE, None)


def end_all(user: User | uuid.UUID) -> int:
    """End every session of somebody: a leaver, or a password reset. How many there were."""
    theirs = UserSession.objects.filter(user=user)
    count = 0
    for one in theirs:
        one.end()
        count += 1
    return count
