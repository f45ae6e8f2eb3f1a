"""The application's entry in Django's list; opens ledgers when plans are approved."""

from __future__ import annotations

from django.apps import AppConfig


class SpendingConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.spending"
    label = "spending"

    def ready(self) -> None:
        """An approved plan or adjustment opens and changes the ledgers of its projects; imports are tried and load."""
        from django.urls import reverse

        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.jobs.models import Kind
        from jixiao_web.jobs.selectors import PLACES
        from jixiao_web.jobs.work import RUN
        from jixiao_web.spending.importing import load_run
        from jixiao_web.spending.naming import BATCHES, LEDGERS
        from jixiao_web.spending.opening import ledgers_follow
        from jixiao_web.spending.trying import try_run
        from jixiao_web.trace.objects import namer_add

        if ledgers_follow not in LISTENERS:
            LISTENERS.append(ledgers_follow)
        RUN[Kind.LOAD], RUN[Kind.TRY] = load_run, try_run
        PLACES[Kind.LOAD] = PLACES[Kind.TRY] = lambda job: reverse("spending:batch", args=[job.about])
        namer_add("ledger", LEDGERS)
        namer_add("batch", BATCHES)
