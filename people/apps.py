from django.apps import AppConfig

from config.schedules import keep_schedule


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from people.signin import events  # needs the models, which are there only now

        events.connect()
        keep_schedule(
            self,
            name="Sign-ins of those who left",
            task="people.tasks.close_sign_ins",
            crontab="5 4 * * *",
        )
