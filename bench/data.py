"""The invented authorities that are measured: made once, kept, and copied for every run.

Two databases are kept for each size: `records_…`, as `load_demonstration` leaves it, and
`duties_…`, with every duty worked out. Their names hold a hash of the code that made them, so
neither is ever stale. What is measured works on a copy, and may write.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

from bench import say
from config import embedded

# Everything is as of this day, whenever the bench is run.
DAY = datetime.date(2026, 11, 22)
MORNING = datetime.datetime.combine(DAY, datetime.time(9), tzinfo=datetime.UTC)
FULL = 8200
TENTH = 820

RECORDS = ["*/migrations/*.py", "returns/demonstration/**/*.py", "returns/demonstration/data/*"]
DUTIES = [
    "timescales/**/*.py", "timescales/packs/*", "*/facts.py",
    *(f"duties/{name}.py" for name in ("compute", "registry", "rows", "rules", "sync")),
]  # fmt: skip


def address(name: str) -> str:
    """The address of a database of that name on the server that is used."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def empty() -> str:
    """A database with its tables and nothing in them."""
    return _kept("empty_", RECORDS[:1], _tables)


def records(children: int) -> str:
    """The database with every record and no duty, made now if need be (minutes)."""
    return _kept(f"records_{children}_", RECORDS, lambda name: _load(name, children))


def duties(children: int) -> str:
    """The same with every duty worked out."""
    prefix = f"duties_{children}_"
    return _kept(prefix, RECORDS + DUTIES, lambda name: _work_out(name, records(children)))


@contextmanager
def copy_of(kept: str) -> Iterator[str]:
    """A copy to work on, which the default connection uses until it is dropped."""
    name = f"work_{os.getpid()}_{kept}"[:60]
    with cluster() as server:
        _copy(server, kept, name)
    try:
        with using(name):
            yield name
    finally:
        with cluster() as server:
            _drop(server, name)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Have Django's connection lead to another database."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def cluster() -> Iterator[psycopg.Connection]:
    """A connection beside all the databases, to make and drop them."""
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        yield server


def manage(name: str, *command: str, settings: str = "bench.settings") -> str:
    """Run a command of manage.py on a database, in a process of its own; what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        check=True,
        cwd=embedded.CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATABASE_URL": address(name), "DJANGO_SETTINGS_MODULE": settings},
    )
    return done.stdout


def _kept(prefix: str, parts: list[str], make: Callable[[str], None]) -> str:
    name = prefix + _hash(parts)
    with cluster() as server:
        found = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name in found:
            return name
        for old in found:
            if old.startswith((prefix, "half_", "work_")):
                _drop(server, old)
    started = time.monotonic()
    say(f"Making {name}; it is kept for the next run …")
    half = f"half_{name}"
    make(half)
    with cluster() as server:
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(half), sql.Identifier(name)
            )
        )
    say(f"  made in {time.monotonic() - started:.0f} s")
    return name


def _tables(name: str) -> None:
    with cluster() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    manage(name, "migrate", "-v0")


def _load(name: str, children: int) -> None:
    _tables(name)
    size, day = str(children), DAY.isoformat()
    manage(name, "load_demonstration", "--children", size, "--on", day, "--leave-duties")
    _tidy(name)


def _work_out(name: str, source: str) -> None:
    from duties import batches

    with cluster() as server:
        _copy(server, source, name)
    with using(name):
        batches.drain(today=DAY)
    _tidy(name)


def _tidy(name: str) -> None:
    with psycopg.connect(address(name), autocommit=True) as server:
        server.execute("VACUUM ANALYZE")
        server.execute("CHECKPOINT")


def _copy(server: psycopg.Connection, source: str, name: str) -> None:
    _drop(server, name)
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(source)
        )
    )


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _hash(parts: list[str]) -> str:
    digest = hashlib.sha256()
    for pattern in parts:
        for path in sorted(embedded.CHECKOUT.glob(pattern)):
            if path.is_file() and ".venv" not in path.parts:
                digest.update(f"{path.relative_to(embedded.CHECKOUT)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
