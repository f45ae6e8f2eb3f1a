"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from jixiao_web.filings.views import adjusting, editing, filing, lists, start, story

app_name = "filings"
urlpatterns: list[URLPattern] = [
    path("", lists.inbox, name="inbox"),
    path("filings/", lists.found, name="list"),
    path("filings/start/", start.start, name="start"),
    path("filings/<uuid:filing_id>/", filing.show, name="filing"),
    path("filings/<uuid:filing_id>/move/", filing.move, name="move"),
    path("filings/<uuid:filing_id>/file.<str:kind>", filing.file, name="file"),
    path("filings/<uuid:filing_id>/files/", filing.files, name="files"),
    path("filings/<uuid:filing_id>/edit/", editing.edit, name="edit"),
    path("filings/<uuid:filing_id>/cells/", editing.cells, name="cells"),
    path("filings/<uuid:filing_id>/original/", start.original, name="original"),
    path("filings/<uuid:filing_id>/workbook/", story.workbook, name="workbook"),
    path("filings/<uuid:filing_id>/adjust/", adjusting.adjust, name="adjust"),
    path("filings/<uuid:filing_id>/explain/", adjusting.explain, name="explain"),
    path("filings/<uuid:filing_id>/changes/", adjusting.changes, name="changes"),
    path("filings/<uuid:filing_id>/application.<str:file_format>", adjusting.application, name="application"),
    path("filings/<uuid:filing_id>/delete/", adjusting.discard, name="discard"),
    path("filings/deleted/", adjusting.deleted, name="deleted"),
    path("filings/<uuid:filing_id>/recover/", adjusting.recover, name="recover"),
    path("filings/<uuid:filing_id>/story/", story.show, name="story"),
    path("filings/<uuid:filing_id>/story.csv", story.export, name="story_csv"),
    path("filings/<uuid:filing_id>/compare/", story.compare, name="compare"),
]
