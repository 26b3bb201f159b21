"""Addresses of homes, and of where a child lives."""

from django.urls import path

from placements.views import child, homes

app_name = "placements"
CHILD = "children/<uuid:pk>"

urlpatterns = [
    path(f"{CHILD}/homes/", child.living, name="child"),
    path(f"{CHILD}/homes/move", child.place, name="place"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/end", child.end_placement, name="end"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/error", child.in_error, name="in_error"),
    path(f"{CHILD}/homes/<uuid:stay_pk>/agreed", child.milestone, name="milestone"),
    path(f"{CHILD}/care/start", child.start_care, name="start_care"),
    path(f"{CHILD}/care/<uuid:care_pk>/end", child.end_care, name="end_care"),
    path(f"{CHILD}/legal/change", child.change_legal, name="change_legal"),
    path("homes/", homes.home_list, name="homes"),
    path("homes/add", homes.add_home, name="add_home"),
    path("homes/<uuid:pk>/", homes.home, name="home"),
    path("homes/<uuid:pk>/edit", homes.edit_home, name="edit_home"),
    path("homes/<uuid:pk>/registration", homes.registration, name="registration"),
    path("homes/<uuid:pk>/inspection", homes.inspection, name="inspection"),
    path("homes/<uuid:pk>/notice", homes.notice, name="notice"),
]
