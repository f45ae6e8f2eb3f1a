"""PUB08: the file is a picture of paper, or its title names neither unit nor year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.published import at_file, title_lines
from jixiao.checks.rule import ALL, Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Place

_NOT_PUBLISHED = Words("文本没有公开，也不是扫描件", "the document is not published, and is no scan")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|二[〇○零O0][一二三四五六七八九〇○零]{2}")
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:局|委员会|办公室|厅|院|政府|中心|联合会|协会|馆|学校|公司|街道|乡|镇|大队|支队|总站)"
)
_YEARS, _UNITS, _AND = Words("年度", "the year"), Words("单位", "the unit"), Words("和", " and ")
_TITLE = Words("标题没有写明{what}（开头为“{title}”）。", "The title does not name {what} (it begins “{title}”).")
_TITLE_HINT = Words(
    "请写成“单位名称＋年度＋材料名称”，例如“××镇人民政府××年部门预算绩效文本”。",
    "Write unit, year and name of the document.",
)


@rule(
    id="PUB08",
    level=Level.WARNING,
    title=Words("公开文件不便查阅", "Published file hard to read"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words(
        "第{page}页只有图片，没有文字，公众不能检索和复制。",
        "Page {page} is a picture without text: it cannot be searched or copied.",
    ),
    many=Words("有{count}页只有图片，没有文字。", "{count} pages are pictures without text."),
    hint=Words(
        "请公开由Word、WPS或者表格直接导出的文件，不要公开扫描件。",
        "Publish a file exported by the office program, not a scan.",
    ),
    kinds=ALL | {"unknown"},
)
def not_readable(dossier: Dossier) -> Outcome:
    """A published file can be read by machines, and its title names unit and year.

    Scanned pages are told whether published or not; the title only of what is published (before, STR02 looks at it).
    """
    published = dossier.facts.published_on is not None or dossier.facts.page_address is not None
    drafts = [*_scans(dossier), *(_titles(dossier) if published else ())]
    pages = dossier.traits.pages if dossier.traits else None
    if not published and not drafts and not pages:
        return not_applicable(_NOT_PUBLISHED)
    return judged(1, drafts, without=_NOT_PUBLISHED)


def _scans(dossier: Dossier) -> Iterator[Draft]:
    traits = dossier.traits
    pages = set(traits.scanned_pages or ()) if traits else set()
    pages |= {
        unread.at.page for unread in dossier.document.unread if unread.reason == "scanned_page" and unread.at.page
    }
    for page in sorted(pages):
        yield found(at_file(dossier, Place(page=page)), cause="scan", page=page)


def _titles(dossier: Dossier) -> Iterator[Draft]:
    lines = title_lines(dossier)
    words = "\n".join(text.words for text in lines)
    name = plain(dossier.document.unit.name or "")
    lacking = [] if _YEAR.search(words) else [_YEARS.say()]
    if not (name and name in plain(words)) and not _UNIT.search(words):
        lacking.insert(0, _UNITS.say())
    if lacking:
        first = lines[0] if lines else dossier.spot("")
        title = lines[0].words.strip() if lines else ""
        yield found(first, found=title, message=_TITLE, hint=_TITLE_HINT, what=_AND.say().join(lacking), title=title)
