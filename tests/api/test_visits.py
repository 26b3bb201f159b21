"""Visits through the API: the same sight, the same action, the same answer to a second sending."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Allocation
from people.roles import Role
from tests.api.conftest import Program, a_program
from tests.factories import TODAY, a_person, allocated
from tests.pages import BACKEND
from tests.scene import Scene
from visits.models import Visit

pytestmark = pytest.mark.django_db
SAID = {
    "on": TODAY.isoformat(),
    "role": "social_worker",
    "seen": True,
    "alone": True,
    "child_words": "I like my room.",
}


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def address(scene: Scene) -> str:
    return reverse("api:visits", args=[scene.child.pk])


def send(program: Program, scene: Scene, key: str | None = None, **said: Any) -> Any:
    return program.post(
        address(scene), SAID | said, **{"Idempotency-Key": key or str(uuid.uuid4())}
    )


def overdue_or_open(program: Program) -> list[str]:
    rows = program.get(reverse("api:duties"), mine="true").json()["results"]
    return [row["title"] for row in rows]


def test_a_visit_recorded_meets_the_duty_it_answers(scene: Scene) -> None:
    program = a_program(scene.worker)
    before = overdue_or_open(program)
    answer = send(program, scene)
    assert answer.status_code == 201, answer.content
    assert answer.json()["visitor"]["name"] == scene.worker.name
    assert answer.json()["home"]["name"] == "Oak House"
    assert before != overdue_or_open(program)
    history = Visit.objects.get().events.get()  # type: ignore[attr-defined]
    assert history.pgh_context.metadata["user"] == str(scene.worker.pk)


def test_sent_again_with_its_key_it_is_recorded_once(scene: Scene) -> None:
    program, key = a_program(scene.worker), str(uuid.uuid4())
    one, two = send(program, scene, key), send(program, scene, key)
    assert one.json() == two.json()
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "today"}])
def test_without_a_key_nothing_is_recorded(scene: Scene, headers: dict[str, str]) -> None:
    answer = a_program(scene.worker).post(address(scene), SAID, **headers)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": "2031-01-01"}, "on"),
        ({"seen": False, "alone": False}, "not_seen_reason"),
        ({"role": "emperor"}, "role"),
        ({"home": str(uuid.uuid4())}, "home"),
        ({"minutes": 0}, "minutes"),
        ({"steps": [{"what": "Ring", "due_on": "soon"}]}, "steps.0.due_on"),
        ({"steps": [{"what": "Ring", "due_on": "2026-12-01"}]}, "steps"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    scene: Scene, said: dict[str, Any], field: str
) -> None:
    answer = send(a_program(scene.worker), scene, **said)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not Visit.objects.exists()


def test_actions_that_follow_are_kept(scene: Scene) -> None:
    step = {"what": "Ring school", "due_on": "2026-12-01", "worker": str(scene.worker.pk)}
    assert send(a_program(scene.worker), scene, steps=[step]).status_code == 201
    assert Visit.objects.get().actions.get().worker == scene.worker


def test_nobody_who_does_not_work_with_the_child_is_given_an_action(scene: Scene) -> None:
    step = {"what": "Ring school", "due_on": "2026-12-01", "worker": str(scene.elsewhere.pk)}
    answer = send(a_program(scene.worker), scene, steps=[step])
    assert list(answer.json()["errors"]) == ["steps"]
    assert not Visit.objects.exists()


def test_who_may_not_record_is_told_why_and_a_stranger_nothing(scene: Scene) -> None:
    support = a_person(Role.BUSINESS_SUPPORT, team=scene.team)
    refused = send(a_program(support), scene)
    assert refused.status_code == 403
    assert refused.json()["detail"] == "Your role does not record visits to children."
    assert send(a_program(scene.elsewhere), scene).status_code == 404
    assert not Visit.objects.exists()


def test_what_was_written_needs_the_whole_record(scene: Scene) -> None:
    scene.visit(child_words="I like my room.")
    support = a_person(Role.BUSINESS_SUPPORT, team=scene.team)
    (full,) = a_program(scene.manager).get(address(scene)).json()["results"]
    assert full["account"]["child_words"] == "I like my room."
    answer = a_program(support).get(address(scene))
    assert answer.json()["results"][0]["account"] is None
    assert b"I like my room." not in answer.content


def test_who_sees_the_placement_reads_only_what_they_wrote(scene: Scene) -> None:
    scene.visit()
    supporter = a_person(Role.SUPERVISING_SOCIAL_WORKER, team=scene.other_team)
    allocated(scene.child, supporter, Allocation.Role.SUPERVISING_SOCIAL_WORKER)
    program = a_program(supporter)
    assert program.get(address(scene)).json()["results"] == []
    assert send(program, scene, role="supervising_social_worker").status_code == 201
    (own,) = program.get(address(scene)).json()["results"]
    assert own["account"]["child_words"] == "I like my room."


def test_many_visits_take_no_more_queries_than_one(scene: Scene) -> None:
    program, counts = a_program(scene.manager), []
    program.get(address(scene))
    for more in (1, 12):
        for _ in range(more):
            scene.visit()
        with CaptureQueriesContext(connection) as queries:
            assert program.get(address(scene)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_browser_that_does_not_prove_itself_records_nothing(scene: Scene) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(scene.worker, backend=BACKEND)
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = browser.post(address(scene), SAID, content_type="application/json", headers=headers)
    assert answer.status_code == 403
    assert not Visit.objects.exists()
