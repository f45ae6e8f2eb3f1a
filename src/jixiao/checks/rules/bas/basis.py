"""The basis of a value (指标值确定依据) as the rules need it. Leaves what is wrong with it to them."""

from __future__ import annotations

import functools
import re

from jixiao.checks.alike import alike, plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.once import once
from jixiao.checks.words import any_of
from jixiao.checks.words import words as words_of
from jixiao.language import Words

NO_BASIS = Words("表中没有指标值确定依据", "no basis of a value was read")

# A title in 《》, the number of a document, a standard's number: whoever cites these has a basis.
_CITATION = re.compile(
    r"《[^》]{2,}》|[〔\[【(（﹝]\s?[12][0-9]{3}\s?年?[〕\]】)）﹞]|第?\s?[0-9]{1,5}\s?号"
    r"|(?:GB|DB|SL|JGJ|CJJ|HJ|NY|TD|JTG|WS|LY)\s?[/／]?[A-Z]?\s?[0-9]"
)

# A year with a number behind it, or with a word for what was recorded in it. A quotient is how to reckon, not whence.
_DATED = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})(?:[—–~～至-]20[0-9]{2})?年(?:[^；;。]{0,24}?(?<![0-9〔（(])[0-9]+(?:\.[0-9]+)?(?![0-9]*[年月日号])"
    r"|[^；;。]{0,24}(?:实绩|实际|完成|结果|成交|价|均|率|量|值|数|基数|水平|现状|情况|成绩|得分|排名))"
)
_STATE_BEFORE = re.compile(r"(?:原[有来]?|现有|现行|目前|改造前|更新前|实施前|项目前)[^，,；;。]{0,14}[0-9]")
_PLAN_OF_YEAR = re.compile(r"20[0-9]{2}[—-]?(?:20[0-9]{2})?(?:学年|年)度?[^，,；;。]{0,16}")
_RECORD_OF_YEAR = re.compile(r"20[0-9]{2}年[^，,；;。、（(]*")
_FORMULA = re.compile(r"[÷×]")


@once
def with_basis(dossier: Dossier) -> list[IndicatorItem]:
    """The indicators whose basis is filled in."""
    return [item for item in dossier.indicators if plain(item.indicator.basis or "")]


def basis_of(item: IndicatorItem) -> str:
    """The basis as written."""
    return item.indicator.basis or ""


@functools.lru_cache(maxsize=1024)
def cites(words: str) -> bool:
    """Whether a document or a standard is named, or the words are just the name of a kind of basis (工作计划)."""
    if _CITATION.search(words) or any_of("bas.standards").search(words):
        return True
    return bool(any_of("bas.plain_bases").fullmatch(plain(words)))


def is_dated(words: str, year: int | None) -> bool:
    """Whether what is named is known by its year: a figure or record of one before the plan's, or a plan (工作安排).

    A record that is kept (2024年末设备卡) is known by its year too, whichever that is, and the state before the project
    (现有12座) is a figure of the past.

    >>> is_dated("2023年办结412件", 2024), is_dated("2024年办结412件", 2024), is_dated("2024年工作安排", 2024)
    (True, False, True)
    """
    if _FORMULA.search(words):
        return False
    dated = (match for match in _DATED.finditer(words) if year is None or int(match["year"]) < year)
    planned = any(any_of("bas.dated_plans").search(plan) for plan in _PLAN_OF_YEAR.findall(words))
    kept = any(record.endswith(words_of("bas.dated_records")) for record in _RECORD_OF_YEAR.findall(words))
    return any(dated) or planned or kept or _STATE_BEFORE.search(words) is not None


@once
def copies(dossier: Dossier) -> dict[str, str]:
    """The field that a basis repeats, `description` or `name`, by the path of its indicator; none for its own words."""
    likeness = float(dossier.law.decimal("basis.copied_likeness"))
    return {item.subject: field for item in with_basis(dossier) if (field := _copied_from(item, likeness))}


def _copied_from(item: IndicatorItem, likeness: float) -> str | None:
    """The field that the basis repeats; words that cite a document are a basis wherever else they stand."""
    basis, indicator = basis_of(item), item.indicator
    if cites(basis):
        return None
    for field, words in (("description", indicator.description), ("name", indicator.name)):
        if words and (plain(words) == plain(basis) or alike(words, basis) >= likeness):
            return field
    return None
