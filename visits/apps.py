from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from duties.registry import register_facts
        from visits import facts

        register_facts(facts.visits)
