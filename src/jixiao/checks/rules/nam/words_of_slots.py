"""What an indicator's words speak of: time, cost, money, a count, a standard, satisfaction, an effect.

The words lie in `words/nam.toml`. Leaves to the rules in which row such words may stand.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from jixiao.checks.words import any_of, words
from jixiao.model import TargetValue

QUANTITY, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "成本指标"
COSTS = frozenset({COST, "经济成本指标"})
ECONOMIC, SOCIAL, ECOLOGICAL, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
BENEFITS = frozenset({ECONOMIC, SOCIAL, ECOLOGICAL, LASTING})
SATISFACTION = "服务对象满意度指标"

MONEY_UNITS = ("元", "角", "分钱")
_TIME_UNITS = frozenset("天 日 周 旬 月 季 年 个月 季度 年度 小时 分钟 秒 工作日 个工作日".split())
_CACHED = 16384

# 1.1.1 or ★★★ before a name, (≥**个) behind it.
_LEADING = re.compile(r"^(?:[★☆*◆●\s]+|\d{1,2}(?:\.\d{1,2})*[.、\s]+(?=\D)|\d(?:\.\d{1,2})+(?=\D))+")
_BRACKETS = re.compile(r"(?:\([^()]*\)|【[^】]*】|\s)+$")


@functools.lru_cache(maxsize=_CACHED)
def bare(name: str) -> str:
    """A name in narrow signs, without its number and stars in front and brackets behind.

    >>> bare("1.1.2★保障发放人数（≥**人）")
    '保障发放人数'
    """
    return _BRACKETS.sub("", _LEADING.sub("", unicodedata.normalize("NFKC", name))) or name


@functools.cache
def _at_end(key: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words(key))})$")


@functools.cache
def _whole(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words(key)))


@functools.lru_cache(maxsize=_CACHED)
def speaks(name: str, key: str) -> bool:
    """Whether a name holds any word of a list of `nam.toml`."""
    return any_of(f"nam.{key}").search(name) is not None


@functools.lru_cache(maxsize=_CACHED)
def end_of(name: str, key: str) -> str | None:
    """The end of a name that is one of a list's patterns, else None."""
    found = _at_end(f"nam.{key}").search(bare(name))
    return found[0] if found else None


@functools.lru_cache(maxsize=_CACHED)
def is_wholly(name: str, key: str) -> bool:
    """Whether a name is one of a list's patterns and nothing else."""
    return _whole(f"nam.{key}").fullmatch(bare(name)) is not None


def in_money(target: TargetValue | None) -> bool:
    """Whether a value is an amount of money, or money a head or a piece."""
    return bool(target and target.unit and target.unit.split("/")[0].endswith(MONEY_UNITS))


def in_time(target: TargetValue | None) -> bool:
    """Whether a value is a date, a month or a length of time."""
    if target is None:
        return False
    return bool(target.dates) or target.unit in _TIME_UNITS or speaks(target.text, "time")


def counted(target: TargetValue | None) -> bool:
    """Whether a value is a number of things: with a unit that is neither percent nor money."""
    return bool(
        target and target.amount is not None and target.unit and target.unit not in "%‰" and not in_money(target)
    )


@functools.cache
def examples() -> dict[str, str]:
    """Good names by second level."""
    return dict(entry.split("|") for entry in words("nam.examples"))


@functools.cache
def example_of(category: str) -> str:
    """Good names of a second level, in quotation marks."""
    return "".join(f"“{name}”" for name in examples().get(category, examples()[QUANTITY]).split("、"))
