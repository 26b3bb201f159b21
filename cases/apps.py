from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from cases import receivers
        from cases.tabs import register_tab
        from people import changes

        register_tab("Workers", "cases:workers", order=80)

        changes.role_given.connect(receivers.keep_iros_out_of_the_line)
        changes.team_moved.connect(receivers.keep_the_line_clear_of_iros)
        changes.team_closed.connect(receivers.let_no_child_be_with_a_closed_team)
