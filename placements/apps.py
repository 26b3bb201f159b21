from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from cases.header import register_lines
        from cases.story import register_story
        from cases.tabs import register_tab
        from duties.registry import register_facts
        from placements import facts, heading, lines

        register_facts(facts.placements)
        register_lines(heading.lives)
        register_story(lines.placements)
        register_tab("Homes", "placements:child", order=40)
