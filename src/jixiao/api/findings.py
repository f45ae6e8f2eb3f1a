"""What a page shows of a check: the whole report as one HTML file, places and paths in words, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.api.checking import Checked
from jixiao.language import text
from jixiao.law import Law
from jixiao.model import Place

# What reports need is imported when one is made: reading must not pay for it.
if TYPE_CHECKING:
    from jixiao.checks.finding import Cited


def findings_page(name: str, checked: Checked) -> str:
    """A check's report as one HTML file, as `jixiao check --format html` gives it; `name` is the checked file's."""
    from jixiao.report.page import page

    return page([(name, checked.report, checked.document, checked.blocks)])


def place_words(at: Place) -> str:
    """Where to look in a file; empty where the place is not known."""
    from jixiao.report.words import place

    return place(at)


def subject_words(path: str | None) -> str:
    """A path of the model in words, 项目1 指标3 指标值."""
    from jixiao.report.words import subject

    return subject(path) if path else ""


def source_words(law: Law, key: str) -> str:
    """Where a value of the law comes from, in words; says so where nobody has compared it with the published text."""
    cited = law.source(key)
    name = cited.name.say()
    return name if cited.verified else text("report.unverified", name=name)


def citation_words(cited: Cited) -> str:
    """An act and its clause in words; says so where nobody has compared it with the published text."""
    from jixiao.report.findings import citation_words as words

    return words(cited)
