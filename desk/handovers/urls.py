"""Handovers: mine, and one child's."""

from django.urls import path

from desk.handovers import views

app_name = "handovers"
urlpatterns = [
    path("handovers/", views.handovers, name="mine"),
    path("children/<uuid:pk>/handovers/<uuid:handover_pk>/", views.handover, name="one"),
    path("children/<uuid:pk>/handovers/<uuid:handover_pk>/read", views.mark_read, name="read"),
]
