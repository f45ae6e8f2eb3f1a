"""The application's entry in Django's list; opens ledgers when plans are approved."""

from __future__ import annotations

from django.apps import AppConfig


class SpendingConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.spending"
    label = "spending"

    def ready(self) -> None:
        """An approved plan or adjustment opens and changes the ledgers of its projects; the log can name them."""
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.spending.naming import BATCHES, LEDGERS
        from jixiao_web.spending.opening import ledgers_follow
        from jixiao_web.trace.objects import namer_add

        if ledgers_follow not in LISTENERS:
            LISTENERS.append(ledgers_follow)
        namer_add("ledger", LEDGERS)
        namer_add("batch", BATCHES)
