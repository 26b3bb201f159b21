import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from config import schedules


@pytest.mark.django_db
def test_a_schedule_is_one_row_however_often_it_is_kept() -> None:
    for crontab in ("15 4 * * *", "15 4 * * *", "30 5 * * *"):
        schedules.ensure_schedule(name="Nightly", task="duties.tasks.nightly", crontab=crontab)
    row = PeriodicTask.objects.get(name="Nightly")
    assert (row.crontab.hour, row.crontab.minute, str(row.crontab.timezone)) == ("5", "30", "UTC")
    assert CrontabSchedule.objects.filter(hour="4", minute="15").count() <= 1


@pytest.mark.django_db
def test_a_schedule_that_was_switched_off_stays_off() -> None:
    schedules.ensure_schedule(name="Nightly", task="duties.tasks.nightly", crontab="15 4 * * *")
    PeriodicTask.objects.filter(name="Nightly").update(enabled=False)
    schedules.ensure_schedule(name="Nightly", task="duties.tasks.nightly", crontab="15 5 * * *")
    assert not PeriodicTask.objects.get(name="Nightly").enabled


@pytest.mark.django_db
def test_migrating_brings_a_rooms_schedule() -> None:
    room = apps.get_app_config("duties")
    schedules.keep_schedule(room, name="Kept", task="duties.tasks.nightly", crontab="15 4 * * *")
    try:
        call_command("migrate", verbosity=0)
        assert PeriodicTask.objects.filter(name="Kept", task="duties.tasks.nightly").exists()
    finally:
        assert post_migrate.disconnect(sender=room, dispatch_uid="schedule: Kept")


@pytest.mark.parametrize("hour", ["22", "23", "0", "1", "2", "21-23", "*/4", "1,12"])
def test_nothing_starts_between_eleven_at_night_and_three_in_london(hour: str) -> None:
    with pytest.raises(ValueError, match="between 23:00 and 03:00"):
        schedules.ensure_schedule(
            name="Late", task="duties.tasks.nightly", crontab=f"0 {hour} * * *"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("hour", ["3", "21", "6-18", "*"])
def test_by_day_or_all_round_the_clock_is_allowed(hour: str) -> None:
    schedules.ensure_schedule(name="Day", task="duties.tasks.nightly", crontab=f"0 {hour} * * *")
    assert PeriodicTask.objects.get(name="Day").crontab.hour == hour


def test_what_is_no_crontab_is_refused() -> None:
    with pytest.raises(ValueError, match="is not minute, hour"):
        schedules.ensure_schedule(name="Odd", task="duties.tasks.nightly", crontab="daily")
