from django.apps import AppConfig

from config.schedules import keep_schedule


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        keep_schedule(self, name="Seal the logs", task="audit.seal", crontab="* * * * *")
