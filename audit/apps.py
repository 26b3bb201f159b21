from django.apps import AppConfig
from django.db.models.signals import post_migrate

from audit import triggers
from config.schedules import keep_schedule


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        post_migrate.connect(triggers.never_raise, sender=self)
        keep_schedule(self, name="Seal the logs", task="audit.seal", crontab="* * * * *")
