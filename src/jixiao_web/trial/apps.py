"""The application's entry in Django's list; has what is old removed."""

from __future__ import annotations

from django.apps import AppConfig


class TrialConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.trial"
    label = "trial"

    def ready(self) -> None:
        """What people tried is removed with old jobs."""
        from jixiao_web.jobs.queue import UPKEEP
        from jixiao_web.trial.services import trials_remove_old

        if trials_remove_old not in UPKEEP:
            UPKEEP.append(trials_remove_old)
