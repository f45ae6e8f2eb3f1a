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
        from django.urls import reverse

        from jixiao_web.filings.cards import LINKS, OF_FILING
        from jixiao_web.filings.due import OWN_DAYS
        from jixiao_web.filings.moves import GUARDS, LISTENERS
        from jixiao_web.filings.panels import ROWS
        from jixiao_web.filings.readings import READINGS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.filings.tasks import TASKS
        from jixiao_web.jobs.models import Kind
        from jixiao_web.jobs.selectors import PLACES
        from jixiao_web.jobs.work import PREPARE
        from jixiao_web.monitoring.cards import card_of, link_of, rows_of
        from jixiao_web.monitoring.guarding import red_rows_explained
        from jixiao_web.monitoring.naming import ROUNDS
        from jixiao_web.monitoring.reading import last_readings, readings_follow, standings_follow
        from jixiao_web.monitoring.rounds import report_prepare
        from jixiao_web.monitoring.selectors import days_of
        from jixiao_web.monitoring.waiting import measures_to_close, rounds_to_close
        from jixiao_web.trace.objects import namer_add

        hooks: tuple[tuple[list[Any], Any], ...] = (
            (GUARDS, red_rows_explained),
            (LISTENERS, readings_follow),
            (PROJECTIONS, standings_follow),
            (ROWS, rows_of),
            (OF_FILING, card_of),
            (LINKS, link_of),
            (OWN_DAYS, days_of),
            (READINGS, last_readings),
            (TASKS, measures_to_close),
            (TASKS, rounds_to_close),
        )
        for registered, own in hooks:
            if own not in registered:
                registered.append(own)
        PREPARE[Kind.ROUND] = report_prepare
        PLACES[Kind.ROUND] = lambda job: reverse("monitoring:round", args=[job.about])
        namer_add("round", ROUNDS)
