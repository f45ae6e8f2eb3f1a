"""Projects of a plan that tells them in part one only: as rows of part two, which is what a draft is filled in from."""

from __future__ import annotations

import re

import msgspec

from jixiao.model import Document, Project
from jixiao.model.plan import ItemizedGoal
from jixiao.model.project import Funds

_PATH = re.compile(r"itemized_goals(?P<row>\[\d+\])(?P<rest>.*)")
_FIELDS = {".project_name": ".name", ".budget_yuan": ".funds.budget_yuan", ".purpose": ".goals[0]"}


def with_narrated(document: Document) -> Document:
    """A plan whose projects are those of its narrative, where it has no tables; any other as it is.

    Every value keeps the place that it was read from, and every doubt about it.
    """
    if document.projects or not document.itemized_goals:
        return document
    changed = msgspec.structs.replace(
        document,
        projects=tuple(_project(goal, number) for number, goal in enumerate(document.itemized_goals, 1)),
        itemized_goals=(),
        at={_path(path): place for path, place in document.at.items()},
    )
    if not document.doubts:
        return changed
    doubts = tuple(msgspec.structs.replace(each, subject=_path(each.subject)) for each in document.doubts)
    return msgspec.structs.replace(changed, doubts=doubts)


def _project(goal: ItemizedGoal, number: int) -> Project:
    return Project(
        ordinal=number,
        name=goal.project_name,
        funds=Funds(budget_yuan=goal.budget_yuan),
        spending_plan=goal.spending_plan,
        goals=(goal.purpose,) if goal.purpose else (),
        indicators=goal.indicators,
        at=goal.at,
    )


def _path(path: str) -> str:
    """A path in the narrative as the path of the same value in a project."""
    found = _PATH.fullmatch(path)
    return f"projects{found['row']}{_FIELDS.get(found['rest'], found['rest'])}" if found else path
