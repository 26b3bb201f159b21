"""What pages of every room do with the people asking and with what their forms got wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from people import clock
from people.models import Team, User
from people.refusal import Refusal, Refused
from people.standing import Standing, standing

T = TypeVar("T")


def standing_of(request: HttpRequest) -> Standing:
    """As what the signed-in person stands today. Raises Http404 for nobody."""
    if not isinstance(request.user, User):
        raise Http404
    return standing(request.user, clock.today())


def posted(request: HttpRequest) -> QueryDict | None:
    """What the form was sent with, even if it is empty; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def attempt(form: BaseForm, call: Callable[[], T]) -> T | None:
    """What `call` returns; or None, and what it refused is written at the fields of `form`.

    Nothing is half done: the call runs in a savepoint, and what was typed stays in the form.
    """
    try:
        with transaction.atomic():
            return call()
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for field, messages in by_field.items():
            known = field if field in form.fields and field != NON_FIELD_ERRORS else None
            for says in messages:
                form.add_error(known, says)
        return None


def open_team(stand: Standing, pk: uuid.UUID) -> Team:
    """A team this person manages.

    Raises:
        Http404: no such team, or none of theirs.
        Refused: they work in it and do not manage it.
    """
    team = get_object_or_404(Team, pk=pk)
    if team.pk in stand.managed_teams:
        return team
    if any(team.pk in stand.teams_under.get(held.team_id, ()) for held in stand.holdings):
        raise Refused(
            Refusal("team_manager_only", "Only the managers of a team see this page of it.")
        )
    raise Http404("No such team.")
