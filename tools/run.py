"""Everything a person needs to try Homeward, from one command to one Ctrl-C.

    python -m tools.run           start and stay (what `make run` does)
    python -m tools.run stop      stop it from elsewhere

PORT chooses the port. DATABASE_URL and REDIS_URL choose other servers. DEMONSTRATION=no starts
with no invented authority. One start per checkout at a time.
"""

import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO
from urllib.request import urlopen

from tools import prepare, servers
from tools.children import Child
from tools.problem import Problem, saying_problems

PATIENCE = 60  # seconds until the first page must answer


def main() -> int:
    if sys.argv[1:] == ["stop"]:
        return stop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    with _only_one(), _listening(_port()) as listener:
        try:
            serve(listener)
        except KeyboardInterrupt:
            print("\nStopped.")
    return 0


def serve(listener: socket.socket) -> None:
    """Start everything, say where it is, and stay until it is told to leave."""
    address = f"http://localhost:{listener.getsockname()[1]}"
    children: list[Child] = []
    try:
        servers.start("run")
        signins = prepare.database()
        children.append(_web(listener))
        _until_ready(address, children[0])
        print(f"\nHomeward is at {address}\n{signins}\nCtrl-C stops it.\n", flush=True)
        children += _helpers()
        while all(child.runs() for child in children):
            time.sleep(0.5)
        stopped = next(child.name for child in children if not child.runs())
        raise Problem(f"{stopped} stopped by itself, so everything else was stopped too.")
    finally:
        # A second Ctrl-C must not leave half of it behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.see_stopped()
        servers.stop("run")


def stop() -> int:
    """Have the start that holds this checkout's lock leave, then stop its servers if left over."""
    with _lock_file() as file:
        if not _free(file) and (holder := file.read().split()):
            os.kill(int(holder[0]), signal.SIGTERM)
            fcntl.flock(file, fcntl.LOCK_EX)  # held until it has stopped everything
    servers.stop("run")
    return 0


def _web(listener: socket.socket) -> Child:
    files = listener.fileno()
    gunicorn = ["-m", "gunicorn", "--no-control-socket", "--preload", "--log-level", "warning"]
    several = ["--workers", "2", "--threads", "4", "--bind", f"fd://{files}"]
    return Child("The web server", [sys.executable, *gunicorn, *several, "config.wsgi"], files)


def _helpers() -> list[Child]:
    """What works behind the pages; nobody waits for these to start."""
    # In a container one is root; what the worker is sent comes from our own socket alone.
    quietly = ["-W", "ignore:You're running the worker with superuser privileges"]
    celery = [sys.executable, *quietly, "-m", "celery", "-q", "-A", "config"]
    return [
        Child("The worker", [*celery, "worker", "--concurrency", "2"]),
        Child("The scheduler", [*celery, "beat", "--pidfile="]),
    ]


def _until_ready(address: str, web: Child) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not web.runs():
            raise Problem(f"{web.name} did not start; the reason stands above.")
        try:
            with urlopen(f"{address}/health/ready", timeout=PATIENCE):
                return
        except OSError:
            time.sleep(0.05)
    raise Problem(f"No page answered within {PATIENCE} seconds; the reason may stand above.")


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Problem(f"PORT is {given!r}, and must be a number from 1 to 65535.")
    return int(given)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """The port is taken before anything starts, and handed to the web server as it is."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except PermissionError:
            raise Problem(
                f"You may not use port {port}: choose another, as in `PORT=8100 make run`."
            ) from None
        except OSError:
            raise Problem(
                f"Port {port} is taken: stop what uses it, or choose another, "
                f"as in `PORT={port + 100 if port < 65000 else 8100} make run`."
            ) from None
        yield listener


@contextmanager
def _only_one() -> Iterator[None]:
    with _lock_file() as file:
        if not _free(file):
            where = (file.read().split() or ["", "8000"])[-1]
            raise Problem(
                f"Homeward runs from this folder already, at http://localhost:{where}: "
                "use that, or end it with `make stop`."
            )
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()} {_port()}\n")
        file.flush()
        yield


def _lock_file() -> TextIO:
    return servers.lock_file("make-run")


def _free(file: TextIO) -> bool:
    """Take the lock if nobody holds it."""
    file.seek(0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(saying_problems(main))
