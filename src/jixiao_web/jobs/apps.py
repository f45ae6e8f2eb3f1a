"""The application's entry in Django's list; tells the log how jobs are called."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """The log can name jobs."""
        from jixiao_web.jobs.naming import NAMER
        from jixiao_web.trace.objects import namer_add

        namer_add("job", NAMER)
