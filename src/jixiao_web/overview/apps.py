"""The application's entry in Django's list; keeps its roll-ups in step with ledgers."""

from __future__ import annotations

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.overview"
    label = "overview"

    def ready(self) -> None:
        """Ledgers that were watched, plans that were approved, marks and standings that were written are summed."""
        from jixiao_web.evaluation.results import FOLLOWERS as OF_RESULTS
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.monitoring.reading import FOLLOWERS as OF_STANDINGS
        from jixiao_web.overview.goal_lights import goals_summed
        from jixiao_web.overview.summing import ledgers_summed, marks_summed, summary_follows
        from jixiao_web.spending.watching import FOLLOWERS

        if ledgers_summed not in FOLLOWERS:
            FOLLOWERS.append(ledgers_summed)
        if marks_summed not in OF_RESULTS:
            OF_RESULTS.append(marks_summed)
        if goals_summed not in OF_STANDINGS:
            OF_STANDINGS.append(goals_summed)
        if summary_follows not in LISTENERS:
            LISTENERS.append(summary_follows)
