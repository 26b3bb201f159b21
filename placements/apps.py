from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from cases.story import register_story
        from duties.registry import register_facts
        from placements import facts, lines

        register_facts(facts.placements)
        register_story(lines.placements)
