"""Pages that read across rooms."""

from django.urls import path

from desk.views import child, ends, find, mine, team

app_name = "desk"

urlpatterns = [
    path("", mine.my_work, name="my_work"),
    path("my-work.csv", mine.my_work_csv, name="my_work_csv"),
    path("children/", find.find_child, name="find"),
    path("children/<uuid:pk>/", child.child, name="child"),
    path("children/<uuid:pk>/duties/", child.child_duties, name="child_duties"),
    path("children/<uuid:pk>/duties/<uuid:duty_pk>/", child.why, name="why"),
    path("my-teams/", team.teams, name="teams"),
    path("teams/<uuid:pk>/", team.team, name="team"),
    path("teams/<uuid:pk>/due.csv", team.team_csv, name="team_csv"),
    path("teams/<uuid:pk>/end-dates/", ends.end_dates, name="end_dates"),
]
