from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import receivers
        from people import changes

        changes.leaving.connect(receivers.end_tokens)
