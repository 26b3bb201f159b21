from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from cases.story import register_story
        from cases.tabs import register_tab
        from cases.visibility import recordable
        from duties.answers import register_answer
        from duties.registry import register_facts
        from reviews import facts, lines
        from reviews.visibility import reviewable

        register_facts(facts.reviews)
        register_story(lines.reviews)
        for asks in ("review", "adoption_review"):
            register_answer(
                asks, text="Record the review", url_name="reviews:record", open_for=reviewable
            )
            register_answer(
                asks, text="Book the review", url_name="reviews:book", open_for=recordable
            )
        register_tab("Reviews", "reviews:list", order=30)
