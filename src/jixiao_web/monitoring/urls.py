"""The addresses of monitoring."""

from __future__ import annotations

from django.urls import path

from jixiao_web.monitoring.views import measures, reports, rounds

app_name = "monitoring"

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("open/", rounds.open_round, name="open"),
    path("rounds/<uuid:round_id>/", rounds.show, name="round"),
    path("rounds/<uuid:round_id>/fill/", rounds.fill, name="fill"),
    path("rounds/<uuid:round_id>/remind/", rounds.remind, name="remind"),
    path("rounds/<uuid:round_id>/close/", rounds.close, name="close"),
    path("matrix/", rounds.matrix, name="matrix"),
    path("reports/<uuid:report_id>/", reports.show, name="report"),
    path("reports/<uuid:report_id>/refresh/", reports.refresh, name="refresh"),
    path("reports/<uuid:report_id>/natures/", reports.natures, name="natures"),
    path("reports/<uuid:report_id>/evidence/", reports.attach, name="attach"),
    path("reports/<uuid:report_id>/measure/", measures.take, name="take"),
    path("evidence/<uuid:evidence_id>/", reports.evidence, name="evidence"),
    path("evidence/<uuid:evidence_id>/delete/", reports.evidence_away, name="evidence_delete"),
    path("measures/", measures.found, name="measures"),
    path("measures/<uuid:measure_id>/", measures.show, name="measure"),
    path("measures/<uuid:measure_id>/note/", measures.note, name="note"),
    path("measures/<uuid:measure_id>/link/", measures.link, name="link"),
]
