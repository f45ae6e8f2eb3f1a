"""What is filled in on a report: the rest comes from the approved plan and from the books, and stands as it is."""

from __future__ import annotations

import re

from msgspec import UNSET

from jixiao.model import Department, Document

FILLED = {
    "monitoring_report": re.compile(
        r"projects\[\d+\]\.(?:execution\.(?:forecast_yuan|parts\[[^\]]*\]\.(?:executed_yuan|rate_percent|forecast_yuan))"
        r"|indicators\[\d+\]\.(?:actual|forecast|likelihood|deviation_reason|details\..+))"
    ),
    "self_evaluation": re.compile(
        r"projects\[\d+\]\.(?:outcome|total_score|grade|execution\.(?:score|deviation_reason|parts\[[^\]]*\]\..+)"
        r"|indicators\[\d+\]\.(?:weight|actual|score|deviation_reason|details\..+))"
    ),
    "department_self_evaluation": re.compile(
        r"department\.(?:outcome|total_score|grade|tasks\[\d+\]\.completion"
        r"|execution\.(?:score|deviation_reason|(?:initial|adjusted|executed)_yuan|rate_percent"
        r"|parts\[\?label=(?!项目支出)[^\]]*\]\..+)"
        r"|indicators\[\d+\]\.(?:weight|actual|score|deviation_reason|details\..+))"
    ),
}
"""By kind of document: the paths of the cells that people fill in."""


WHOLE_PATH = "department"
"""Where a document tells of the whole department."""


def is_report(document: Document) -> bool:
    """Whether a document is a report on a plan: it has no part one, and its rows are the plan's."""
    return document.kind in FILLED


def whole_of(document: Document) -> Department | None:
    """What a report on the whole department tells of it; None for every other document."""
    if document.kind != "department_self_evaluation" or document.department is UNSET:
        return None
    return document.department


def holders_of(document: Document) -> list[str]:
    """The paths of what has a form of its own in a document: its projects, or the whole department."""
    if whole_of(document):
        return [WHOLE_PATH]
    return [f"projects[{number}]" for number in range(len(document.projects))]


def is_filled(document: Document, path: str) -> bool:
    """Whether people fill in a value."""
    return document.kind not in FILLED or FILLED[document.kind].fullmatch(path) is not None
