"""Addresses of visits. No name stands in any of them."""

from django.urls import path

from visits import views

app_name = "visits"
CHILD = "children/<uuid:pk>/visits"

urlpatterns = [
    path(f"{CHILD}/", views.list_visits, name="list"),
    path(f"{CHILD}/new", views.new, name="new"),
    path(f"{CHILD}/preview", views.preview, name="preview"),
    path(f"{CHILD}/drafts", views.save_draft, name="save_draft"),
    path(f"{CHILD}/drafts/<uuid:draft>/discard", views.discard_draft, name="discard_draft"),
    path(f"{CHILD}/<uuid:visit>/", views.one, name="one"),
    path(f"{CHILD}/<uuid:visit>/correct", views.correct, name="correct"),
    path(f"{CHILD}/actions/<uuid:action>/done", views.finish_action, name="finish_action"),
]
