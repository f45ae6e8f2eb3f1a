"""The application's entry in Django's list; registers what deadlines say to the parts below."""

from __future__ import annotations

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Lists show deadlines, moves are told to people, the log can name the county's dates."""
        from jixiao_web.deadlines.arrivals import arrival_tell, report_remind
        from jixiao_web.deadlines.dates import deadlines_told
        from jixiao_web.deadlines.items import to_begin
        from jixiao_web.deadlines.naming import NAMER
        from jixiao_web.deadlines.ordering import by_deadline
        from jixiao_web.filings.due import Teller, teller_set
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.monitoring.rounds import REMINDERS
        from jixiao_web.trace.objects import namer_add

        if report_remind not in REMINDERS:
            REMINDERS.append(report_remind)
        teller_set(Teller(deadlines_told, by_deadline, to_begin))
        if arrival_tell not in LISTENERS:
            LISTENERS.append(arrival_tell)
        namer_add("deadline", NAMER)
