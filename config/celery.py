"""The Celery application. A task is only a wake-up call: the schedule itself is rows."""

import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("homeward")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def keep_djangos_logging(**_: object) -> None:
    """That somebody listens is enough: Celery then leaves the logging of settings alone."""


signals.setup_logging.connect(keep_djangos_logging, weak=False)
