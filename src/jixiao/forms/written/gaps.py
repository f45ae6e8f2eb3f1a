"""What a form cannot hold of a model: values that it wants and the model lacks, texts too long for their cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from jixiao.errors import JixiaoError
from jixiao.language import Words, text

MARK = "待填"
"""Stands, visibly, where a value is still wanted."""

GapReason = Literal["missing", "too_long", "no_rows", "no_projects", "no_department", "unknown_profile"]

_WORDS = {
    "missing": Words("缺少必填内容", "a value that the form requires is missing"),
    "too_long": Words("内容超过{longest}字", "longer than {longest} characters"),
    "no_rows": Words("没有一条绩效指标", "not a single indicator"),
    "no_projects": Words("文本没有项目", "the document has no project"),
    "no_department": Words("文本没有部门整体内容", "the document says nothing of the whole department"),
    "unknown_profile": Words("没有这个地区的规定", "no such province is known"),
}
_OFTEN = {
    "projects": Words(
        "{what}，共{count}处：第{numbers}个项目{more}", "{what}, {count} times: projects {numbers}{more}"
    ),
    "rows": Words("{what}，共{count}处：第{numbers}行{more}", "{what}, {count} times: rows {numbers}{more}"),
}
_AND_MORE = Words("等", " and more")
_SHOWN = 10
"""Projects or rows that are listed for one kind of gap."""

_NUMBER = re.compile(r"(?<=\[)[0-9]+(?=\])")
_ROW = re.compile(r"^第([0-9]+)行·")


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A cell that cannot be written as the form demands.

    Attributes:
        path: place in the model. label: what the cell asks for, in the form's words.
        longest: characters that the cell takes, for `too_long`.
    """

    path: str
    label: str
    reason: GapReason
    longest: int | None = None

    def say(self) -> str:
        """The gap as one line: what, where in the model, why."""
        return f"{self.label}（{self.path}）：{_what(self)}"


class FormRefused(JixiaoError):
    """A form cannot hold a document: every gap, with what and where."""

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        self.gaps = gaps
        super().__init__(gaps)

    def __str__(self) -> str:
        listed = "\n".join(f"  {line}" for line in said(self.gaps))
        return f"{text('write.refused', count=len(self.gaps))}\n{listed}"


def said(gaps: Iterable[Gap]) -> list[str]:
    """The gaps in lines; those of the same cell in many projects or rows share one."""
    alike: dict[tuple[str, str, str], list[Gap]] = {}
    for gap in gaps:
        alike.setdefault((gap.reason, _ROW.sub("", gap.label), _NUMBER.sub("", gap.path)), []).append(gap)
    return [group[0].say() if len(group) == 1 else _together(label, group) for (_, label, _), group in alike.items()]


def _together(label: str, gaps: Sequence[Gap]) -> str:
    first = gaps[0]
    counted = dict.fromkeys(int(_NUMBER.findall(gap.path)[0]) + 1 for gap in gaps)
    where = "projects" if first.path.startswith("projects[") and len(counted) > 1 else "rows"
    if where == "rows":
        counted = dict.fromkeys(int(_NUMBER.findall(gap.path)[-1]) + 1 for gap in gaps)
    numbers = "、".join(map(str, list(counted)[:_SHOWN]))
    more = _AND_MORE.say() if len(counted) > _SHOWN else ""
    told = _OFTEN[where].say(what=_what(first), count=len(gaps), numbers=numbers, more=more)
    return f"{label}（{first.path}）：{told}"


def _what(gap: Gap) -> str:
    return _WORDS[gap.reason].say(longest=gap.longest)
