"""Real children: nothing has a default that matters, and what is missing stops the start."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config import broker, logs
from config.settings.base import *  # noqa: F403


def _required(name: str, why: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


DEBUG = False
SECRET_KEY = _required("SECRET_KEY", "it signs the sign-ins; make a long random one and keep it.")
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("SECRET_KEY is too short: use at least 32 random characters.")
ALLOWED_HOSTS = _required("ALLOWED_HOSTS", "name the hosts it answers to, with commas.").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {
    "default": dj_database_url.parse(
        _required("DATABASE_URL", "say which PostgreSQL to use, as postgres://…"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
REDIS_URL = _required("REDIS_URL", "say which Valkey to use, as redis://…")
CELERY_BROKER_URL = broker.celery_url(REDIS_URL)
AUTHORITY_NAME = _required("AUTHORITY_NAME", "the pages and e-mails say whose service this is.")
MEDIA_ROOT = _required("FILES_DIR", "say where uploaded files are kept.")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _required("EMAIL_HOST", "say which server sends e-mail.")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS", "1") == "1"
DEFAULT_FROM_EMAIL = _required("EMAIL_FROM", "e-mails need a sender.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = logs.configured(as_json=True)
