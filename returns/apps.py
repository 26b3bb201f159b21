from django.apps import AppConfig

from config.schedules import keep_schedule


class ReturnsConfig(AppConfig):
    name = "returns"

    def ready(self) -> None:
        keep_schedule(
            self,
            name="Imports left unfinished",
            task="returns.tasks.resume_imports",
            crontab="*/15 * * * *",
        )
