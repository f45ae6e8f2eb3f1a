"""One project as part one tells it, and what that means in the model.

A paragraph is written in the plainest way that reads back to what it means; texts that a reader would take apart in
the wrong place stand in quotation marks. Leaves goals of the whole unit and safeguards to `narrative.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import Literal, NamedTuple

import msgspec

from jixiao.documents.numbering import chinese
from jixiao.documents.writing.paper import Line
from jixiao.forms.lexicon import category_of, dimension_of, dimension_of_category
from jixiao.forms.prose import known_category, known_dimension
from jixiao.forms.values import parse_target
from jixiao.forms.written.amounts import percent_text
from jixiao.forms.written.narrative_reading import read_lines, without_places
from jixiao.forms.written.narrative_words import name_text, target_text, yuan_text
from jixiao.model import Checkpoint, Indicator, ItemizedGoal, Project
from jixiao.units import years_of

_SECTION = "二、分项绩效目标"
_STOPS = "。；;，,、：: \u3000\n\t\r"
_QUOTES = ("“”", "「」", "『』")
_MARKS = re.compile("[“”「」『』]")
_BLANK = "　　"
"""What stands in quotation marks where a name is still wanted."""

_BEGINS_AS_VALUE = re.compile(r"[^\w“”]|[0-9０-９]|不|大于|小于|等于")
"""What parts a value from the name before it without a sign between them."""

_NO_LEVEL = "三级指标"
"""Stands before an indicator that has no second level."""

_Purpose = Literal["inline", "apart", "quoted"]
_Rows = Literal["plain", "tried", "quoted"]
_PURPOSES: tuple[_Purpose, ...] = ("inline", "apart", "quoted")
_ROWS: tuple[_Rows, ...] = ("plain", "tried", "quoted")


class _Way(NamedTuple):
    """A way to write a project.

    Attributes:
        name: quotation marks round the project's name; empty where the name has marks of its own.
        purpose: in the first sentence, in a paragraph of its own, or in quotation marks.
        rows: names and values of indicators follow each other, each indicator is written as it reads back by itself, or
            all stand in quotation marks.
        marks: the quotation marks of all but the name.
    """

    name: str
    purpose: _Purpose
    rows: _Rows
    marks: str = _QUOTES[0]


def project_path(number: int) -> str:
    """The path of a project in the model, counted from 0."""
    return f"projects[{number}]"


def itemized_of(project: Project, ordinal: int) -> ItemizedGoal:
    """What the paragraphs of a project say, as reading finds it; places are left empty."""
    lines = lines_of_project(project, ordinal, project_path(ordinal - 1))
    return _meaning(project, ordinal, lines)


def lines_of_project(project: Project, ordinal: int, path: str) -> tuple[Line, ...]:
    """The heading and the paragraphs of a project."""
    first: tuple[Line, ...] | None = None
    for way in _ways(project):
        lines = tuple(_lines(project, ordinal, path, way))
        first = first or lines
        if _is_read(project, lines):
            return lines
    assert first is not None
    return first


def _ways(project: Project) -> Iterator[_Way]:
    """From the plainest to the safest."""
    names = ("“”", "", "「」", "『』")
    if project.name and _MARKS.search(project.name):
        names = ("", "“”", "「」", "『』")
    for marks in _QUOTES:
        for rows, purpose, name in product(_ROWS, _PURPOSES, names):
            yield _Way(name, purpose, rows, marks)


def _is_read(project: Project, lines: Sequence[Line]) -> bool:
    document = read_lines(_SECTION, lines)
    if len(document.itemized_goals) != 1 or document.passages or document.unread:
        return False
    return without_places(document.itemized_goals[0]) == _meaning(project, 1, lines)


# what is meant


def _meaning(project: Project, ordinal: int, lines: Sequence[Line]) -> ItemizedGoal:
    return ItemizedGoal(
        ordinal=ordinal,
        project_name=" ".join((project.name or "").split()) or None,
        budget_yuan=project.funds.budget_yuan,
        purpose=_purpose(project)[0] or None,
        years=years_of("".join(line.text.strip() for line in lines)),
        spending_plan=_plan(project),
        indicators=tuple(map(_indicator, project.indicators)),
    )


def _purpose(project: Project) -> tuple[str, str]:
    """The goals in one text, or else what the money is for, and the field that it stands in."""
    goals = [goal.strip(_STOPS) for goal in project.goals]
    sign = "。" if any("。" in goal for goal in goals) else "；"
    if text := sign.join(filter(None, goals)):
        return text, "goals"
    return (project.purpose or "").strip(_STOPS), "purpose"


def _plan(project: Project) -> tuple[Checkpoint, ...]:
    return tuple(point for point in project.spending_plan if point.cumulative_percent is not None)


def _indicator(indicator: Indicator) -> Indicator:
    dimension, category = _levels(indicator)
    target = parse_target(target_text(indicator.target.text))[0] if indicator.target else None
    return Indicator(
        dimension=dimension,
        category=category,
        name=name_text(indicator.name) or None,
        target=target if target and target.text else None,
    )


def _levels(indicator: Indicator) -> tuple[str | None, str | None]:
    """First and second level in standard words, the first as the second tells it where it is not given."""
    category = indicator.category
    if category and (level := category_of(category)):
        category = level.name
    dimension = indicator.dimension or (dimension_of_category(category) if category else None)
    if dimension and (level := dimension_of(dimension)):
        dimension = level.name
    return dimension, category


# what is written


def _lines(project: Project, ordinal: int, path: str, way: _Way) -> Iterator[Line]:
    name = " ".join((project.name or "").split())
    marks = way.name or ("“”" if not name else "")
    end = "" if name.endswith("项目") else "项目"
    named = f"{marks[0]}{name or _BLANK}{marks[1]}{end}" if marks else name
    yield Line(
        text=f"（{chinese(ordinal)}）{named}",
        style="heading2",
        missing=not name,
        sources=(f"{path}.name",) if name else (),
    )
    purpose, field = _purpose(project)
    sources: list[str] = []
    opening, rest = [], ""
    if project.funds.budget_yuan is not None:
        opening.append(f"年初预算安排{yuan_text(project.funds.budget_yuan)}")
        sources.append(f"{path}.funds.budget_yuan")
    if purpose and way.purpose != "apart":
        said = f"{way.marks[0]}{purpose}{way.marks[1]}" if way.purpose == "quoted" else purpose
        opening.append(f"{'项目' if opening else ''}主要目标{'为' if field == 'goals' else '：'}{said}")
        sources.append(f"{path}.{field}")
    if points := _plan(project):
        rest = _plan_text(points)
        sources.append(f"{path}.spending_plan")
    text = "".join(f"{sentence}。" for sentence in ("，".join(opening), rest) if sentence)
    if text:
        yield Line(text=text, sources=tuple(sources))
    if purpose and way.purpose == "apart":
        yield Line(text=f"主要目标：{purpose}。", sources=(f"{path}.{field}",))
    if project.indicators:
        numbers = range(len(project.indicators))
        yield Line(
            text=_indicators_text(project.indicators, way),
            sources=tuple(f"{path}.indicators[{number}]" for number in numbers),
        )


def _plan_text(points: Sequence[Checkpoint]) -> str:
    months = "、".join(f"{point.month}月底" for point in points)
    percents = "、".join(
        percent_text(point.cumulative_percent) for point in points if point.cumulative_percent is not None
    )
    return f"资金支出进度为{months}{'分别' if len(points) > 1 else ''}达到{percents}"


def _indicators_text(indicators: Sequence[Indicator], way: _Way) -> str:
    """All indicators, a sentence a first-level word."""
    groups = [(dimension, list(group)) for dimension, group in groupby(indicators, key=lambda each: _levels(each)[0])]
    named = dict.fromkeys(dimension for dimension, _ in groups if dimension and known_dimension(dimension) == dimension)
    count = "两" if len(named) == 2 else chinese(len(named)) if named else ""
    opening = f"项目共设{'、'.join(named)}{count}个一级指标。" if named else ""
    return opening + "".join(_sentence(dimension, group, way) for dimension, group in groups)


def _sentence(dimension: str | None, indicators: Sequence[Indicator], way: _Way) -> str:
    lead = ""
    if dimension:
        own = [category_of(category) if (category := _levels(each)[1]) else None for each in indicators]
        agrees = all(level is None or level.dimension in ("", dimension) for level in own)
        is_known = known_dimension(dimension) == dimension and dimension_of(dimension) is not None
        lead = f"{dimension if is_known and agrees else _in(way.marks, dimension)}："
    return f"{lead}{'；'.join(_indicator_text(each, way) for each in indicators)}。"


def _indicator_text(indicator: Indicator, way: _Way) -> str:
    category = _levels(indicator)[1]
    label = category or _NO_LEVEL
    if category and known_category(category) != category:
        label = _in(way.marks, category)
    name = name_text(indicator.name)
    target = target_text(indicator.target.text) if indicator.target else ""
    for told in _told(name, target, way):
        if way.rows == "plain" or _is_told(f"{label}——{told}", indicator):
            return f"{label}——{told}"
    return f"{label}——{told}"


def _told(name: str, target: str, way: _Way) -> Iterator[str]:
    """Name and value, from the plainest to the safest."""
    if way.rows != "quoted" and name:
        plain = [f"{name}{target}", f"{name}：{target}"] if target else [name]
        yield from plain if not target or _BEGINS_AS_VALUE.match(target) else reversed(plain)
        if target:
            yield f"{name}：{_in(way.marks, target)}"
            yield f"{_in(way.marks, name)}：{target}"
    yield f"{_in(way.marks, name)}：{_in(way.marks, target)}" if target else _in(way.marks, name)


def _is_told(text: str, indicator: Indicator) -> bool:
    """Whether a sentence says just this indicator, other indicators standing before and behind it."""
    line = Line(text=f"（一）“甲”。数量指标——甲≥1次；{text}；数量指标——乙≥1次。")
    goals = read_lines(_SECTION, [line]).itemized_goals
    read = [without_places(goal).indicators for goal in goals]
    meant = msgspec.structs.replace(_indicator(indicator), dimension=None)
    return bool(read) and len(read[0]) == 3 and msgspec.structs.replace(read[0][1], dimension=None) == meant


def _in(marks: str, text: str) -> str:
    return f"{marks[0]}{text}{marks[1]}"
