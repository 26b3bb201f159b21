"""One small Marlshire, duties and all, loaded once for tests that only look; then taken back."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from duties import batches
from returns.demonstration.actions import load

MARLSHIRE_DAY = datetime.date(2026, 11, 18)


@pytest.fixture(scope="module")
def marlshire(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime.date]:
    """The day on which it stands. A module that uses it replaces `_django_db_helper` with it."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMONSTRATION", True)
        with transaction.atomic():
            load(seed=1, children=30, on=MARLSHIRE_DAY)
            batches.drain(today=MARLSHIRE_DAY)
            yield MARLSHIRE_DAY
            transaction.set_rollback(True)
