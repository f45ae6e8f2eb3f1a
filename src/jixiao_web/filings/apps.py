"""The application's entry in Django's list."""

from __future__ import annotations

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.filings"
    label = "filings"

    def ready(self) -> None:
        """No adjustment goes on without its reason and something adjusted."""
        from jixiao_web.filings.adjusting import adjustment_holds
        from jixiao_web.filings.moves import GUARDS

        if adjustment_holds not in GUARDS:
            GUARDS.append(adjustment_holds)
