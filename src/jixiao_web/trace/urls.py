"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.trace import views

app_name = "trace"
urlpatterns: list[URLPattern] = [
    path("", views.log, name="log"),
    path("export.csv", views.export, name="export"),
]
