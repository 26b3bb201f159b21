"""The auditors' pages."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.looked, name="looked"),
    path("audit/changes/", views.changed, name="changed"),
]
