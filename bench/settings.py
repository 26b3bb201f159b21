"""As a developer's machine, without a line of log for each request, and with the bench's pages."""

from config import logs
from config.settings.local import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
LOGGING = logs.configured(as_json=False, level="ERROR")
