from django.apps import AppConfig


class LookConfig(AppConfig):
    """No models: templates, tags and the form renderer only."""

    name = "look"
    verbose_name = "Look"
