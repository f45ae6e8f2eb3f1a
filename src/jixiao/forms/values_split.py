"""Cells that hold two things: name and target, code and name, weight and score. Leaves out only what parts them."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import UNSET

from jixiao.forms.values_dates import date_target
from jixiao.forms.values_numbers import amount_target
from jixiao.forms.values_words import BEFORE, QUALITIES, either, known_unit
from jixiao.units import LONGEST, NUMBER, YEAR, narrow, written

_SIGNS = re.compile(either(word for word in BEFORE if len(word) > 1 or not word.isalnum()) + "|[＞＜﹥﹤＝]")
_STARTS = re.compile(rf"(?<![0-9A-Za-z第.,，．约达超-])(?:大约|约|达|超)?(?:{NUMBER}|[０-９]+|百分之|±)")
_QUALITATIVE = re.compile(r"定性(?!指标|值|的|分析|评价|描述)")
_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_SEPARATORS = "：:—–-－　 \t\r\n\xa0"
_SEPARATOR = re.compile(r"(?:[：:—–\s]|-{2})+")
_ATTEMPTS = 4
_LONGEST_NAME = 300

_COUNT = (
    r"年|月|号|余|日(?!照)|元(?![氏江阳谋宝])|[万亿](?:[元人户吨亩平]|$)|个(?!旧)|人(?![民力大武社才])"
    r"|户|次|件|条|份|平方"
)
_CODE = rf"(?!{YEAR}(?![0-9]))([0-9]{{3,12}})"
_CODED = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"([0-9]{6}[0-9A-Z]{15})(?![0-9A-Za-z])\s*[-—–－_]*\s*(.*)",
        rf"[\[【(（［]{_CODE}[\]】)）］]\s*[-—–－]?\s*(.*)",
        rf"{_CODE}\s*[-—–－_]+\s*(?![0-9])(.+)",
        rf"((?:[0-9]{{3}}){{1,4}})\s+(?!{_COUNT})(?=[\u4e00-\u9fff])(.+)",
        rf"([0-9]{{6,12}})(?!{_COUNT})(?=[\u4e00-\u9fff])(..+)",
        r"((?:[0-9]{3}){1,4})()",
    )
)
_CODE_BEHIND = re.compile(r"(.*[^\s-])[\s-]*(?:[\[【［]([0-9]{3,12})[\]】］]|[(（]((?:[0-9]{3}){2,4})[)）])", re.DOTALL)

_POINTS = re.compile(rf"\(?({NUMBER})(?:分|%)?\)?")
_FUSED = re.compile(r"[0-9.]{2,12}")
_POINT_COLUMN = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,2})?")


def split_name_and_target(text: str) -> tuple[str, str]:
    """An indicator's name and the value glued to its end; the value is empty where none stands.

    A placeholder (`(≥**人)`) is part of the name.

    >>> split_name_and_target("作业航时≥80小时"), split_name_and_target("开发数量( ≥**个 )")
    (('作业航时', '≥80小时'), ('开发数量( ≥**个 )', ''))
    """
    text = text.strip()
    # What brackets hold is blotted out at equal length, so that places in it are places in the text.
    shown = _BRACKETS.sub(lambda found: "□" * len(found[0]), text)
    for start in [found.start() for found in _SIGNS.finditer(shown)][:_ATTEMPTS]:
        if _is_number(text[start:]):
            return text[:start].rstrip(_SEPARATORS), text[start:]
    for start in [found.start() for found in _STARTS.finditer(shown)][-_ATTEMPTS:]:
        if start and _is_measure(text[start:]):
            return text[:start].rstrip(_SEPARATORS), text[start:]
    if word := _QUALITATIVE.search(shown):
        return text[: word.start()].rstrip(_SEPARATORS), text[word.start() :]
    separators = list(_SEPARATOR.finditer(shown))
    if separators:
        name, value = text[: separators[-1].start()], text[separators[-1].end() :]
        if value in QUALITIES or (not separators[-1][0].isspace() and _is_number(value)):
            return name, value
    return text, ""


def is_measured(text: str) -> bool:
    """Whether a text is a name, an operator and a value, and nothing else.

    >>> is_measured("养护里程≥21公里"), is_measured("养护里程"), is_measured("养护里程21公里")
    (True, False, False)
    """
    name, target = split_name_and_target(text)
    return bool(name) and _SIGNS.match(target) is not None


def _is_number(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    flat = narrow(text)
    value = amount_target(flat, text)
    return (value is not None and value.amount is not None) or date_target(flat) is not None


def _is_measure(text: str) -> bool:
    """Whether this is a number with a unit that the tables know, or a day, month or period: a value without a sign."""
    if len(text) > LONGEST:
        return False
    flat = narrow(text)
    if date := date_target(flat):
        return len(date[1]) > 1 or "-" in date[1][0]
    value = amount_target(flat, text)
    if value is None or value.amount is None or value.unit is None:
        return False
    return value.upper is not UNSET or known_unit(value.unit) is not None


def unit_in_name(name: str) -> str | None:
    """The unit of measure that a name ends with in brackets: `对象满意度(%)`; None for a placeholder or a remark."""
    found = re.search(r"[(（]([^()（）]{1,12})[)）]$", name.strip())
    return known_unit(narrow(found[1])) if found else None


def split_code_and_name(text: str) -> tuple[str | None, str]:
    """The code of a unit or project, and its name without it; a year or a number that counts something is no code.

    >>> split_code_and_name("901001-甲县乙镇"), split_code_and_name("2023年设备项目")
    (('901001', '甲县乙镇'), (None, '2023年设备项目'))
    """
    text = text.strip()
    if len(text) > _LONGEST_NAME:
        return None, text
    for pattern in _CODED:
        if found := pattern.fullmatch(text):
            return found[1], found[2]
    if found := _CODE_BEHIND.fullmatch(text):
        return found[2] or found[3], found[1]
    return None, text


def parse_points(text: str) -> Decimal | None:
    """Points of a weight or score cell: `10`, `10分`, `（50分）`; None for `—`, `/`, a blank or anything else."""
    found = _POINTS.fullmatch(narrow(text)) if len(text) <= LONGEST else None
    return written(found[1]) if found else None


def fused_pairs(text: str) -> list[tuple[Decimal, Decimal]]:
    """Every way to cut digits that ran together (`1010`) into a weight up to 100 and a score not above it.

    >>> fused_pairs("108")
    [(Decimal('10'), Decimal('8'))]
    """
    run = narrow(text) if len(text) <= LONGEST else ""
    if not _FUSED.fullmatch(run):
        return []
    cuts = ((run[:place], run[place:]) for place in range(1, len(run)))
    pairs = [(Decimal(a), Decimal(b)) for a, b in cuts if _POINT_COLUMN.fullmatch(a) and _POINT_COLUMN.fullmatch(b)]
    return [(weight, score) for weight, score in pairs if score <= weight <= 100]
