from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from cases.story import register_story
        from cases.tabs import register_tab
        from cases.visibility import recordable
        from duties.answers import register_answer
        from duties.registry import register_facts
        from visits import facts, first_standards, lines
        from visits.visibility import readable, visitable

        register_facts(facts.visits)
        register_facts(facts.readings)
        post_migrate.connect(
            first_standards.lay_down, sender=self, weak=False, dispatch_uid="visits: standards"
        )
        register_story(lines.visits)
        for asks in ("visit", "purposeful_visit"):
            register_answer(asks, text="Record a visit", url_name="visits:new", open_for=visitable)
        register_answer(
            facts.FORM_READ, text="Read the form", url_name="visits:read_next", open_for=readable
        )
        register_answer(
            facts.FORM_READ, text="Record it done", url_name="cases:done_new", open_for=recordable
        )
        register_tab("Visits", "visits:list", order=20)
