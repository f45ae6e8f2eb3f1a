"""The application's entry in Django's list; keeps its roll-ups in step with ledgers."""

from __future__ import annotations

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.overview"
    label = "overview"

    def ready(self) -> None:
        """Ledgers that were watched and plans that were approved are summed."""
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.overview.summing import ledgers_summed, summary_follows
        from jixiao_web.spending.watching import FOLLOWERS

        if ledgers_summed not in FOLLOWERS:
            FOLLOWERS.append(ledgers_summed)
        if summary_follows not in LISTENERS:
            LISTENERS.append(summary_follows)
