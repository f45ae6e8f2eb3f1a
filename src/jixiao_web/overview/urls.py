"""The addresses of dashboards."""

from __future__ import annotations

from django.urls import path

from jixiao_web.overview import views

app_name = "overview"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("chart/<slug:chart>.svg", views.county_chart, name="county_chart"),
    path("report.<slug:file_format>", views.county_report, name="county_report"),
    path("unit/<uuid:unit_id>/", views.unit, name="unit"),
    path("unit/<uuid:unit_id>/chart/<slug:chart>.svg", views.unit_chart, name="unit_chart"),
    path("unit/<uuid:unit_id>/report.<slug:file_format>", views.unit_report, name="unit_report"),
]
