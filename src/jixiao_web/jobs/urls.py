"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("", views.jobs, name="jobs"),
    path("read/", views.read, name="read"),
    path("export/", views.export, name="export"),
    path("recheck/", views.recheck, name="recheck"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/begin/", views.begin, name="begin"),
    path("<uuid:job_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:job_id>/result/", views.result, name="result"),
]
