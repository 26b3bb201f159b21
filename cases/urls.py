"""Pages of the children: their records, who works with them, who may see them."""

from django.urls import path

from cases import record_urls
from cases.views import (
    access,
    allocations,
    caseloads,
    child,
    leaving,
    looked,
    reasons,
    tidying,
    trays,
)

app_name = "cases"
urlpatterns = [
    path("children/new", child.new, name="new_child"),
    path("children/duplicates/", tidying.duplicates, name="duplicates"),
    path("children/<uuid:pk>/merge/<uuid:merged_pk>", tidying.merge, name="merge"),
    path("merges/<uuid:pk>/undo", tidying.undo_merge, name="undo_merge"),
    path("children/<uuid:pk>/refile/<str:label>/<uuid:record_pk>", tidying.refile, name="refile"),
    path("children/urgent/", reasons.urgent, name="urgent"),
    path("children/shift/", reasons.shift, name="shift"),
    path("access-reasons/", reasons.reasons, name="reasons"),
    path("access-reasons/<uuid:pk>/review", reasons.review, name="review_reason"),
    path("children/<uuid:pk>/access/", access.lists, name="access"),
    path("children/<uuid:pk>/access/restrict", access.restrict, name="restrict"),
    path("children/<uuid:pk>/access/open", access.open_up, name="open_up"),
    path("children/<uuid:pk>/access/exclude", access.exclude, name="exclude"),
    path(
        "children/<uuid:pk>/access/<uuid:exclusion_pk>/end",
        access.end_exclusion,
        name="end_exclusion",
    ),
    path("children/<uuid:pk>/edit", child.edit, name="edit_child"),
    path("children/<uuid:pk>/team", child.team, name="child_team"),
    path("children/<uuid:pk>/looked/", looked.looked, name="looked"),
    path("children/without-iro/", trays.without_iro_tray, name="without_iro"),
    path("children/<uuid:pk>/workers/", allocations.workers, name="workers"),
    path("children/<uuid:pk>/workers/add/<str:role>", allocations.allocate, name="allocate"),
    path(
        "children/<uuid:pk>/workers/<uuid:allocation_pk>/end",
        allocations.end,
        name="end_allocation",
    ),
    path("people/<uuid:pk>/leave", leaving.leaving, name="leaving"),
    path("teams/<uuid:pk>/unallocated", trays.unallocated_tray, name="unallocated"),
    path("teams/<uuid:pk>/caseloads", caseloads.caseloads, name="caseloads"),
    path(
        "teams/<uuid:pk>/caseloads/<uuid:user_pk>/<str:role>",
        caseloads.move_caseload,
        name="move_caseload",
    ),
    *record_urls.urlpatterns,
]
