"""A program that asks as somebody, on the tests' day."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client

from api import actions
from cases.changes import tell
from cases.models import Child
from people.models import User
from placements.models import Home, Placement
from placements.models.home import HomeKind
from tests.factories import TODAY, in_care
from tests.pages import as_of_now, house, signed_in

__all__ = ["as_of_now", "house", "signed_in"]

YEAR = datetime.timedelta(days=365)


class Program:
    """Asks with a token and keeps no cookie."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, address: str, *, quietly: bool = False, **query: Any) -> Any:
        """`quietly`, what breaks in the server does not break the test."""
        client = Client(raise_request_exception=not quietly)
        return client.get(address, query or None, headers=self.headers)

    def post(self, address: str, said: Any, **headers: str) -> Any:
        return Client().post(
            address, said, content_type="application/json", headers={**self.headers, **headers}
        )


def a_program(user: User, *, lasts: datetime.timedelta = YEAR) -> Program:
    """A program of that person's, with a token made on the tests' day."""
    _, secret = actions.create(
        name="The spreadsheet", lasts=lasts, by=user, on=TODAY, key=uuid.uuid4()
    )
    return Program(secret)


def settled(child: Child, *, since: datetime.date) -> Placement:
    """The child came into care that day and lives in a foster home; their duties are known."""
    home, _ = Home.objects.get_or_create(
        name="Oak House", defaults={"kind": HomeKind.IN_HOUSE_FOSTER}
    )
    placement = Placement.objects.create(
        child=child, care_period=in_care(child, since=since), home=home, kind=home.kind,
        starts_on=since,
    )  # fmt: skip
    tell([child.pk], today=TODAY)
    return placement


@pytest.fixture(autouse=True)
def on_the_day(as_of_now: None) -> None:
    """Every test of the API happens at the tests' NOW."""
