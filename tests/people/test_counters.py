"""The limits of sign-in count in Valkey, and do without it when they must."""

import uuid

import pytest
from django.conf import settings

from people.signin.counters import Counters


def test_two_processes_count_together() -> None:
    key = f"test-{uuid.uuid4()}"
    one, other = Counters(settings.REDIS_URL, {}), Counters(settings.REDIS_URL, {})
    assert one.add(key, [1], timeout=60)
    assert not other.add(key, [2], timeout=60)
    assert other.get(key) == [1]
    assert other.delete(key)


@pytest.mark.parametrize("gone", ["unix:///nowhere/valkey.sock"])
def test_without_valkey_nothing_is_counted_and_nothing_breaks(gone: str) -> None:
    counters = Counters(gone, {})
    counters.set("key", [1], timeout=60)
    assert counters.add("key", [1], timeout=60) is True
    assert counters.get("key", []) == []
    assert counters.delete("key") is False
