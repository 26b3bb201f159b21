"""What Celery beat starts by itself: rows, kept by the room that owns the task.

    class DutiesConfig(AppConfig):
        def ready(self) -> None:
            keep_schedule(self, name="Duties whose day has come", task="duties.tasks.nightly",
                          crontab="15 4 * * *")

The rows come with `migrate`, and are the same however often it runs. Switching one off (its
`enabled`) is the authority's choice and stays.
"""

from functools import partial
from typing import Any

from celery.schedules import crontab_parser
from django.apps import AppConfig
from django.apps import apps as every_app
from django.db.models.signals import post_migrate

# Hours of UTC at which it may be 23:00 to 03:00 in London, in winter or in summer. Nothing starts
# then: near midnight nobody can say at a glance which day a run was for, and in the small hours
# the clocks change.
NIGHT = {22, 23, 0, 1, 2}


def keep_schedule(app: AppConfig, *, name: str, task: str, crontab: str) -> None:
    """Have that row there after every `migrate`. Arguments as for `ensure_schedule`."""
    _fields(crontab)
    handler = partial(_after_migrate, name=name, task=task, crontab=crontab)
    post_migrate.connect(handler, sender=app, weak=False, dispatch_uid=f"schedule: {name}")


def ensure_schedule(*, name: str, task: str, crontab: str) -> None:
    """Create or correct the one row called `name`.

    `crontab` is minute, hour, day of month, month, day of week, in UTC. An hour of `*` means all
    round the clock, for tasks that only look whether there is something to do. Raises ValueError
    when it is no crontab, or could start between 23:00 and 03:00 in London.
    """
    # Its models exist only once every app is loaded, and apps.py imports this file before.
    from django_celery_beat.models import CrontabSchedule, PeriodicTask

    when, _ = CrontabSchedule.objects.get_or_create(**_fields(crontab), timezone="UTC")
    PeriodicTask.objects.update_or_create(name=name, defaults={"task": task, "crontab": when})


def _after_migrate(
    *, name: str, task: str, crontab: str, apps: Any = every_app, **_: object
) -> None:
    """`apps` is as migrated; `flush`, which tests end with, does not say and means all."""
    try:
        apps.get_model("django_celery_beat", "PeriodicTask")
    except LookupError:  # migrated only in part: the tables are not there yet
        return
    ensure_schedule(name=name, task=task, crontab=crontab)


def _fields(crontab: str) -> dict[str, str]:
    names = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
    parts = crontab.split()
    if len(parts) != len(names):
        raise ValueError(f"{crontab!r} is not minute, hour, day of month, month and day of week.")
    fields = dict(zip(names, parts, strict=True))
    if fields["hour"] != "*" and _hours(fields["hour"]) & NIGHT:
        raise ValueError(f"{crontab!r} could start between 23:00 and 03:00 in London.")
    return fields


def _hours(field: str) -> set[int]:
    return set(crontab_parser(24).parse(field))
