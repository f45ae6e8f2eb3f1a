"""The application's entry in Django's list; makes goals and commitments of plans when these are approved."""

from __future__ import annotations

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Goals and commitments follow approved plans, after the ledgers; the log can name them."""
        from jixiao_web.commitments.following import commitments_follow
        from jixiao_web.commitments.naming import COMMITMENTS, GOALS
        from jixiao_web.commitments.offering import safeguards_offered
        from jixiao_web.commitments.waiting import commitments_to_keep
        from jixiao_web.filings.moves import LISTENERS
        from jixiao_web.filings.offers import OFFERS
        from jixiao_web.filings.tasks import TASKS
        from jixiao_web.trace.objects import namer_add

        if commitments_follow not in LISTENERS:
            LISTENERS.append(commitments_follow)
        if safeguards_offered not in OFFERS:
            OFFERS.append(safeguards_offered)
        if commitments_to_keep not in TASKS:
            TASKS.append(commitments_to_keep)
        namer_add("goal", GOALS)
        namer_add("commitment", COMMITMENTS)
