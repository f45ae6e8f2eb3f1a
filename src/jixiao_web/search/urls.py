"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.search import views

app_name = "search"
urlpatterns: list[URLPattern] = [path("", views.show, name="found")]
