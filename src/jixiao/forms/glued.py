"""Plans whose paragraphs ran together: cover, contents and narrative in a few long lines, cut again at their headings.

Only cuts; what the pieces mean is `narrative.py`'s and `reader.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jixiao.documents.blocks import Paragraph, Table
from jixiao.forms.prose import JoinedText

_LONG = 120
"""Characters; a shorter line is not a plan run together."""

_PART = re.compile(r"第[一二三]部分")
_HEADING = re.compile(
    r"第[一二三]部分\s*(?:部门整体绩效目标|专项资金绩效目标|预算项目绩效目标)?"
    r"|[一二三四]、\s*(?:部门)?(?:总体绩效目标|分项绩效目标|(?:实现[^。]{0,16}的)?(?:工作)?保障措施)"
    r"|[\u4e00-\u9fff]{2,24}?总体绩效目标(?=[(（]?[一二1])"
)
_SITE_NUMBER = re.compile(r"\s*([0-9]{1,3})、\s*")
_COVER_END = re.compile(r"绩效(?:目标)?文本")


def unglued(parts: Iterable[Paragraph | Table]) -> list[Paragraph | Table]:
    """The items of a document, a plan that ran together cut at its headings; any other document as it is."""
    items = list(parts)
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    if not any(len(p.text) > _LONG and len(_HEADING.findall(p.text)) > 1 for p in paragraphs):
        return items
    out: list[Paragraph | Table] = []
    run: list[Paragraph] = []
    for item in items:
        if isinstance(item, Paragraph):
            run.append(item)
        else:
            out += _cut(run)
            out.append(item)
            run = []
    return out + _cut(run)


def _cut(run: Sequence[Paragraph]) -> list[Paragraph]:
    joined = JoinedText(_without_site_numbers(run))
    parts = [match.start() for match in _PART.finditer(joined.text)]
    if len(parts) < 2 and not any(len(p.text) > _LONG for p in run):
        return list(run)
    body = _body_start(joined.text)
    contents = joined.text.find("目", 0, body)
    cover = joined.text[: contents if contents > 0 else min(body, parts[0] if parts else body)]
    pieces = _cover(cover)
    edges = [body]
    for match in _HEADING.finditer(joined.text, body):
        edges += [match.start(), match.end()]
    edges = sorted({*edges, len(joined.text)})
    pieces += list(zip(edges, edges[1:], strict=False))
    return [piece for start, end in pieces if (piece := _piece(joined, start, end)).text]


def _piece(joined: JoinedText, start: int, end: int) -> Paragraph:
    place = joined.place(start, end)
    return Paragraph(place.quote.strip(), line=place.line, page=place.page)


def _body_start(text: str) -> int:
    """Where the body begins: at the second 第一部分, the first being the contents list's."""
    starts = [match.start() for match in re.finditer("第一部分", text)]
    return starts[1] if len(starts) > 1 else 0


def _cover(text: str) -> list[tuple[int, int]]:
    end = _COVER_END.search(text)
    if end is None:
        return [(0, len(text))] if text else []
    return [(0, end.end()), (end.end(), len(text))]


def _without_site_numbers(run: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without the numbers 1、 2、 3、 that a site put before each of them."""
    return [
        Paragraph(paragraph.text[skip:], line=paragraph.line, page=paragraph.page)
        for paragraph, skip in zip(run, site_numbers(run), strict=True)
    ]


def site_numbers(paragraphs: Sequence[Paragraph]) -> list[int]:
    """How many signs at the head of each paragraph are a site's own number (1、 2、 3、 over all paragraphs)."""
    matches = [_SITE_NUMBER.match(each.text) for each in paragraphs]
    numbers = [int(match[1]) for match in matches if match]
    if len(paragraphs) > 1 and numbers == list(range(1, len(paragraphs) + 1)):
        return [match.end() if match else 0 for match in matches]
    return [0] * len(paragraphs)
