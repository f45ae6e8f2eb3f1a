"""Plans by the thousand that look like real ones: projects of the sample county, of invented villages."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec

from jixiao.model import Document, Project
from jixiao_web.sample.plans import county, plan_of

COUNTY = "990128"
YEARS = (2023, 2024, 2025)
RARE = "琉璃瓦"
"""Words of one project in a thousand."""
_FIRST = "青白清云石柳杨松柏梅兰竹菊荷莲泉溪河湖山岭峰谷川原坪塘堰桥渡店铺庄寨屯营关口沟洼岗坡湾滩洲"
_LAST = "水花林泉头口沟庄村塘桥湾坪岭坡屯寨营岗店"
_KINDS = (
    "镇人民政府",
    "乡人民政府",
    "中心小学",
    "初级中学",
    "卫生院",
    "水务站",
    "农技站",
    "文化馆",
    "敬老院",
    "养护站",
)


def unit_names(number: int) -> list[str]:
    """Names of units, each once."""
    places = [first + last for first in _FIRST for last in _LAST if first != last]
    names = (f"云河县{places[n % len(places)]}{_KINDS[n // len(places) % len(_KINDS)]}" for n in range(number))
    return [f"{name}{n}分部" if n >= len(places) * len(_KINDS) else name for n, name in enumerate(names)]


def plans(code: str, name: str, projects: int, indicators: int) -> Iterator[tuple[int, Document]]:
    """A unit's plans of all years."""
    for year in YEARS:
        chosen = random.Random(f"{code}{year}")
        yield year, _plan(code, name, year, chosen, projects, indicators)


def _plan(code: str, name: str, year: int, chosen: random.Random, projects: int, indicators: int) -> Document:
    base, pool = _pool(year)
    made = []
    for number in range(1, projects + chosen.randint(-2, 3) + 1):
        project = chosen.choice(pool)
        village = chosen.choice(_FIRST) + chosen.choice(_LAST)
        rare = RARE if chosen.random() < 0.001 else ""
        own = [*project.indicators, *chosen.choice(pool).indicators][: indicators + chosen.randint(-1, 1)]
        yuan = project.funds.budget_yuan
        made.append(
            msgspec.structs.replace(
                project,
                ordinal=number,
                code=f"990128{year % 100}P00{code}0{number:03}",
                name=f"{village}村{rare}{project.name}",
                purpose=f"{village}村{project.purpose}",
                indicators=tuple(own),
                funds=msgspec.structs.replace(project.funds, budget_yuan=yuan),
            )
        )
    unit = msgspec.structs.replace(base.unit, code=code, name=name)
    return msgspec.structs.replace(base, unit=unit, projects=tuple(made), itemized_goals=())


_POOLS: dict[int, tuple[Document, list[Project]]] = {}


def _pool(year: int) -> tuple[Document, list[Project]]:
    """A plan to begin with, and the projects of all kinds of units."""
    if year not in _POOLS:
        whole = [plan_of(unit, year) for unit in county()["units"]]
        _POOLS[year] = whole[0], [project for plan in whole for project in plan.projects]
    return _POOLS[year]
