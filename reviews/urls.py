"""Addresses of reviews."""

from django.urls import path

from reviews import views

app_name = "reviews"
CHILD = "children/<uuid:pk>/reviews"

urlpatterns = [
    path(f"{CHILD}/", views.review_list, name="list"),
    path(f"{CHILD}/book", views.book, name="book"),
    path(f"{CHILD}/record", views.record, name="record"),
    path(f"{CHILD}/<uuid:review_pk>/", views.one, name="one"),
    path(f"{CHILD}/<uuid:review_pk>/cancel", views.cancel, name="cancel"),
]
