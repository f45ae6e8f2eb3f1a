"""The application's entry in Django's list; registers what evaluation says to the parts below it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Results follow drafts; no self-evaluation is handed in whose marks do not stand; pages and log know it."""
        from django.urls import reverse

        from jixiao_web.evaluation import shown
        from jixiao_web.evaluation.guarding import marks_allow
        from jixiao_web.evaluation.naming import NAMERS
        from jixiao_web.evaluation.opening import evaluation_prepare
        from jixiao_web.evaluation.rechecking import opinion_lines
        from jixiao_web.evaluation.results import results_follow
        from jixiao_web.evaluation.waiting import rectifications_to_do
        from jixiao_web.filings import cards
        from jixiao_web.filings.moves import GUARDS
        from jixiao_web.filings.store import PROJECTIONS
        from jixiao_web.filings.tasks import TASKS
        from jixiao_web.jobs.models import Kind
        from jixiao_web.jobs.selectors import PLACES
        from jixiao_web.jobs.work import PREPARE
        from jixiao_web.review.opinions import FURTHER
        from jixiao_web.trace.objects import namer_add

        followers: tuple[tuple[list[Any], object], ...] = (
            (GUARDS, marks_allow),
            (PROJECTIONS, results_follow),
            (cards.OF_FILING, shown.card_of_filing),
            (cards.OF_START, shown.card_of_start),
            (cards.LINKS, shown.link_of_draft),
            (FURTHER, opinion_lines),
            (TASKS, rectifications_to_do),
        )
        for hooks, own in followers:
            if own not in hooks:
                hooks.append(own)
        PREPARE[Kind.EVALUATE] = evaluation_prepare
        PLACES[Kind.EVALUATE] = lambda job: f"{reverse('evaluation:results')}?year={job.about[:4]}"
        for kind, namer in NAMERS.items():
            namer_add(kind, namer)
