"""How findings name a project and its indicators. Knows nothing of what is wrong."""

from __future__ import annotations

import functools

from jixiao.checks.items import DepartmentItem, GoalItem, IndicatorItem, ProjectItem
from jixiao.language import Words

_LONGEST_NAME = 30

_INNER = str.maketrans("“”", "‘’")
_NAMELESS = Words("该项目", "this project")
_DEPARTMENT = Words("部门整体", "the whole department")
_UNNAMED_ROW = Words("未命名指标", "unnamed indicator")


def project_label(owner: ProjectItem | GoalItem | DepartmentItem) -> str:
    """The owner as a sentence names it: its name in quotation marks, shortened where it is a sentence itself."""
    name = short(owner.name)
    if name:
        return f"“{name}”"
    return (_DEPARTMENT if isinstance(owner, DepartmentItem) else _NAMELESS).say()


def row_label(item: IndicatorItem) -> str:
    """The indicator's name, or its second level where it has none."""
    return short(item.name) or item.category or _UNNAMED_ROW.say()


def slot_label(item: IndicatorItem) -> str:
    """Second level and name: 数量指标“清理河渠长度”."""
    return f"{item.category}“{row_label(item)}”" if item.category else f"“{row_label(item)}”"


@functools.lru_cache(maxsize=4096)
def short(words: str) -> str:
    """The words in one line, cut where they are long; their own quotation marks are inner ones.

    >>> short("一般公共预算“三公”经费")
    '一般公共预算‘三公’经费'
    """
    flat = " ".join(words.split()).translate(_INNER)
    return flat if len(flat) <= _LONGEST_NAME else f"{flat[: _LONGEST_NAME - 1]}…"
