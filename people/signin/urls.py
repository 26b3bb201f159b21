"""Under /account/: our own pages, the ones of django-allauth we offer, and those we close.

A closed route stands before allauth's, so that the address is there for its code to name and leads
nowhere.
"""

from django.urls import URLPattern, URLResolver, include, path

from people.signin import views

CLOSED = {
    "signup/": "account_signup",
    "inactive/": "account_inactive",
    "email/": "account_email",
    "confirm-email/": "account_email_verification_sent",
    "confirm-email/<str:key>/": "account_confirm_email",
    "password/set/": "account_set_password",
    "login/code/confirm/": "account_confirm_login_code",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.own, name="own_sign_in"),
    path("signed-out/", views.signed_out, name="signed_out"),
    path("carry-on/", views.carry_on, name="carry_on"),
    *(path(route, views.closed, name=name) for route, name in CLOSED.items()),
    path("", include("allauth.urls")),
]
