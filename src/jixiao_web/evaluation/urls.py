"""The addresses of evaluation."""

from __future__ import annotations

from django.urls import path

from jixiao_web.evaluation.views import marks, mending

app_name = "evaluation"

urlpatterns = [
    path("", marks.results, name="results"),
    path("open/", marks.open_year, name="open"),
    path("begin/<uuid:plan_id>/", marks.begin, name="begin"),
    path("marks/<uuid:evaluation_id>/", marks.marks, name="marks"),
    path("recheck/<uuid:evaluation_id>/", marks.recheck, name="recheck"),
    path("samples/", marks.samples, name="samples"),
    path("samples/<uuid:sample_id>/", marks.sample, name="sample"),
    path("rectifications/", mending.rectifications, name="rectifications"),
    path("rectifications/issue/<uuid:evaluation_id>/", mending.issue, name="issue"),
    path("rectifications/<uuid:rectification_id>/", mending.rectification, name="rectification"),
    path("rectifications/<uuid:rectification_id>/move/", mending.mend, name="mend"),
    path("rectifications/<uuid:rectification_id>/notice.<str:file_format>", mending.notice, name="notice"),
    path("proofs/<uuid:proof_id>/", mending.proof, name="proof"),
    path("appraisals/", mending.appraisals, name="appraisals"),
    path("appraisals/<uuid:appraisal_id>/", mending.appraisal, name="appraisal"),
]
