"""`rebuild_search`: the rows that search reads, made anew. A server sees to data of earlier versions by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Rebuilds the rows a batch of filings at a time, so that nobody who saves waits for long."""

    help = "Make the rows that search reads anew from every draft; the server may go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; a filing that changes meanwhile is projected by its own save."""
        from jixiao_web.search.completing import search_complete, search_forget

        search_forget()
        while search_complete():
            pass
