"""Bring the demonstration's database up to date: tables, invented authority, sign-ins.

What it was brought up to date with is remembered beside the data, so that the next start has
nothing to do and does not even ask.
"""

import hashlib
import os
import subprocess
import sys

from config import embedded
from tools import places
from tools.problem import Problem

# Rows decide what the pages show, so a start after these change looks again.
PARTS = ["*/migrations/*.py", "requirements/runtime.lock", "*/management/commands/load_demo*.py"]


def database() -> str:
    """Migrate and load if there is anything to; returns the lines on who can sign in."""
    remembered = embedded.KEPT / "prepared"
    now = _state()
    if remembered.exists() and not os.environ.get("DATABASE_URL"):
        state, _, signins = remembered.read_text().partition("\n")
        if state == now:
            return signins
    print("Preparing the database …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "tools.migrate"],
        check=False,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is ours to answer
    )
    if done.returncode:
        raise Problem("The database could not be prepared; the reason stands above.")
    remembered.write_text(f"{now}\n{done.stdout}")
    return done.stdout


def _state() -> str:
    """Changes with the migrations and the commands, and when the cluster was made anew."""
    digest = hashlib.sha256()
    for pattern in PARTS:
        for path in sorted(embedded.CHECKOUT.glob(pattern)):
            digest.update(path.read_bytes())
    cluster = (places.place("run").data / "database/PG_VERSION").stat()
    asked = os.environ.get("DEMONSTRATION", "")
    digest.update(f"{cluster.st_ino} {cluster.st_mtime_ns} {asked}".encode())
    return digest.hexdigest()
