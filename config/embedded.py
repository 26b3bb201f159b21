"""Where the servers that `make run` and `make test` start are to be found."""

import hashlib
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parent.parent


def sockets(purpose: str) -> Path:
    """Folder of the unix sockets of this checkout's own servers.

    `purpose` is "run" or "test". The path is short, whatever the checkout is called: a unix
    socket's path may not exceed 107 bytes.
    """
    name = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
    return Path("/tmp") / f"homeward-{name}-{purpose}"


def database_url(purpose: str) -> str:
    return f"postgres://homeward@{quote(str(sockets(purpose)), safe='')}/homeward"


def redis_url(purpose: str) -> str:
    return f"unix://{sockets(purpose)}/valkey.sock?db=0"
