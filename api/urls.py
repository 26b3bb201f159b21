"""Addresses of the API, and of the pages about it."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from api.views import docs, tokens
from api.views.children import Children, OneChild
from api.views.duties import Duties, Why
from api.views.visits import Visits

app_name = "api"

urlpatterns = [
    path("account/tokens/", tokens.own, name="tokens"),
    path("account/tokens/everybody/", tokens.everybodys, name="everybodys_tokens"),
    path("account/tokens/<uuid:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("api/v1/docs/", docs.docs, name="docs"),
    path("api/v1/schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("api/v1/children/", Children.as_view(), name="children"),
    path("api/v1/children/<uuid:pk>/", OneChild.as_view(), name="child"),
    path("api/v1/children/<uuid:pk>/visits/", Visits.as_view(), name="visits"),
    path("api/v1/duties/", Duties.as_view(), name="duties"),
    path("api/v1/duties/<uuid:pk>/why/", Why.as_view(), name="why"),
]
