"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.trial import views

app_name = "trial"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("<uuid:trial_id>/", views.show, name="show"),
    path("<uuid:trial_id>/report.<str:kind>", views.report, name="report"),
    path("<uuid:trial_id>/begin/", views.begin, name="begin"),
]
