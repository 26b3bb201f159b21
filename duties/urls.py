"""Pages that keep the rules."""

from django.urls import path

from duties import views

app_name = "duties"

urlpatterns = [
    path("settings/rules/", views.packs, name="packs"),
    path("settings/rules/<slug:pack>/", views.one_pack, name="pack"),
    path("settings/rules/<slug:pack>/choose", views.choose, name="choose"),
    path("settings/rules/choices/<uuid:pk>/end", views.end, name="end"),
    path("settings/days-off/", views.days_off, name="days_off"),
    path("settings/days-off/<str:day>/remove", views.remove_day_off, name="remove_day_off"),
]
