"""PostgreSQL for development and tests: made on first use, reached by a unix socket only."""

import re
import shutil
from pathlib import Path

from tools.places import Place
from tools.problem import Problem

SETTINGS = """\
# Written at every start by tools/postgres.py.
listen_addresses = ''
unix_socket_directories = '{sockets}'
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 100
"""
# Tests may lose their data with the machine, so nothing waits for the disk.
CARELESS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum_naptime = '1h'
"""
PACKAGES = {"libz.so.1": "zlib1g"}


def start(place: Place) -> None:
    """Have PostgreSQL answer at the place's socket. Does nothing if it does already.

    Raises Problem when its libraries are missing or the data is another version's.
    """
    data = place.data / "database"
    _same_version(place, data)
    if _running(place, data):
        if (place.sockets / ".s.PGSQL.5432").exists():
            return
        stop(place)  # something cleaned /tmp under it
    if not data.exists():
        _create(place, data)
    _settle(place, data)
    log = place.data / "postgres.log"
    done = place.run(_program(place, "pg_ctl"), "start", "-w", "-s", "-D", data, "-l", log)
    if done.returncode:
        raise Problem(f"PostgreSQL did not start: {_last(log, done.stdout)} (more in {log}).")


def stop(place: Place) -> None:
    """Stop it, connections and all. Does nothing if it does not run."""
    data = place.data / "database"
    if data.exists() and _running(place, data):
        place.run(_program(place, "pg_ctl"), "stop", "-w", "-s", "-m", "fast", "-D", data)


def _program(place: Place, name: str) -> Path:
    return place.programs / "bin" / name


def _running(place: Place, data: Path) -> bool:
    return place.run(_program(place, "pg_ctl"), "status", "-D", data).returncode == 0


def _same_version(place: Place, data: Path) -> None:
    shown = place.run(_program(place, "postgres"), "--version")
    if missing := re.search(r"loading shared libraries: (\S+?):", shown.stdout):
        package = PACKAGES.get(missing[1], "the package that holds it")
        raise Problem(
            f"PostgreSQL needs the system library {missing[1]}, which is not installed: "
            f"install {package}."
        )
    if not (found := re.search(r"PostgreSQL\D*(\d+)", shown.stdout)):
        raise Problem(
            f"PostgreSQL's program does not run on this machine: {_last(None, shown.stdout)}."
        )
    stamp = data / "PG_VERSION"
    if stamp.exists() and (version := stamp.read_text().strip()) != found[1]:
        raise Problem(
            f"The data in {data} was made by PostgreSQL {version}, and this is PostgreSQL "
            f"{found[1]}: move that folder away to begin with a new demonstration."
        )


def _create(place: Place, data: Path) -> None:
    """Make the cluster and its database beside `data`, then move them there in one step."""
    half = data.with_name("database.half")
    shutil.rmtree(half, ignore_errors=True)
    # The built-in collation sorts the same on every machine; the access guard is the folder.
    made = place.run(
        _program(place, "initdb"), "-D", half, "-U", "homeward", "--auth=trust",
        "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    if made.returncode == 0:
        _settle(place, half)
        single = _program(place, "postgres")
        made = place.run(
            single, "--single", "-D", half, "postgres", stdin="CREATE DATABASE homeward;\n"
        )
    if made.returncode or "ERROR" in made.stdout:
        shutil.rmtree(half, ignore_errors=True)
        raise Problem(f"PostgreSQL could not make its data folder: {_last(None, made.stdout)}.")
    half.rename(data)


def _settle(place: Place, data: Path) -> None:
    text = SETTINGS.format(sockets=place.sockets)
    if place.purpose == "test":
        text += CARELESS
    settings = data / "postgresql.conf"
    settings.write_text(text)
    place.own(settings)


def _last(log: Path | None, otherwise: str) -> str:
    """The last thing said that reads like a reason."""
    text = log.read_text(errors="replace") if log and log.exists() else otherwise
    reasons = [line for line in text.splitlines() if re.search("FATAL|PANIC|ERROR|error:", line)]
    lines = reasons or otherwise.strip().splitlines() or ["it said nothing"]
    return re.sub(r"^.*?(FATAL|PANIC|ERROR|error):\s*", "", lines[-1]).strip().rstrip(".")
