from django.apps import AppConfig

from config.schedules import keep_schedule


class DutiesConfig(AppConfig):
    name = "duties"

    def ready(self) -> None:
        from cases import changes, facts
        from duties import hearing, registry

        registry.register_facts(facts.care)
        registry.register_facts(facts.done)
        changes.facts_changed.connect(hearing.hear, dispatch_uid="duties")
        keep_schedule(
            self,
            name="Duties whose day has come",
            task="duties.tasks.recompute_nightly",
            crontab="15 4 * * *",
        )
        keep_schedule(
            self,
            name="Duties behind their records",
            task="duties.tasks.drain_stale",
            crontab="* * * * *",
        )
