"""One table of transitions: what it draws, what it refuses, and who wrote each move down."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction
from pytest_django import Settings

from tests.factories import NOW, TODAY
from tests.scene import Scene
from visits.models import Visit, VisitorRole
from visits.states import FORM, State
from workflow.actions import take
from workflow.drawing import page
from workflow.flow import Flow, Move, flows
from workflow.models import Transition


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def a_form(scene: Scene, state: str = "submitted") -> Visit:
    return Visit.objects.create(
        child=scene.child, on=TODAY, visitor=scene.worker, recorded_by=scene.worker,
        recorded_at=NOW, role=VisitorRole.SOCIAL_WORKER, seen=True, alone=True, purposeful=True,
        home=scene.home, state=state,
    )  # fmt: skip


class Colour(models.TextChoices):
    RED = "red", "Red"
    GREEN = "green", "Green"


@pytest.mark.parametrize(
    "moves",
    [
        [Move("go", "Go", ["red"], "blue")],
        [Move("go", "Go", ["blue"], "green")],
        [Move("go", "Go", ["red"], "green"), Move("go", "Go", ["green"], "red")],
    ],
)
def test_a_table_that_names_no_state_or_one_move_twice_is_refused(moves: list[Move]) -> None:
    with pytest.raises(ValueError, match="light"):
        Flow(name="light", states=Colour, begins=["red"], moves=moves)


@pytest.mark.parametrize("flow", flows(), ids=lambda flow: flow.name)
def test_every_state_is_reached(flow: Flow) -> None:
    reached = {*map(str, flow.begins), *(target for _, target in flow.pairs)}
    assert reached == set(flow.states.values)


@pytest.mark.parametrize(("source", "target"), list(itertools.permutations(State.values, 2)))
def test_the_database_lets_a_form_move_only_as_the_table_says(
    scene: Scene, source: str, target: str
) -> None:
    visit = a_form(scene, source)
    change = Visit.objects.filter(pk=visit.pk)
    if (source, target) in FORM.pairs:
        assert change.update(state=target) == 1
        return
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        change.update(state=target)


def test_code_cannot_set_a_state(scene: Scene) -> None:
    visit = a_form(scene)
    with pytest.raises(AttributeError):
        visit.state = State.READ


def test_a_move_is_written_down_with_who_made_it(scene: Scene) -> None:
    visit = a_form(scene)
    take(visit, FORM, "sign", by=scene.iro, at=NOW)
    row = Transition.objects.get(row=visit.pk)
    assert (row.flow, row.move, row.source, row.target, row.by) == (
        "visit_form", "sign", "submitted", "read", scene.iro,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="read by the iro now"):
        take(visit, FORM, "send_back", by=scene.iro, at=NOW)
    assert Transition.objects.count() == 1


def test_the_picture_shows_every_state_and_move() -> None:
    drawn = page(FORM)
    for state in State:
        assert f"{state.value}: {state.label}" in drawn
    assert "submitted --> read: The IRO reads and signs" in drawn
    assert "read --> [*]" in drawn


def test_a_picture_out_of_date_is_named(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="visit_form"):
        call_command("draw_workflows", check=True)
    call_command("draw_workflows")
    call_command("draw_workflows", check=True)
