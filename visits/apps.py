from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from cases.story import register_story
        from cases.tabs import register_tab
        from duties.answers import register_answer
        from duties.registry import register_facts
        from visits import facts, lines

        register_facts(facts.visits)
        register_story(lines.visits)
        register_answer("visit", text="Record a visit", url_name="visits:new")
        register_answer("purposeful_visit", text="Record a visit", url_name="visits:new")
        register_tab("Visits", "visits:list", order=20)
