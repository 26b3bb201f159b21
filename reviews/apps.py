from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from duties.registry import register_facts
        from reviews import facts

        register_facts(facts.reviews)
