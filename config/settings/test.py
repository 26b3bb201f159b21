"""The tests: a second embedded cluster, fast password hashes, everything else as in use."""

import os
import tempfile
from pathlib import Path

import dj_database_url

from config import broker, embedded, logs
from config.settings.base import *  # noqa: F403

SECRET_KEY = "tests"
DEBUG = False
ALLOWED_HOSTS = ["*"]
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url("test")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url("test")
CELERY_BROKER_URL = broker.celery_url(REDIS_URL)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"homeward-test-files-{os.getuid()}"
AUTHORITY_NAME = "Testshire"
REQUIRE_SECOND_FACTOR = False
# Files are served as they lie in the rooms: nothing has to be collected first.
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
LOGGING = logs.configured(as_json=False, level="WARNING")
