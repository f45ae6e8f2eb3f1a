"""The application's entry in Django's list; registers what review says to the parts below it."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Named so that tables and addresses keep short names."""

    name = "jixiao_web.review"
    label = "review"

    def ready(self) -> None:
        """No filing is approved against its grade; comments are told where one fills in; the log can name both."""
        from jixiao_web.filings.moves import GUARDS
        from jixiao_web.filings.talking import TALKING
        from jixiao_web.review.anchors import Keeper
        from jixiao_web.review.naming import NAMERS
        from jixiao_web.review.services import grade_allows
        from jixiao_web.trace.objects import namer_add

        if grade_allows not in GUARDS:
            GUARDS.append(grade_allows)
        if not TALKING:
            TALKING.append(Keeper())
        for kind, namer in NAMERS.items():
            namer_add(kind, namer)
