"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.review import talks, views

app_name = "review"
urlpatterns: list[URLPattern] = [
    path("", views.queue, name="queue"),
    path("several/", views.several, name="several"),
    path("<uuid:filing_id>/", views.filing, name="filing"),
    path("<uuid:filing_id>/move/", views.move, name="move"),
    path("<uuid:filing_id>/comment/", talks.comment, name="comment"),
    path("<uuid:filing_id>/sheet/", views.sheet, name="sheet"),
    path("<uuid:filing_id>/opinions/", views.opinions, name="opinions"),
    path("<uuid:filing_id>/opinions.<str:file_format>", views.letter, name="letter"),
    path("comments/<uuid:comment_id>/answer/", talks.answer, name="answer"),
    path("comments/<uuid:comment_id>/resolve/", talks.resolve, name="resolve"),
    path("comments/<uuid:comment_id>/mend/", talks.mend, name="mend"),
    path("comments/<uuid:comment_id>/delete/", talks.delete, name="delete"),
]
