"""Part one of the Hebei plan as lines: overall goals, itemized goals drawn from the projects, safeguards; the cover.

What a project's paragraphs say is `narrative_project.py`'s. Of several ways to write a text the first is taken that
reads back to the same goals, so that nobody reads in the paper what the model does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import product

from jixiao.documents.numbering import chinese
from jixiao.documents.writing.paper import Line
from jixiao.forms.written.gaps import MARK
from jixiao.forms.written.narrative_project import itemized_of, lines_of_project, project_path
from jixiao.forms.written.narrative_reading import placeless, read_lines
from jixiao.forms.written.narrative_words import yuan_text
from jixiao.model import Document, OverallGoal, Passage, Place

__all__ = ["cover_of", "itemized_of", "narrative_of"]

_OVERALL = "一、总体绩效目标"
_ITEMIZED = "二、分项绩效目标"
_SAFEGUARDS = "三、工作保障措施"

_SENTENCE = re.compile(r"[。！？；：:]\s*\Z")
_NOTHING_MORE = re.compile(r"\S{0,20}(?:[0-9]{4}年(?:度)?|[本我][\u4e00-\u9fff]{1,3})(?:无|没有|不涉及)")
_GENERATED = re.compile(r"年初预算共安排[0-9]+个项目|无年初预算项目。\Z")
_LEADS_TO_MEASURES = re.compile("措施")
_LONG_GOAL = 20
"""Characters; a single goal above them needs no number to be known as one."""

_Way = Callable[[int, str], str]
_NUMBERED: tuple[_Way, ...] = (
    lambda number, text: f"{chinese(number)}是{text}",
    lambda number, text: f"（{chinese(number)}）{text}",
)
_MEASURED: tuple[_Way, ...] = (
    lambda number, text: f"{number}.{text}",
    lambda number, text: f"（{chinese(number)}）{text}",
)


def cover_of(document: Document, day: date | None = None) -> tuple[Line, ...]:
    """The lines of the cover: the unit, what the paper is, and the date if one is given: the model knows none."""
    year = "" if document.year is None else f"{document.year}年"
    unit = document.unit.name
    return (
        *([Line(text=unit, style="cover_unit", sources=("unit.name",))] if unit else []),
        Line(text=f"{year}部门预算绩效文本", style="cover_title", sources=("year",) if year else ()),
        *([Line(text=f"{day.year}年{day.month}月{day.day}日", style="cover_date")] if day else []),
    )


def narrative_of(document: Document) -> tuple[Line, ...]:
    """Part one: overall goals, itemized goals told from the projects, safeguards."""
    return (
        Line(text="第一部分", style="part", outline=1),
        Line(text="部门整体绩效目标", style="part"),
        Line(text=_OVERALL, style="heading1", outline=2),
        *_overall(document),
        *([] if document.overall_goals else [Line(text=MARK, missing=True)]),
        Line(text=_ITEMIZED, style="heading1", outline=2),
        *_itemized(document),
        Line(text=_SAFEGUARDS, style="heading1", outline=2),
        *_safeguards(document),
        *([] if document.safeguards else [Line(text=MARK, missing=True)]),
    )


def _overall(document: Document) -> tuple[Line, ...]:
    year = "" if document.year is None else f"{document.year}年"
    unit = document.unit.name
    head = [
        *([Line(text=unit, style="under_title", sources=("unit.name",))] if unit else []),
        Line(text=f"{year}总体绩效目标", style="under_title", sources=("year",) if year else ()),
    ]
    head += [_told(document, number) for number in _introductions(document)]
    texts = [_goal(goal) for goal in document.overall_goals]
    paths = [f"overall_goals[{number}]" for number in range(len(texts))]
    means = placeless(document.overall_goals)
    ways: list[_Way] = list(_NUMBERED)
    if len(texts) == 1 and len(texts[0]) > _LONG_GOAL:
        ways.insert(0, lambda _, text: text)
    return _first_read(
        (tuple(head + _list_of(texts, paths, way, parted)) for way, parted in product(ways, (True, False))),
        lambda lines: placeless(read_lines(_OVERALL, lines).overall_goals) == means,
    )


def _goal(goal: OverallGoal) -> str:
    """A goal in one text: its heading, a full stop, and what follows it."""
    heading, text = goal.heading.strip(), goal.text.strip()
    return heading + ("" if not text and heading.endswith(("！", "？")) else "。") + text


def _safeguards(document: Document) -> tuple[Line, ...]:
    head = [_told(document, number) for number in _leads_to_safeguards(document)]
    texts = [safeguard.text.strip() for safeguard in document.safeguards]
    paths = [f"safeguards[{number}]" for number in range(len(texts))]
    means = placeless(document.safeguards)
    ways = _MEASURED[1:] if any(text[:1].isdigit() for text in texts) else _MEASURED
    return _first_read(
        (tuple(head + _list_of(texts, paths, way, parted)) for way, parted in product(ways, (True, False))),
        lambda lines: placeless(read_lines(_SAFEGUARDS, lines).safeguards) == means,
    )


def _list_of(texts: Sequence[str], paths: Sequence[str], way: _Way, parted: bool) -> list[Line]:
    """Numbered paragraphs; the lines of one text are paragraphs of their own, or lines of one paragraph."""
    lines: list[Line] = []
    for number, (text, path) in enumerate(zip(texts, paths, strict=True), 1):
        for part in way(number, text).split("\n") if parted else [way(number, text)]:
            lines.append(Line(text=part, sources=(path,)))
    return lines


def _first_read(ways: Iterable[tuple[Line, ...]], is_read: Callable[[Sequence[Line]], bool]) -> tuple[Line, ...]:
    """The first way that reads back; where none does, the first: paper is for people before it is for readers."""
    first: tuple[Line, ...] | None = None
    for lines in ways:
        if is_read(lines):
            return lines
        first = first or lines
    return first or ()


# itemized goals


def _itemized(document: Document) -> Iterator[Line]:
    closing = [_told(document, number) for number in _nothing_more(document)]
    if document.projects or not closing:
        yield _opening(document)
    for number, project in enumerate(document.projects):
        yield from lines_of_project(project, number + 1, project_path(number))
    yield from closing


def _opening(document: Document) -> Line:
    """How many projects there are, and what they cost together where each says what it costs."""
    year = "" if document.year is None else f"{document.year}年"
    named = f"{document.unit.name or ''}{year}"
    sources = [*(["unit.name"] if document.unit.name else []), *(["year"] if year else [])]
    count = len(document.projects)
    if not count:
        return Line(text=f"{named}无年初预算项目。", sources=tuple(sources))
    budgets = [project.funds.budget_yuan for project in document.projects]
    known = [budget for budget in budgets if budget is not None]
    total = f"，合计{yuan_text(sum(known[1:], known[0]))}" if len(known) == count else ""
    sources += [f"{project_path(number)}.funds.budget_yuan" for number in range(count if total else 0)]
    return Line(text=f"{named}年初预算共安排{count}个项目{total}。", sources=tuple(sources))


# passages of the model that belong to part one


def _told(document: Document, number: int) -> Line:
    return Line(text=_passages(document)[number].text, sources=(f"passages[{number}]",))


def _passages(document: Document) -> tuple[Passage, ...]:
    return document.passages or ()


def _between(document: Document, after: Iterable[Place], before: Iterable[Place]) -> Iterator[int]:
    """The passages, by number, that stood behind all of some places and before all of others."""
    low = max((_position(place) for place in after if place.line), default=(0, 0))
    high = min((_position(place) for place in before if place.line), default=(0, 0))
    for number, passage in enumerate(_passages(document)):
        if passage.at.line and passage.at.table is None and low < _position(passage.at) < high:
            yield number


def _position(place: Place) -> tuple[int, int]:
    return place.page or 0, place.line or 0


def printed_passages(document: Document) -> dict[int, str]:
    """The passages that part one prints, by number, with what each is."""
    told = dict.fromkeys(_introductions(document), "前言")
    told |= {number: "分项绩效目标结尾" for number in _nothing_more(document) if number not in told}
    return told | dict.fromkeys(_leads_to_safeguards(document), "保障措施引言")


def _introductions(document: Document) -> list[int]:
    """Sentences that stood before the first goal and are no line of the cover, and those that a person entered."""
    goals = [goal.at for goal in document.overall_goals]
    passages = _passages(document)
    entered = {number for number, passage in enumerate(passages) if passage.at == Place()}
    before = sorted({*_between(document, [], goals), *entered} - {*_nothing_more(document)})
    return [number for number in before if _SENTENCE.search(passages[number].text)]


def _nothing_more(document: Document) -> list[int]:
    """Sentences by which the unit says that it has none of something (无专款), unless they are generated anyway."""
    return [
        number
        for number, passage in enumerate(_passages(document))
        if _NOTHING_MORE.match(passage.text) and _SENTENCE.search(passage.text) and not _GENERATED.search(passage.text)
    ]


def _leads_to_safeguards(document: Document) -> list[int]:
    """Sentences that stood right before the first safeguard and speak of measures."""
    after = [goal.at for goal in document.overall_goals] + [goal.at for goal in document.itemized_goals]
    passages = _passages(document)
    found = _between(document, after, [safeguard.at for safeguard in document.safeguards])
    return [
        number
        for number in found
        if _LEADS_TO_MEASURES.search(passages[number].text) and _SENTENCE.search(passages[number].text)
    ]
