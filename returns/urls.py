"""Pages of what comes in from outside."""

from django.urls import path

from returns import views

app_name = "returns"
urlpatterns = [
    path("imports/", views.index, name="index"),
    path("imports/new", views.new, name="new"),
    path("imports/<uuid:pk>/", views.show, name="report"),
    path("imports/<uuid:pk>/progress", views.progress, name="progress"),
    path("imports/<uuid:pk>/rows/", views.rows, name="rows"),
    path("imports/<uuid:pk>/rows.csv", views.rows_csv, name="rows_csv"),
]
