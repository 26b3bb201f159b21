"""Addresses of visits. No name stands in any of them."""

from django.urls import path

from visits.views import reading, recording, standards

app_name = "visits"
CHILD = "children/<uuid:pk>/visits"

urlpatterns = [
    path(f"{CHILD}/", recording.list_visits, name="list"),
    path(f"{CHILD}/new", recording.new, name="new"),
    path(f"{CHILD}/preview", recording.preview, name="preview"),
    path(f"{CHILD}/drafts", recording.save_draft, name="save_draft"),
    path(f"{CHILD}/drafts/<uuid:draft>/discard", recording.discard_draft, name="discard_draft"),
    path(f"{CHILD}/<uuid:visit>/", recording.one, name="one"),
    path(f"{CHILD}/<uuid:visit>/correct", recording.correct, name="correct"),
    path(f"{CHILD}/<uuid:visit>/read", reading.read, name="read"),
    path(f"{CHILD}/to-read", reading.read_next, name="read_next"),
    path("settings/evidence/", standards.listing, name="standards"),
    path("settings/evidence/add", standards.add, name="add_standard"),
    path("settings/evidence/<uuid:pk>/edit", standards.edit, name="edit_standard"),
    path("settings/evidence/<uuid:pk>/retire", standards.retire, name="retire_standard"),
    path("forms/", reading.to_read, name="to_read"),
    path(f"{CHILD}/actions/<uuid:action>/done", recording.finish_action, name="finish_action"),
]
