"""What is filled in on a report: the rest comes from the approved plan and from the books, and stands as it is."""

from __future__ import annotations

import re

from jixiao.model import Document

FILLED = {
    "monitoring_report": re.compile(
        r"projects\[\d+\]\.(?:execution\.(?:forecast_yuan|parts\[[^\]]*\]\.(?:executed_yuan|rate_percent|forecast_yuan))"
        r"|indicators\[\d+\]\.(?:actual|forecast|likelihood|deviation_reason|details\..+))"
    ),
    "self_evaluation": re.compile(
        r"projects\[\d+\]\.(?:outcome|total_score|grade|execution\.(?:score|deviation_reason|parts\[[^\]]*\]\..+)"
        r"|indicators\[\d+\]\.(?:weight|actual|score|deviation_reason|details\..+))"
    ),
}
"""By kind of document: the paths of the cells that people fill in."""


def is_report(document: Document) -> bool:
    """Whether a document is a report on a plan: it has no part one, and its rows are the plan's."""
    return document.kind in FILLED


def is_filled(document: Document, path: str) -> bool:
    """Whether people fill in a value."""
    return document.kind not in FILLED or FILLED[document.kind].fullmatch(path) is not None
