"""One address for Valkey, whoever asks it."""

from urllib.parse import parse_qs, urlsplit


def celery_url(url: str) -> str:
    """Celery's spelling of a REDIS_URL: it has a scheme of its own for unix sockets."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"
