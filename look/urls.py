"""Included only while DEBUG is on; see config/urls.py."""

from django.urls import path

from look import views

urlpatterns = [path("", views.styleguide, name="styleguide")]
