"""The counted tasks of a goal, and whether an indicator measures them. Leaves what is missing to GOL06."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.alike import pieces
from jixiao.checks.items import IndicatorItem
from jixiao.checks.rules.gol.substance import clauses
from jixiao.checks.words import any_of, words

_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = re.compile(r"[\d.,]+")


def counted_tasks(goal: str, name: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The clauses of a goal that name a number of things to be done, with the number, for the project of that name."""
    parts = clauses(goal)
    for number, clause in enumerate(parts):
        if not _DIGITS.search(clause) or is_asking(clause, "，".join(parts[max(number - 1, 0) : number + 2]), name):
            continue
        yield from ((clause, task) for task in _counted().finditer(clause) if task[1])


@functools.cache
def _counted() -> re.Pattern[str]:
    """A number of things; words before which a number is no task are matched with it, without a first group."""
    before = "|".join(words("gol.not_tasks"))
    return re.compile(
        rf"(?<![\d.])(?<!第)(\d[\d,]*(?:\.\d+)?)(万|千|百|十|亿)?(?:余|多)?({'|'.join(words('gol.task_units'))})(?![月日岁号季以之]?(?<=年)|百分点|月|工作日|小时|季度)"
        rf"|(?:{before})[^，。；]*"
    )


def is_value(task: re.Match[str], values: set[tuple[Decimal, str] | None]) -> bool:
    """Whether the task's number is the value of an indicator."""
    amount = Decimal(task[1].replace(",", "")) * _SCALES[task[2] or ""]
    return any(value and value[0] == amount and (task[3] in value[1] or value[1] in task[3]) for value in values)


def is_asking(clause: str, beside: str, name: str) -> bool:
    """Whether a clause of a goal tells how satisfaction is asked, which is no task of the project of that name.

    A questionnaire is; a visit or a call is where satisfaction stands in the clause or in those beside it.

    >>> is_asking("向摊主发放问卷50份", "", "集市整治"), is_asking("走访摊主50户", "满意度达到90%", "集市整治")
    (True, True)
    >>> is_asking("走访摊主50户", "整治集市2处", "集市整治"), is_asking("发放问卷50份", "", "创业情况调查")
    (False, False)
    """
    if any_of("gol.asking_projects").search(name):
        return False
    if any_of("gol.questionnaires").search(clause):
        return True
    visits = any_of("gol.asking").search(clause) and not any_of("gol.helping").search(clause)
    return bool(visits) and "满意" in clause + beside


def value_of(row: IndicatorItem) -> tuple[Decimal, str] | None:
    """The number and the unit of an indicator's value, 万 and the like multiplied out."""
    target = row.target
    if target is None or target.amount is None or not target.unit:
        return None
    scale = target.unit[0] if target.unit[0] in _SCALES and len(target.unit) > 1 else ""
    return target.amount * _SCALES[scale], target.unit.removeprefix(scale)


def words_of(row: IndicatorItem) -> frozenset[str]:
    """What name and description of an indicator speak of."""
    return meaning(row.name) | meaning(row.indicator.description or "")


def meaning(text: str) -> frozenset[str]:
    """The pieces of a text that tell what it is about, numbers and words of anybody's task left out."""
    return pieces(any_of("gol.shared").sub(" ", _DIGITS.sub(" ", text)))
