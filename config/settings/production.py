"""Real children: nothing has a default that matters, and what is missing stops the start.

A start that is refused ends with one sentence and no traceback, whoever asked for it (manage.py,
gunicorn, Celery): that is why it is a SystemExit.
"""

import os

import dj_database_url

from config import broker, logs
from config.settings.base import *  # noqa: F403

REQUIRED = {
    "SECRET_KEY": "a long random text that signs the sign-ins",
    "ALLOWED_HOSTS": "the host names it answers to, with commas between",
    "DATABASE_URL": "the PostgreSQL to use, as postgres://…",
    "REDIS_URL": "the Valkey to use, as redis://…",
    "AUTHORITY_NAME": "whose service the pages and e-mails say this is",
    "FILES_DIR": "the folder for uploaded files",
    "EMAIL_HOST": "the server that sends e-mail",
    "EMAIL_FROM": "the sender of e-mails",
}


def _refuse(reason: str) -> SystemExit:
    return SystemExit(f"Homeward does not start: {reason}.")


def _number(name: str, default: str) -> int:
    given = os.environ.get(name) or default
    if not given.isdecimal():
        raise _refuse(f"{name} must be a whole number, and is {given!r}")
    return int(given)


_missing = [f"{name} ({why})" for name, why in REQUIRED.items() if not os.environ.get(name)]
if _missing:
    raise _refuse(f"the environment does not set {', '.join(_missing)}")

DEBUG = False
SECRET_KEY = os.environ["SECRET_KEY"]
if len(SECRET_KEY) < 50:
    raise _refuse("SECRET_KEY is too short: it takes at least 50 random characters")
ALLOWED_HOSTS = [host.strip() for host in os.environ["ALLOWED_HOSTS"].split(",") if host.strip()]
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise _refuse("ALLOWED_HOSTS must name hosts, and not all of them")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
try:
    _database = dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
except ValueError:
    raise _refuse("DATABASE_URL is not the address of a database") from None
if _database["ENGINE"] != "django.db.backends.postgresql":
    raise _refuse("DATABASE_URL must be a PostgreSQL's, as postgres://…")
DATABASES = {"default": {**_database, "CONN_HEALTH_CHECKS": True}}
REDIS_URL = os.environ["REDIS_URL"]
CELERY_BROKER_URL = broker.celery_url(REDIS_URL)
CACHES = {"default": {"BACKEND": "people.signin.counters.Counters", "LOCATION": REDIS_URL}}
AUTHORITY_NAME = os.environ["AUTHORITY_NAME"]
MEDIA_ROOT = os.environ["FILES_DIR"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = _number("EMAIL_PORT", "587")
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ["EMAIL_FROM"]

# Lock-out counts by address, so it must be the person's and not the reverse proxy's.
PROXIES = _number("PROXIES", "1")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES  # django-axes asks the same (people/signin/lockout.py)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = logs.configured(as_json=True)
