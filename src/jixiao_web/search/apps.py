"""The application's entry in Django's list; has every draft projected into the rows that search reads."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.search"
    label = "search"

    def ready(self) -> None:
        """What is saved is found: the rows are written in the transaction of the draft; the list asks them, too."""
        from jixiao_web.filings.finding import FINDERS
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.jobs.queue import BESIDE
        from jixiao_web.search.completing import search_complete
        from jixiao_web.search.index import prepare
        from jixiao_web.search.projecting import adjustment_forgotten, filing_project
        from jixiao_web.search.selectors import filings_with

        prepare()
        if search_complete not in BESIDE:
            BESIDE.append(search_complete)
        if filing_project not in PROJECTIONS:
            PROJECTIONS.append(filing_project)
        if adjustment_forgotten not in LISTENERS:
            LISTENERS.append(adjustment_forgotten)
        if filings_with not in FINDERS:
            FINDERS.append(filings_with)
