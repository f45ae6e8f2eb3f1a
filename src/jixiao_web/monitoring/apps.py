"""The application's entry in Django's list; registers what monitoring tells and demands of reports."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Reports keep their lights, want reasons and measures, become readings, and are shown with them."""
        from jixiao_web.filings.cards import LINKS, OF_FILING
        from jixiao_web.filings.due import OWN_DAYS, OWN_DUE
        from jixiao_web.filings.moves import GUARDS, LISTENERS
        from jixiao_web.filings.panels import ROWS
        from jixiao_web.filings.readings import READINGS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.monitoring.cards import card_of, link_of, rows_of
        from jixiao_web.monitoring.guarding import red_rows_explained
        from jixiao_web.monitoring.naming import ROUNDS
        from jixiao_web.monitoring.reading import last_readings, readings_follow, standings_follow
        from jixiao_web.monitoring.selectors import days_of, due_expression
        from jixiao_web.trace.objects import namer_add

        hooks: tuple[tuple[list[Any], Any], ...] = (
            (GUARDS, red_rows_explained),
            (LISTENERS, readings_follow),
            (PROJECTIONS, standings_follow),
            (ROWS, rows_of),
            (OF_FILING, card_of),
            (LINKS, link_of),
            (OWN_DAYS, days_of),
            (OWN_DUE, due_expression),
            (READINGS, last_readings),
        )
        for registered, own in hooks:
            if own not in registered:
                registered.append(own)
        namer_add("round", ROUNDS)
