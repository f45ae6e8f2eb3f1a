"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.review import views

app_name = "review"
urlpatterns: list[URLPattern] = [
    path("", views.queue, name="queue"),
    path("several/", views.several, name="several"),
    path("<uuid:filing_id>/", views.filing, name="filing"),
    path("<uuid:filing_id>/move/", views.move, name="move"),
    path("<uuid:filing_id>/comment/", views.comment, name="comment"),
    path("<uuid:filing_id>/sheet/", views.sheet, name="sheet"),
    path("<uuid:filing_id>/opinions/", views.opinions, name="opinions"),
    path("<uuid:filing_id>/opinions.<str:file_format>", views.letter, name="letter"),
    path("comments/<uuid:comment_id>/answer/", views.answer, name="answer"),
    path("comments/<uuid:comment_id>/resolve/", views.resolve, name="resolve"),
]
