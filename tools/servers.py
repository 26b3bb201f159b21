"""Start and stop this checkout's own PostgreSQL and Valkey.

    python -m tools.servers start run|test|bench     leaves them running
    python -m tools.servers stop run|test|bench
    python -m tools.servers urls run|test|bench      prints DATABASE_URL and REDIS_URL

DATABASE_URL and REDIS_URL win: whichever is set, that server is not started.
"""

import argparse
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from config import embedded
from tools import places, postgres, problem, valkey


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold this checkout's lock of that name; waits for whoever holds it."""
    with lock_file(name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start(purpose: str) -> None:
    """Have the servers of that purpose ("run" or "test") running. Raises Problem."""
    if _both_elsewhere():
        return
    with locked(purpose):
        place = places.place(purpose)
        _folders(place)
        if not os.environ.get("DATABASE_URL"):
            postgres.start(place)
        if not os.environ.get("REDIS_URL"):
            valkey.start(place)


def stop(purpose: str) -> None:
    """Stop those of our own that run."""
    if not embedded.KEPT.exists():
        return
    with locked(purpose):
        place = places.place(purpose)
        valkey.stop(place)
        postgres.stop(place)
        (embedded.KEPT / f"{purpose}.keep").unlink(missing_ok=True)


@contextmanager
def borrowed(purpose: str) -> Iterator[None]:
    """The servers while one of several processes needs them; the last one to leave stops them.

    Servers started by hand (`start`) go on running.
    """
    if _both_elsewhere():
        yield
        return
    with lock_file(f"{purpose}-users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        start(purpose)
        try:
            yield
        finally:
            if not (embedded.KEPT / f"{purpose}.keep").exists() and _alone(users):
                stop(purpose)


def _alone(users: TextIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _both_elsewhere() -> bool:
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def lock_file(name: str) -> TextIO:
    """An open file to lock; the lock goes when it is closed or we end, however we end."""
    embedded.KEPT.mkdir(exist_ok=True)
    return (embedded.KEPT / f"{name}.lock").open("a+")


def _folders(place: places.Place) -> None:
    place.folder(place.data)
    place.folder(place.sockets)


def main() -> int:
    parser = argparse.ArgumentParser(description="This checkout's own PostgreSQL and Valkey.")
    parser.add_argument("action", choices=["start", "stop", "urls"])
    parser.add_argument("purpose", choices=["run", "test", "bench"])
    asked = parser.parse_args()
    if asked.action == "start":
        start(asked.purpose)
        Path(embedded.KEPT / f"{asked.purpose}.keep").touch()
    elif asked.action == "stop":
        stop(asked.purpose)
    if asked.action != "stop":
        print(f"DATABASE_URL={embedded.database_url(asked.purpose)}")
        print(f"REDIS_URL={embedded.redis_url(asked.purpose)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(problem.saying_problems(main))
