"""The application's entry in Django's list; registers what deadlines say to the parts below."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Filings bear the day on which they are due, moves are told to people, the log can name the county's dates."""
        from jixiao_web.deadlines.arrivals import arrival_tell, report_remind
        from jixiao_web.deadlines.beginning import county_to_begin
        from jixiao_web.deadlines.dates import deadlines_told
        from jixiao_web.deadlines.items import to_begin
        from jixiao_web.deadlines.keeping import due_begin, due_follow, due_follows_grade, dues_complete
        from jixiao_web.deadlines.naming import NAMER
        from jixiao_web.filings.due import Teller, teller_set
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.filings.tasks import TASKS
        from jixiao_web.monitoring.rounds import REMINDERS
        from jixiao_web.review.services import GRADED
        from jixiao_web.trace.objects import namer_add

        hooks: tuple[tuple[list[Any], Any], ...] = (
            (REMINDERS, report_remind),
            (PROJECTIONS, due_begin),
            (LISTENERS, due_follow),
            (LISTENERS, arrival_tell),
            (GRADED, due_follows_grade),
            (TASKS, county_to_begin),
        )
        for registered, own in hooks:
            if own not in registered:
                registered.append(own)
        teller_set(Teller(deadlines_told, to_begin))
        post_migrate.connect(dues_complete, sender=self)
        namer_add("deadline", NAMER)
