"""The period that a form states for a project. Leaves what goals it needs to GOL07."""

from __future__ import annotations

import re

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.units import chinese_number, years_of

PERIOD_LABELS = ("项目期", "起止时间", "项目周期", "实施期", "起止年限")
_LENGTH = re.compile(r"(?:共|为期)?(\d{1,2}|[二两三四五六七八九十])\s*年(?:期)?(?:（.*）)?")
_MONTH = re.compile(r"\d\s*月|\d{4}[.\-/]\d{1,2}")


def long_period(project: ProjectItem, dossier: Dossier) -> tuple[str, str] | None:
    """The label and the words of the project's period where it is of several years."""
    if project.project.details is UNSET:
        return None
    least = int(dossier.law.decimal("goals.multi_year_years"))
    for label, words in project.project.details.items():
        if not label.startswith(PERIOD_LABELS):
            continue
        length = _LENGTH.fullmatch(words.strip())
        years = years_of(words)
        span = max(years) - min(years) + 1 if years else 0
        if length and (int(length[1]) if length[1].isdigit() else chinese_number(length[1]) or 0) >= least:
            return label, words
        if span > least or (span == least and not _MONTH.search(words)):
            return label, words
    return None


def is_of_one_year(project: ProjectItem) -> bool:
    """Whether the form says that the project ends within a year: no overall goal is needed then."""
    details = project.project.details or {}
    told = [words for label, words in details.items() if label.startswith(PERIOD_LABELS)]
    return any(words.strip() in ("1年", "一年", "1", "当年", "一年期") or len(years_of(words)) == 1 for words in told)
