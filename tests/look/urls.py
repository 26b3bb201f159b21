"""The style guide, as `config.urls` has it while DEBUG is on."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("styleguide/", include("look.urls")),
]
