"""A developer's machine and the demonstration: embedded servers unless told otherwise."""

import os

import dj_database_url

from config import broker, embedded, logs
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR

DEBUG = os.environ.get("DEBUG", "") == "1"
# Known on purpose: it guards invented data only; production.py has no default.
SECRET_KEY = os.environ.get("SECRET_KEY", "demonstration-only-not-a-secret")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
DATABASE_URL = os.environ.get("DATABASE_URL") or embedded.database_url("run")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url("run")
CELERY_BROKER_URL = broker.celery_url(REDIS_URL)
CACHES = {"default": {"BACKEND": "people.signin.counters.Counters", "LOCATION": REDIS_URL}}
AUTHORITY_NAME = "Marlshire County Council"
DEMONSTRATION = True
REQUIRE_SECOND_FACTOR = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / ".run" / "mail"
MEDIA_ROOT = BASE_DIR / ".run" / "files"
# Files are served as they lie in the rooms: nothing has to be collected first.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
LOGGING = logs.configured(as_json=False)
