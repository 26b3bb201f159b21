from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from duties.registry import register_facts
        from placements import facts

        register_facts(facts.placements)
