"""Addresses of homes, and of where a child lives."""

from django.urls import path

from placements.views import care, homes, moving

app_name = "placements"
CHILD = "children/<uuid:pk>"

urlpatterns = [
    path(f"{CHILD}/homes/", care.living, name="child"),
    path(f"{CHILD}/homes/move", moving.choose_home, name="place"),
    path(f"{CHILD}/homes/move/new", moving.move_to_new, name="move_to_new"),
    path(f"{CHILD}/homes/move/<uuid:home_pk>", moving.move_to, name="move_to"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/end", moving.end_placement, name="end"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/error", moving.in_error, name="in_error"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/agreed", moving.milestone, name="milestone"),
    path(f"{CHILD}/care/start", care.start_care, name="start_care"),
    path(f"{CHILD}/care/<uuid:care_pk>/end", care.end_care, name="end_care"),
    path(f"{CHILD}/legal/change", care.change_legal, name="change_legal"),
    path("homes/", homes.home_list, name="homes"),
    path("homes/add", homes.add_home, name="add_home"),
    path("homes/run-by/<uuid:pk>", homes.provider, name="provider"),
    path("homes/run-by/<uuid:pk>/edit", homes.edit_provider, name="edit_provider"),
    path("homes/<uuid:pk>/", homes.home, name="home"),
    path("homes/<uuid:pk>/edit", homes.edit_home, name="edit_home"),
    path("homes/<uuid:pk>/registration", homes.registration, name="registration"),
    path("homes/<uuid:pk>/inspection", homes.inspection, name="inspection"),
    path("homes/<uuid:pk>/notice", homes.notice, name="notice"),
]
