"""Whatever the schema allows, and what it does not, is answered without an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.throttling import UserRateThrottle
from schemathesis.checks import not_a_server_error

from duties.models import Duty
from tests.api.conftest import a_program, settled
from tests.factories import START, allocated
from tests.house import House

pytestmark = pytest.mark.django_db
EXAMPLES = 25  # for each operation


@contextmanager
def one_connection() -> Iterator[None]:
    """A request does not close the connection in whose transaction the test runs.

    Django's own test client sees to that as well, and connects the signals anew at its end.
    """
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.fixture
def lived_in(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A worker with a child in care, who may ask as often as they like."""
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": None})
    allocated(house.child, house.worker)
    settled(house.child, since=START)
    return house


def test_nothing_that_can_be_asked_is_a_server_error(lived_in: House) -> None:
    program = a_program(lived_in.worker)
    written = program.get(reverse("api:schema")).json()
    schema = schemathesis.openapi.from_dict(written)
    known = {
        "children": [str(lived_in.child.pk)],
        "duties": [str(pk) for pk in Duty.objects.values_list("pk", flat=True)],
    }
    tried: set[int] = set()

    for path, methods in written["paths"].items():
        for method in methods:
            operation = schema[path][method.upper()]
            ids = known.get(path.split("/")[3], [])

            @settings(
                max_examples=EXAMPLES,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            )
            @given(case=operation.as_strategy(), real=st.sampled_from([None, *ids]))
            def ask(case: Any, real: str | None) -> None:
                if real and case.path_parameters:
                    case.path_parameters["id"] = real
                answer = case.call(
                    app=WSGIHandler(), base_url="http://testserver", headers=program.headers
                )
                tried.add(answer.status_code)
                case.validate_response(answer, checks=[not_a_server_error])

            with one_connection():
                ask()
    assert {200, 404} <= tried
