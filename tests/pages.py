"""Fixtures of tests that open pages: the named people, and a client signed in as one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from people.models import User
from tests.factories import NOW
from tests.house import House

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SignedIn = Callable[[User], Client]


@pytest.fixture
def house(db: None) -> House:
    return House()


@pytest.fixture
def as_of_now() -> Iterator[None]:
    """The clock of the pages stands at the tests' NOW."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed_in(as_of_now: None) -> SignedIn:
    """A client signed in as somebody, on the tests' day."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in
