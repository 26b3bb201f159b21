"""A database with every migration applied, made once and copied for each test run.

Applying all migrations takes many seconds, copying the result a fraction of one. The copy is kept
in the tests' own cluster under a name computed from the migrations, so it can never be stale.
"""

import hashlib
import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config import embedded
from tools import servers

PARTS = ["*/migrations/*.py", "config/settings/*.py", "requirements/dev.lock"]
PREFIX = "migrated_"


def migrated() -> str | None:
    """Name of the database to copy, made now if need be; None where the cluster is not ours."""
    if os.environ.get("DATABASE_URL"):
        return None
    name = PREFIX + _state()
    address = embedded.database_url("test")
    with servers.locked("test-template"), psycopg.connect(address, autocommit=True) as cluster:
        found = {row[0] for row in cluster.execute("SELECT datname FROM pg_database")}
        if name not in found:
            for old in (other for other in found if other.startswith(PREFIX)):
                cluster.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            _make(cluster, address, name)
    return name


def _make(cluster: psycopg.Connection, address: str, name: str) -> None:
    half = f"{PREFIX}half"
    cluster.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0", "--settings=config.settings.test"],
        check=True,
        cwd=embedded.CHECKOUT,
        env={**os.environ, "DATABASE_URL": urlunsplit(urlsplit(address)._replace(path=f"/{half}"))},
    )
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    cluster.execute(rename.format(sql.Identifier(half), sql.Identifier(name)))


def _state() -> str:
    digest = hashlib.sha256()
    for pattern in PARTS:
        for path in sorted(embedded.CHECKOUT.glob(pattern)):
            digest.update(f"{path.relative_to(embedded.CHECKOUT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
