"""The application's entry in Django's list; registers what evaluation says to the parts below it."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Results follow drafts; no self-evaluation is handed in whose marks do not stand; pages and log know it."""
        from jixiao_web.evaluation import shown
        from jixiao_web.evaluation.guarding import marks_allow
        from jixiao_web.evaluation.naming import NAMERS
        from jixiao_web.evaluation.rechecking import opinion_lines
        from jixiao_web.evaluation.results import results_follow
        from jixiao_web.filings import cards
        from jixiao_web.filings.moves import GUARDS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.review.opinions import FURTHER
        from jixiao_web.trace.objects import namer_add

        for hooks, own in (
            (GUARDS, marks_allow),
            (PROJECTIONS, results_follow),
            (cards.OF_FILING, shown.card_of_filing),
            (cards.OF_START, shown.card_of_start),
            (cards.LINKS, shown.link_of_draft),
            (FURTHER, opinion_lines),
        ):
            if own not in hooks:
                hooks.append(own)
        for kind, namer in NAMERS.items():
            namer_add(kind, namer)
