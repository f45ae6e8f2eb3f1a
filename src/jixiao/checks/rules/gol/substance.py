"""What a goal says beyond the words that any goal could hold. The words lie in `words/gol.toml`."""

from __future__ import annotations

import functools
import re

from jixiao.checks.alike import plain
from jixiao.checks.items import Field, ProjectItem
from jixiao.checks.words import any_of, words

_CACHED = 16384
_YEAR = re.compile(r"(?:20\d{2}|二[〇零○]二.)年?度?")
_NUMBERED = re.compile(r"^[\d一二三四五六七八九十]+$|^\d+(?=\D)")
_MAIN = re.compile(r"^(?:(?:项目)?(?:主要)?目标(?:为|是)?)?(?:[本当全]年度?)?")
_CLAUSES = re.compile(r"[，,；;。！!\n]+")


@functools.lru_cache(maxsize=_CACHED)
def without_year(text: str) -> str:
    """The plain words of a goal without the years that it names.

    >>> without_year("1.完成2025年绩效目标。"), without_year("2025年河渠清理")
    ('1完成绩效目标', '河渠清理')
    """
    return _YEAR.sub("", plain(text))


@functools.lru_cache(maxsize=_CACHED)
def substance(text: str) -> str:
    """What is left of a goal without years and the words of anybody's goal; empty where it says nothing of its own.

    >>> substance("按时完成2025年各项绩效目标"), substance("完成柳沟渠清淤")
    ('', '柳沟渠清淤')
    """
    return any_of("gol.generic", "gol.payment").sub("", without_year(text))


@functools.lru_cache(maxsize=_CACHED)
def is_tautology(text: str, name: str = "") -> bool:
    """Whether a goal only says that the goal will be reached (完成2025年绩效目标).

    The name of its own project is no substance, nor is the place that all of the text is about.

    >>> is_tautology("完成全县河道清理年度绩效目标", "河道清理项目"), is_tautology("完成河道清理任务", "河道清理项目")
    (True, False)
    """
    said = without_year(text).lstrip("0123456789")
    if not said or not said.endswith(words("gol.tautology")):
        return False
    rest, named = substance(said), substance(name)
    if rest and named and said.endswith(words("gol.goal_of_name")):
        rest = any_of("gol.whole_place").sub("", rest.replace(named, "", 1))
        return rest in named
    return not rest


@functools.lru_cache(maxsize=_CACHED)
def is_nothing(text: str) -> bool:
    """Whether a goal's cell holds only a dash or a word for nothing."""
    said = plain(text)
    return not said or said in words("gol.nothing")


@functools.lru_cache(maxsize=_CACHED)
def clauses(text: str) -> tuple[str, ...]:
    """The parts of a goal between commas and stops."""
    return tuple(part.strip() for part in _CLAUSES.split(text) if part.strip())


def goals_of(project: ProjectItem) -> list[tuple[Field, str]]:
    """The goals of a project's table with their places, those that say nothing left out."""
    return [
        (project.field(f"goals[{i}]"), goal) for i, goal in enumerate(project.project.goals) if not is_nothing(goal)
    ]


def is_the_name(goal: str, name: str) -> bool:
    """Whether a goal without the words of anybody's goal is the project's name without them.

    >>> is_the_name("保障道路维修工作。", "道路维修项目"), is_the_name("维修道路3公里", "道路维修")
    (True, False)
    """
    wholes = without_year(name), without_year(goal).lstrip("0123456789")
    named, said = (any_of("gol.generic").sub("", whole) for whole in wholes)
    return bool(named) and said == named and not any(map(str.isdigit, wholes[1]))


def is_the_work(goal: str, name: str) -> bool:
    """Whether a goal only says that the project of the name will be done.

    >>> is_the_work("按期完成道路维修工作。", "道路维修项目"), is_the_work("保障道路维修工作。", "道路维修项目")
    (True, False)
    """
    said = plain(goal)
    return is_the_name(goal, name) and "完成" in said and said.endswith(words("gol.work_of_name"))


@functools.lru_cache(maxsize=_CACHED)
def is_spending(text: str) -> bool:
    """Whether every clause of a goal is money spent (保障人大工作经费，及时拨付资金).

    >>> is_spending("保障人大工作经费"), is_spending("保障经费，培训代表60人")
    (True, False)
    """
    return all(map(_spends, clauses(text)))


def _spends(clause: str) -> bool:
    said = _MAIN.sub("", _NUMBERED.sub("", without_year(clause)))
    if said.startswith(words("gol.spending_verbs")) and not any(map(str.isdigit, said)):
        return True
    return said.startswith(words("gol.spending_starts")) and said.endswith(words("gol.spending_ends"))
