from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import lines, receivers, story
        from cases.changes import facts_changed
        from cases.tabs import register_tab
        from people import changes
        from people.roles import Sight

        register_tab("Workers", "cases:workers", order=80)

        changes.role_given.connect(receivers.keep_iros_out_of_the_line)
        changes.team_moved.connect(receivers.keep_the_line_clear_of_iros)
        changes.team_closed.connect(receivers.let_no_child_be_with_a_closed_team)
        changes.coming_back.connect(receivers.let_no_child_drop_from_the_tray)
        story.register_story(lines.care)
        facts_changed.connect(story.hear, dispatch_uid="story")
        for order, (text, page) in enumerate(
            [
                ("Chronology", "cases:chronology"),
                ("Notes", "cases:notes"),
                ("People", "cases:around"),
                ("Documents", "cases:documents"),
                ("Done", "cases:done"),
            ]
        ):
            register_tab(text, page, order=50 + order, sights=(Sight.FULL,))
