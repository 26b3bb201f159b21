"""What the tests of visits share."""

from __future__ import annotations

import pytest

from tests.scene import Scene


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()
