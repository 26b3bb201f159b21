"""Moves as the tests record them."""

from __future__ import annotations

from typing import Any

from people.models import User
from placements.actions import homes, placing
from placements.actions.placing import Move
from placements.models import Home, Placement
from placements.models.home import HomeKind
from tests.factories import NOW, TODAY
from tests.scene import Scene


def now(by: User) -> dict[str, Any]:
    return {"by": by, "on": TODAY, "at": NOW}


def a_home(name: str = "Elm Lodge", kind: str = HomeKind.CHILDRENS_HOME) -> Home:
    return homes.write_home(Home(), {"name": name, "kind": kind})


def move(scene: Scene, home: Home | None = None, **said: Any) -> Placement:
    by = said.pop("by", scene.worker)
    usual: dict[str, Any] = {"starts_on": TODAY, "left_because": "CARPL"}
    return placing.place(
        child=scene.child, move=Move(**{**usual, **said}), home=home or a_home(), **now(by)
    )
