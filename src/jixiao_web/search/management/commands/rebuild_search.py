"""`rebuild_search`: the rows that search reads, made anew from the drafts; for data older than search."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    """Rebuilds the rows a batch of filings at a time, so that nobody who saves waits for long."""

    help = "Make the rows that search reads anew from every draft; the server may go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; a filing that changes meanwhile is projected by its own save."""
        from jixiao_web.filings.models import Filing
        from jixiao_web.filings.store import document_of
        from jixiao_web.search.index import forget_all
        from jixiao_web.search.projecting import filing_project

        with transaction.atomic():
            forget_all()
        keys = [*Filing.objects.order_by("year", "-pk").values_list("pk", flat=True)]
        for key in keys:
            with transaction.atomic():
                filing = Filing.objects.select_for_update().filter(pk=key).first()
                if filing is not None:
                    filing_project(filing, document_of(filing))
        self.stdout.write(f"{len(keys)}")
