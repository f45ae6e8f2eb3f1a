"""Texts that hold several things, written so that the readers tell them apart again: goals, codes with names."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.forms.goal_items import items_of
from jixiao.forms.values_split import split_code_and_name
from jixiao.model import Unit

_NUMBERINGS = ("{n}.{goal}", "{n}、{goal}", "目标{n}：{goal}", "（{n}）{goal}")
_CODED = ("{code}{name}", "{code}-{name}", "[{code}]{name}")


def goals_text(goals: Sequence[str]) -> str:
    """Goals one below the other, numbered in the first manner that leaves no doubt where each begins.

    >>> goals_text(["清理河渠。", "2.5公里护岸加固。"])
    '1.清理河渠。\\n2.2.5公里护岸加固。'
    """
    if len(goals) == 1 and items_of(goals[0]) == tuple(goals):
        return goals[0]
    tried = [
        "\n".join(numbering.format(n=n, goal=goal) for n, goal in enumerate(goals, 1)) for numbering in _NUMBERINGS
    ]
    return next((text for text in tried if items_of(text) == tuple(goals)), tried[0] if goals else "")


def coded_text(code: str | None, name: str | None, joint: str = "") -> str:
    """A code with the name behind it, in the first manner from which both are read again.

    Args:
        joint: what stands between them, if both are read again from it.
    """
    if not (code and name):
        return code or name or ""
    tried = [manner.format(code=code, name=name) for manner in ("{code}" + joint + "{name}", *_CODED)]
    return next((text for text in tried if split_code_and_name(text) == (code, name)), tried[0])


def unit_text(unit: Unit, joint: str = "") -> str:
    """A unit as the papers name it: its code, then its name."""
    return coded_text(unit.code, unit.name, joint)
