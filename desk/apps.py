from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from cases.tabs import register_tab

        register_tab("Overview", "desk:child", order=10)
        register_tab("What is due", "desk:child_duties", order=15)
