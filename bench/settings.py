"""As a developer's machine, without a line of log for each request, and with the bench's pages."""

from config import logs
from config.settings.local import *  # noqa: F403

LOGGING = logs.configured(as_json=False, level="ERROR")
