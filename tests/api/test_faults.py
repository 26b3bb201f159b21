"""However it goes wrong, a program is told in one plain sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.throttling import UserRateThrottle

from api.views import children
from audit.models import Read
from tests.api.conftest import a_program
from tests.house import House

pytestmark = pytest.mark.django_db


def test_a_mistake_of_ours_says_nothing_of_how(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = a_program(house.manager)

    def breaks(*given: Any) -> None:
        raise RuntimeError("Robin Marsh could not be drawn")

    monkeypatch.setattr(children, "sights", breaks)
    with pytest.raises(RuntimeError):  # whoever watches is told
        program.get(reverse("api:children"))
    answer = program.get(reverse("api:children"), quietly=True)
    assert answer.status_code == 500
    assert "Robin" not in answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert not Read.objects.exists()


def test_too_many_requests_are_told_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "2/min"})
    one, two = a_program(house.worker), a_program(house.worker)
    answers = [program.get(reverse("api:children")) for program in (one, two, one)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert "ask again in 60 seconds" in answers[-1].json()["detail"]


def test_a_method_that_is_not_there_is_said(house: House) -> None:
    answer = a_program(house.worker).post(reverse("api:children"), {})
    assert answer.status_code == 405
    assert answer.json()["detail"] == "This address does not take that method."
