"""Titles and unit lines: what a heading says of the form below it (kind, year, project, money unit).

Knows the words of titles, not the forms' layouts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.forms.lexicon import money_unit_of, remembered, simplified
from jixiao.model import DocumentKind

LONGEST_TITLE = 90
_LONGEST_LINE = 60
"""Characters; a longer line is a sentence."""

_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年?(?:度)?(?![0-9])")
_TITLE = re.compile(
    r"(?:绩效|项目|部门|整体|预算).*(?:目标|自评|监控|评价|申报).*(?:表|表[一二三四五六七八九十]+|简表|情况表)$|绩效(?:目标)?自评报告$"
)
_ADDED = re.compile(
    r"[(（](?:[^()（）]*(?:年度?|打捆项目|一级项目|二级项目|参考|样表|试行|公开|万元)[^()（）]*|[0-9一二三四五六七八九十]{1,3}|续表?)[)）]|^附件?[0-9]*[:：]?"
)
_PROJECT_TITLE = re.compile(
    r"^(?:[0-9]{1,3}[.、．]|[(（]?[一二三四五六七八九十百零〇]{1,7}[)）、.])?\s*(?P<name>.+?)(?:项目)?绩效目标表$"
)
_GENERIC = re.compile(
    r"^(?:[(（]?(?:19|20)?[0-9]{0,4}年?度?[)）]?)?(?:部门|单位|预算|财政|本级|区域|转移支付|专项|资金|项目|支出|整体|县|市|区|省|级|年度|一般性|一级|二级|申报|重点|政策|的|及|和|\(.*?\))*$"
)
_BOILERPLATE = re.compile(
    r"^(?:附件?[0-9一二三四五六七八九十]*[:：]?|附表[0-9一二三四五六七八九十]*(?:[-—–][0-9]{1,2})?[:：]?|表[0-9一二三四五六七八九十]+(?:[-—–][0-9]{1,2})?|目录|[(（]?(?:盖章|签字|公章|签章|单位公章)[)）]?|[—–-]*\s*[0-9]{1,4}\s*[—–-]*|第\s*[0-9]+\s*页.*|[-—–/\\]+|…+|\.{3,}|(?:单位)?[(（]盖章[)）][:：]?|单位\(盖章\)[:：]?)$"
)
_RESIDUE = re.compile(r"指标\s*[0-9]{0,2}\s*[:：、.]?|[….·]+|[/／—-]+|无")
_UNIT_NAME = re.compile(
    r"[\u4e00-\u9fff()]{2,30}(?:局|委|委员会|办|办公室|厅|部|处|科|院|所|站|队|中心|政府|街道|镇|乡|会|社|校|学|馆|园|场|庭|团|公司)"
    r"(?:[(][\u4e00-\u9fff]{2,10}[)]|本级|机关)?"
)
_ANNEXES = re.compile(r"^附件[:：](?=1[.．、])")
_ANNEX = re.compile(r"^[\s\u3000]*(?:附件[:：][\s\u3000]*)?(?P<number>[0-9]{1,2})[.．、]")
_FOOTNOTE = re.compile(r"\s*(?:注|备注说明|填[表报]说明|说明|附注)\s*[:：]?\s*(?:[0-9]{1,2}[.、．]|[:：])")


class Title(NamedTuple):
    """What a title says: kind of document, year, the project's name.

    Attributes:
        wide: it speaks of the whole department. continues: the form began on the page before (续表).
    """

    kind: DocumentKind
    year: int | None
    wide: bool
    project: str | None
    continues: bool


@remembered(LONGEST_TITLE)
def title_of(text: str) -> Title | None:
    """The title that a heading or a cell is, or None.

    >>> title_of("1.安保维稳经费绩效目标表").project
    '安保维稳经费'
    """
    flat = _BLANKS.sub("", text)
    if _ANNEXES.match(flat):
        return None
    year = _YEAR.search(unicodedata.normalize("NFKC", flat))
    written = _ADDED.sub("", flat).rstrip("|。:：")
    bare = simplified(written)
    if not _TITLE.search(bare) or re.search(r"[。；;,，]", bare):
        return None
    wide = "整体" in bare
    return Title(_kind(bare, wide), int(year[1]) if year else None, wide, _project(written), "续" in flat)


def _kind(bare: str, wide: bool) -> DocumentKind:
    if "监控" in bare:
        return "monitoring_report"
    if "自评" in bare or "评价表" in bare:
        return "department_self_evaluation" if wide else "self_evaluation"
    return "department_targets" if wide else "project_targets"


def _project(bare: str) -> str | None:
    match = _PROJECT_TITLE.match(simplified(bare))
    if match is None:
        return None
    name = bare[match.start("name") : match.end("name")]
    return None if _GENERIC.match(re.sub(r"^[0-9]{4}年度?", "", simplified(name))) else name


@remembered(_LONGEST_LINE)
def year_line_of(text: str) -> int | None:
    """The year of a line that holds nothing else: `(2023年度)`, `( 2023 年度)`, `2019年度)`."""
    flat = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    match = re.fullmatch(r"[(\[]?((?:19|20)[0-9]{2})年度?[)\]]?", flat)
    return int(match[1]) if match else None


@remembered(_LONGEST_LINE)
def unit_line_of(text: str) -> str | None:
    """The money unit of a line that holds nothing else: `单位：元`, `金额单位:万元`."""
    flat = simplified(_BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    if re.fullmatch(r"\(?(?:金额|资金|货币)?单位:?(?:人民币)?(?:亿元|万元|千元|元)\)?", flat):
        return money_unit_of(flat.replace("人民币", "")) or flat.rstrip(")").removeprefix("单位")[-2:].lstrip(":")
    return None


def names_unit(text: str) -> bool:
    """Whether a line holds nothing but the name of a public body: `云河县水务局`."""
    return _UNIT_NAME.fullmatch("".join(unicodedata.normalize("NFKC", text).split())) is not None


def annex_lines(texts: Sequence[str]) -> frozenset[int]:
    """Which of these lines list the annexes of a letter: `附件：1.…`, and the numbers that count on below it.

    They name forms, but stand over none.
    """
    listed: list[int] = []
    for position, text in enumerate(texts):
        found = _ANNEX.match(text)
        if _ANNEXES.match(_BLANKS.sub("", text)):
            listed.append(position)
            number = 1
        elif found and listed and position == listed[-1] + 1 and int(found["number"]) == number + 1:
            listed.append(position)
            number += 1
    return frozenset(listed)


def is_footnote(text: str) -> bool:
    """Whether a text is a note on the form: `注：…`, `填表说明：…`."""
    return _FOOTNOTE.match(text) is not None


def is_residue(text: str) -> bool:
    """Whether a cell holds only what the empty form holds: 指标2, ……, a dash, 无."""
    return _RESIDUE.fullmatch(text.strip()) is not None


def is_boilerplate(text: str) -> bool:
    """Whether a line is only paper: 附件1, 表十二, （盖章）, a page number, a dash."""
    return _boilerplate(text) is not None


def is_blank_cell(text: str) -> bool:
    """Whether a cell holds only what paper prints; a number, on a line that of a page, is a value in a cell."""
    return is_boilerplate(text) and not re.search(r"[0-9]", text)


@remembered(_LONGEST_LINE)
def _boilerplate(text: str) -> re.Match[str] | None:
    flat = simplified(_BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    return _BOILERPLATE.match(flat) or re.fullmatch(r"\(?年度\)?", flat)
