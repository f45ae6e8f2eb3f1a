"""The addresses of dashboards."""

from __future__ import annotations

from django.urls import path

from jixiao_web.overview import marks_views, report_views, views

app_name = "overview"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("chart/<slug:chart>.svg", views.county_chart, name="county_chart"),
    path("report.<slug:file_format>", report_views.county_report, name="county_report"),
    path("evaluation.<slug:file_format>", report_views.county_evaluation_report, name="county_evaluation"),
    path("marks/", marks_views.county_marks, name="county_marks"),
    path("unit/<uuid:unit_id>/", views.unit, name="unit"),
    path("unit/<uuid:unit_id>/marks/", marks_views.unit_marks, name="unit_marks"),
    path("unit/<uuid:unit_id>/chart/<slug:chart>.svg", views.unit_chart, name="unit_chart"),
    path("unit/<uuid:unit_id>/report.<slug:file_format>", report_views.unit_report, name="unit_report"),
    path(
        "unit/<uuid:unit_id>/evaluation.<slug:file_format>",
        report_views.unit_evaluation_report,
        name="unit_evaluation",
    ),
]
