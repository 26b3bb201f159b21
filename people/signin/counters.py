"""Where the limits of sign-in count: in Valkey, shared by every process.

If Valkey is down people still sign in. Guessing is then limited by django-axes alone, which counts
in PostgreSQL.
"""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger("homeward.signin")


class Counters(RedisCache):
    """Django's cache in Valkey that, unreachable, is empty instead of an error."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return bool(super().add(*args, **kwargs))
        except RedisError:
            _unreachable()
            return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            _unreachable()
            return default

    def set(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(*args, **kwargs)
        except RedisError:
            _unreachable()

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return bool(super().delete(*args, **kwargs))
        except RedisError:
            _unreachable()
            return False


def _unreachable() -> None:
    log.error("counters_unreachable")
