"""Every address, each room's own under its name. tests/access/table.py declares each."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import health
from desk.views import about

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("", include("api.urls")),
    path("account/", include("people.signin.urls")),
    path("help", about.help_page, name="help"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("privacy", about.privacy, name="privacy"),
    path("", include("desk.urls")),
    path("", include("duties.urls")),
    path("", include("people.urls")),
    path("", include("audit.urls")),
    path("", include("cases.urls")),
    path("", include("desk.handovers.urls")),
    path("", include("returns.urls")),
    path("", include("visits.urls")),
    path("", include("placements.urls")),
    path("", include("reviews.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", include("look.urls"))]
