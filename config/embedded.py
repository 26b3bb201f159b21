"""Where the servers that `make run` and `make test` start are to be found.

`purpose` is "run" (the demonstration, kept) or "test" (a second cluster that may lose everything).
"""

import hashlib
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parent.parent
# What a start leaves behind: data, logs, locks. Deleting it starts afresh.
KEPT = CHECKOUT / ".run"


def checkout_name() -> str:
    """Short and the same every time, so that two checkouts on one machine never meet."""
    return "homeward-" + hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]


def sockets(purpose: str) -> Path:
    """Folder of the unix sockets of this checkout's own servers.

    The path is short, whatever the checkout is called: a unix socket's path may not exceed
    107 bytes.
    """
    return Path("/tmp") / f"{checkout_name()}-{purpose}"


def database_url(purpose: str) -> str:
    return f"postgres://homeward@{quote(str(sockets(purpose)), safe='')}/homeward"


def redis_url(purpose: str, *, number: int = 0) -> str:
    """`number` picks one of Valkey's numbered databases: test processes must not share one."""
    return f"unix://{sockets(purpose)}/valkey.sock?db={number}"
