"""The addresses of goals and commitments."""

from __future__ import annotations

from django.urls import path

from jixiao_web.commitments import goal_views, views

app_name = "commitments"

urlpatterns = [
    path("", views.commitments, name="commitments"),
    path("<uuid:commitment_id>/", views.commitment, name="commitment"),
    path("<uuid:commitment_id>/change/", views.change, name="change"),
    path("<uuid:commitment_id>/record/", views.record, name="record"),
    path("record/<uuid:record_id>/delete/", views.record_delete, name="record_delete"),
    path("record/<uuid:record_id>/proof/", views.proof, name="proof"),
    path("goals/", goal_views.goals, name="goals"),
    path("goals/<uuid:goal_id>/", goal_views.goal, name="goal"),
    path("goals/<uuid:goal_id>/note/", goal_views.note, name="note"),
    path("goals/<uuid:goal_id>/links/", goal_views.links, name="links"),
    path("goals/note/<uuid:note_id>/delete/", goal_views.note_delete, name="note_delete"),
]
