"""Pages that keep people and teams."""

from django.urls import path

from people.views import absences, staff, teams

app_name = "people"
urlpatterns = [
    path("people/", staff.people, name="people"),
    path("people/new", staff.new, name="new_person"),
    path("people/<uuid:pk>/", staff.person, name="person"),
    path("people/<uuid:pk>/edit", staff.edit, name="edit_person"),
    path("people/<uuid:pk>/invite", staff.send_invitation, name="invite"),
    path("people/<uuid:pk>/come-back", staff.come_back, name="come_back"),
    path("people/<uuid:pk>/roles/new", staff.give_role, name="give_role"),
    path("people/roles/<uuid:pk>/end", staff.end_role, name="end_role"),
    path("people/<uuid:pk>/away", absences.away, name="away"),
    path("people/away/<uuid:pk>/end", absences.back, name="back"),
    path("people/teams/", teams.teams, name="teams"),
    path("people/teams/new", teams.new, name="new_team"),
    path("people/teams/<uuid:pk>/edit", teams.edit, name="edit_team"),
    path("people/teams/<uuid:pk>/close", teams.close, name="close_team"),
]
